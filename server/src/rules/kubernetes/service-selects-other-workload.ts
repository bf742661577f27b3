import { defineRule, type Fix, type RuleContext } from '../../engine/rule/define.js';
import type { KubernetesFile } from '../../languages/kubernetes/file.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { inOneNamespace, servesPort, servicePorts, type ServicePort } from '../../languages/kubernetes/selectors.js';
import type { Container } from '../../languages/kubernetes/container.js';
import { toData } from '../../languages/yaml/nodes.js';
import { appFacts, appOf } from '../shared/kubernetesApp.js';
import { selectedIn } from '../shared/kubernetesAround.js';
import { kindIn } from '../shared/kubernetesReferences.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { narrowingLabel, selectorOf } from '../shared/kubernetesServices.js';
import page from './service-selects-other-workload.md';

export default defineRule({
  id: 'kubernetes/service-selects-other-workload',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.4.0',
  fix: 'review',
  needs: appFacts,
  page,
  check: {
    where: ['Service'],
    File(file, ctx) {
      for (const service of kindIn(file, 'Service')) report(file, ctx, service);
    },
  },
});

function report(file: KubernetesFile, ctx: RuleContext, service: KubernetesObject): void {
  const selector = selectorOf(service);
  if (selector === undefined || selector.requirements.some(({ isUnknown }) => isUnknown)) return;
  const numbered = servicePorts(service).filter(({ target, targetNode }) => typeof target === 'number' && targetNode !== undefined);
  if (numbered.length === 0) return;
  const app = appOf(file, ctx);
  const workloads = selectedIn(file, app, selector, service)?.filter((workload) => inOneNamespace(workload, service) === 'yes');
  // Files of another variant may hold the same workload once more.
  if (workloads === undefined || workloads.length < 2 || app.hasVariants) return;
  for (const port of numbered) {
    const serving = workloads.filter((workload) =>
      workload.pods.some((pod) => servesPort(pod, port.target as number, port.protocol) === 'yes'),
    );
    const other = workloads.find(
      (workload) =>
        !serving.includes(workload) && hasPods(workload) && isOther(workload, port) && !serving.some((each) => runsSame(each, workload)),
    );
    if (serving.length === 0 || other === undefined) continue;
    const [served] = serving;
    ctx.report({
      at: service.lackOf('spec', 'selector'),
      message: `The selector takes in the pods of ${app.titled(other)} too, which declare no port \`${port.target}\`: the requests that go to them are refused.`,
      related: [
        app.related(ctx, other, `${other.kind} \`${other.name ?? ''}\``),
        ...(served === undefined ? [] : [app.related(ctx, served, `${served.kind} \`${served.name ?? ''}\` serves the port`)]),
      ],
      fix: () => narrowed(service, serving, workloads),
    });
    return;
  }
}

/** Scaled to nothing it takes no requests. */
const hasPods = (workload: KubernetesObject): boolean => workload.get('spec', 'replicas')?.scalarText !== '0';

/** Whether both start the same program: then a port that the second leaves out is served all the same. */
function runsSame(a: KubernetesObject, b: KubernetesObject): boolean {
  const containersOf = ({ pods }: KubernetesObject): Container[] => pods.flatMap(({ containers }) => containers);
  const known = new Set(containersOf(a).map(programOf));
  return containersOf(b).some(
    (container) => container.ports.length === 0 && container.image !== undefined && known.has(programOf(container)),
  );
}

function programOf({ image, node }: Container): string {
  const words = ['command', 'args'].map((key) => node.get(key)).map((each) => (each === undefined ? null : toData(each)));
  return JSON.stringify([image?.repository, ...words]);
}

/** Its pods listen elsewhere, or nowhere as far as it is written. */
function isOther({ pods }: KubernetesObject, { target, protocol }: ServicePort): boolean {
  return pods.every((pod) => {
    const isUnknown = pod.containers.some(
      ({ ports, node }) => node.get('ports')?.isUnknown === true || ports.some(({ number }) => number === undefined),
    );
    return !isUnknown && servesPort(pod, target as number, protocol) !== 'yes';
  });
}

function narrowed(service: KubernetesObject, serving: readonly KubernetesObject[], all: readonly KubernetesObject[]): Fix | undefined {
  const selector = service.get('spec', 'selector');
  const others = all.filter((workload) => !serving.includes(workload));
  const label = narrowingLabel(serving, others);
  if (selector?.kind !== 'map' || label === undefined) return undefined;
  const [key, value] = label;
  return mergeFix(`Select \`${key}: ${value}\` too`, selector, { [key]: value });
}
