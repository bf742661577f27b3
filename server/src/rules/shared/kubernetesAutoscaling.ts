import type { RuleContext } from '../../engine/rule/define.js';
import type { KubernetesFile } from '../../languages/kubernetes/file.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import type { Container } from '../../languages/kubernetes/container.js';
import type { YamlNode } from '../../languages/yaml/nodes.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { inOneNamespace } from '../../languages/kubernetes/selectors.js';
import { merge } from '../../languages/yaml/edit.js';
import type { Pod } from '../../languages/kubernetes/pod.js';
import { appOf, type App } from './kubernetesApp.js';
import { autoscalersAround, autoscalersOf, type Autoscaler } from './kubernetesAvailability.js';
import { mergeFix } from './kubernetesFixes.js';
import { objectsOf, workloadsIn } from './kubernetesReferences.js';

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
    const workloads = workloadsIn(file);
    if (autoscalers.all.length === 0 && workloads.length === 0) return;
    const app = appOf(file, ctx);
    // A LimitRange may fill requests in.
    if (objects.some(isLimitRange) || app.others.some(isLimitRange)) return;
    for (const workload of workloads) {
      const { pod } = workload;
      const autoscaler = autoscalers.of(workload) ?? autoscalerAround(app, workload);
      if (pod === undefined || autoscaler === undefined) continue;
      for (const { container, why } of uncounted(pod, autoscaler.object, resource)) {
        const name = autoscaler.object.name ?? '';
        const isElsewhere = app.isElsewhere(autoscaler.object);
        ctx.report({
          at: container.lackOf('resources', 'requests'),
          message: `Container \`${container.name ?? ''}\` requests no ${resource === 'cpu' ? 'CPU' : 'memory'}, and autoscaler \`${name}\`${isElsewhere ? ` (\`${app.fileOf(autoscaler.object) ?? ''}\`)` : ''} compares with the request: it cannot scale.`,
          related: [
            isElsewhere
              ? app.related(ctx, autoscaler.object, 'What the autoscaler compares.', 'spec', 'metrics')
              : { at: why.node?.span ?? autoscaler.object.anchor, message: 'What the autoscaler compares.' },
          ],
          fix: () => mergeFix(`Request \`${resource}: ${value}\``, container.node, { resources: { requests: { [resource]: value } } }),
        });
      }
    }
    for (const autoscaler of autoscalers.all) reportTarget(ctx, app, autoscaler, { resource, value });
  };
}

/** The same mistake as the autoscaler's file sees it, when the workload is in another one. */
function reportTarget(
  ctx: RuleContext,
  app: App,
  { object: autoscaler, kind, name }: Autoscaler,
  { resource, value }: { readonly resource: 'cpu' | 'memory'; readonly value: string },
): void {
  if (app.isPatched) return;
  const workload = app.others.find(
    (object) => object.kind === kind && object.name === name && inOneNamespace(object, autoscaler) === 'yes' && !app.isTwin(object),
  );
  const lacking = workload?.pod === undefined ? [] : uncounted(workload.pod, autoscaler, resource);
  const [first] = lacking;
  if (workload === undefined || first === undefined) return;
  const names = [...new Set(lacking.map(({ container }) => container.name ?? ''))];
  const shown = names.map((each) => `\`${each}\``).join(', ');
  ctx.report({
    at: first.why.node?.span ?? autoscaler.lackOf('spec', 'metrics'),
    message: `${names.length === 1 ? `Container ${shown} of ${app.titled(workload)} requests` : `Containers ${shown} of ${app.titled(workload)} request`} no ${resource === 'cpu' ? 'CPU' : 'memory'}, which this is a share of: nothing is scaled.`,
    related: [app.related(ctx, workload, `${workload.kind} \`${workload.name ?? ''}\``)],
    fix: () =>
      app.fix(ctx, workload, `Request \`${resource}: ${value}\``, (real) =>
        (real.pod?.allContainers ?? [])
          .filter((container) => names.includes(container.name ?? ''))
          .flatMap((container) => merge(container.node, { resources: { requests: { [resource]: value } } })),
      ),
  });
}

const isLimitRange = ({ kind }: KubernetesObject): boolean => kind === 'LimitRange';

/** The autoscaler of another file that scales a workload for certain. */
export function autoscalerAround(app: App, workload: KubernetesObject): Autoscaler | undefined {
  const found = app.isPatched ? undefined : autoscalersAround(app).of(workload);
  return found === undefined || app.isTwin(found.object) || inOneNamespace(found.object, workload) !== 'yes' ? undefined : found;
}

/** Containers without the request that the autoscaler divides by. */
function uncounted(pod: Pod, autoscaler: KubernetesObject, resource: 'cpu' | 'memory') {
  if (pod.get('resources', 'requests', resource) !== undefined) return [];
  const counted = utilizations(autoscaler, resource);
  if (counted.length === 0) return [];
  return pod.allContainers.flatMap((container) => {
    if (container.role !== 'main' && !container.isSidecar) return [];
    const why = counted.find((metric) => metric.container === undefined || metric.container === container.name);
    return why === undefined || !lacksRequest(container, resource) ? [] : [{ container, why }];
  });
}
