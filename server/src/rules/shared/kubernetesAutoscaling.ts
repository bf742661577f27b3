import type { RuleContext } from '../../engine/rule/define.js';
import type { KubernetesFile } from '../../languages/kubernetes/file.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import type { Container } from '../../languages/kubernetes/container.js';
import type { YamlNode } from '../../languages/yaml/nodes.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { autoscalersOf } from './kubernetesAvailability.js';
import { mergeFix } from './kubernetesFixes.js';
import { objectsOf } from './kubernetesReferences.js';

interface Utilization {
  /** Where the autoscaler says so; undefined where it says nothing, which is CPU. */
  readonly node: YamlNode | undefined;
  /** Only this container counts. */
  readonly container: string | undefined;
}

/** What an autoscaler compares with requests: shares of CPU or memory. */
function utilizations(autoscaler: KubernetesObject, resource: 'cpu' | 'memory'): Utilization[] {
  const spec = autoscaler.get('spec');
  if (autoscaler.group === 'keda.sh') {
    return mapsIn(spec?.get('triggers'))
      .filter(
        (trigger) =>
          trigger.get('type')?.string === resource &&
          (trigger.get('metricType') ?? trigger.get('metadata', 'type'))?.string !== 'AverageValue',
      )
      .map((trigger) => ({ node: trigger.get('type'), container: trigger.get('metadata', 'containerName')?.scalarText }));
  }
  const found: Utilization[] = [];
  const old = spec?.get('targetCPUUtilizationPercentage');
  if (old !== undefined && resource === 'cpu') found.push({ node: old, container: undefined });
  const metrics = mapsIn(spec?.get('metrics'));
  for (const metric of metrics) {
    const source = metric.get('resource') ?? metric.get('containerResource');
    if (source?.get('name')?.string !== resource) continue;
    const isShare =
      source.get('target', 'type')?.string === 'Utilization' ||
      source.get('target', 'averageUtilization') !== undefined ||
      source.get('targetAverageUtilization') !== undefined;
    if (isShare) found.push({ node: source.get('name'), container: source.get('container')?.scalarText });
  }
  // Without any metric it is 80 % of the CPU: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/#HorizontalPodAutoscalerSpec.
  if (resource === 'cpu' && old === undefined && spec?.get('metrics') === undefined) found.push({ node: undefined, container: undefined });
  return found;
}

/** A limit is a request too when none is written: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#requests-and-limits. */
function lacksRequest(container: Container, resource: string): boolean {
  const resources = container.get('resources');
  if (resources?.isUnknown === true || resources?.get('requests')?.isUnknown === true || resources?.get('limits')?.isUnknown === true)
    return false;
  return resources?.get('requests', resource) === undefined && resources?.get('limits', resource) === undefined;
}

/** Containers without the request that their pods' autoscaler divides by. */
export function requestsForAutoscaler(resource: 'cpu' | 'memory', value: string) {
  return (file: KubernetesFile, ctx: RuleContext): void => {
    const objects = objectsOf(file);
    const autoscalers = autoscalersOf(file);
    // A LimitRange may fill requests in.
    if (autoscalers.all.length === 0 || objects.some(({ kind }) => kind === 'LimitRange')) return;
    for (const workload of objects) {
      const { pod } = workload;
      const autoscaler = pod === undefined ? undefined : autoscalers.of(workload);
      if (pod === undefined || autoscaler === undefined || pod.get('resources', 'requests', resource) !== undefined) continue;
      const counted = utilizations(autoscaler.object, resource);
      if (counted.length === 0) continue;
      for (const container of pod.allContainers) {
        if (container.role !== 'main' && !container.isSidecar) continue;
        const why = counted.find((metric) => metric.container === undefined || metric.container === container.name);
        if (why === undefined || !lacksRequest(container, resource)) continue;
        const name = autoscaler.object.name ?? '';
        ctx.report({
          at: container.lackOf('resources', 'requests'),
          message: `Container \`${container.name ?? ''}\` requests no ${resource === 'cpu' ? 'CPU' : 'memory'}, and autoscaler \`${name}\` compares with the request: it cannot scale.`,
          related: [{ at: why.node?.span ?? autoscaler.object.anchor, message: 'What the autoscaler compares.' }],
          fix: () => mergeFix(`Request \`${resource}: ${value}\``, container.node, { resources: { requests: { [resource]: value } } }),
        });
      }
    }
  };
}
