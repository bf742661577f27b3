import { DearFix } from '../../../engine/rule/dearFix.js';
import type { Fix } from '../../../engine/rule/define.js';
import type { Edit } from '../../../engine/text/span.js';
import { lineEnd } from '../../../engine/text/lines.js';
import { merge, removeEntry } from '../../yaml/edit.js';
import type { KubernetesFile } from '../file.js';
import type { KubernetesObject } from '../object.js';
import { inOneNamespace } from '../selectors.js';
import { appendDocument, isReplicated, metadataLike } from './companion.js';
import { usual } from './resources.js';

/**
 * "Create HorizontalPodAutoscaler", on CPU. It counts use against the request, so containers get one that have none; and it
 * sets the number of replicas, so that the workload no longer does:
 * https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/.
 */
export function addAutoscaler(object: KubernetesObject, file: KubernetesFile): Fix | undefined {
  if (!isReplicated(object) || object.pod === undefined || hasAutoscaler(object, file)) return undefined;
  const metadata = metadataLike(object);
  const replicas = object.get('spec', 'replicas');
  if (metadata === undefined || replicas?.isUnknown === true) return undefined;
  // Two, so that one may go while the other serves.
  const least = Math.max(2, replicas?.number ?? 2);
  const autoscaler = {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata,
    spec: {
      scaleTargetRef: { apiVersion: object.apiVersion, kind: object.kind, name: object.name ?? '' },
      minReplicas: least,
      maxReplicas: Math.max(10, least * 2),
      metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } }],
    },
  };
  const edits = (): readonly Edit[] => [...withoutReplicas(object), ...withRequests(object), appendDocument(file, object, autoscaler)];
  return new DearFix('Create HorizontalPodAutoscaler', edits, { safety: 'review' });
}

/** KEDA's ScaledObject makes an autoscaler of its own: https://keda.sh/docs/latest/concepts/scaling-deployments/. */
function hasAutoscaler(object: KubernetesObject, file: KubernetesFile): boolean {
  return file.objects.some((other) => {
    if (other.kind !== 'HorizontalPodAutoscaler' && other.kind !== 'ScaledObject') return false;
    if (inOneNamespace(object, other) === 'no') return false;
    const target = other.get('spec', 'scaleTargetRef');
    const kind = target?.get('kind')?.scalarText ?? (other.kind === 'ScaledObject' ? 'Deployment' : undefined);
    return other.name === object.name || (kind === object.kind && target?.get('name')?.scalarText === object.name);
  });
}

/** Not where the line has a comment, which would go with it. */
function withoutReplicas(object: KubernetesObject): readonly Edit[] {
  const spec = object.get('spec');
  const entry = spec?.kind === 'map' ? spec.entries.find(({ key }) => key.content === 'replicas') : undefined;
  if (spec?.kind !== 'map' || entry === undefined || spec.entries.length === 1) return [];
  const { text } = entry.key.source;
  if (!spec.isFlow && text.slice(entry.value.to, lineEnd(text, entry.value.to)).trim() !== '') return [];
  return removeEntry(spec, 'replicas') ?? [];
}

function withRequests(object: KubernetesObject): readonly Edit[] {
  return object.pods.flatMap((pod) => {
    if (pod.get('resources', 'requests', 'cpu') !== undefined || pod.get('resources', 'limits', 'cpu') !== undefined) return [];
    return pod.allContainers
      .filter((container) => container.role === 'main' || container.isSidecar)
      .filter(
        (container) =>
          container.get('resources', 'requests', 'cpu') === undefined && container.get('resources', 'limits', 'cpu') === undefined,
      )
      .filter((container) => container.get('resources')?.isUnknown !== true)
      .flatMap((container) => merge(container.node, { resources: { requests: { cpu: usual.cpu } } }));
  });
}
