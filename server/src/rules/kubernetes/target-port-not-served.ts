import { defineRule, type Fix, type RuleContext } from '../../engine/rule/define.js';
import type { Edit } from '../../engine/text/span.js';
import { nearest } from '../../languages/dockerfile/vocabulary.js';
import type { KubernetesFile } from '../../languages/kubernetes/file.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { portReferencesIn } from '../../languages/kubernetes/navigation/references.js';
import { servedPorts, servesPort, servicePorts, type ServicePort } from '../../languages/kubernetes/selectors.js';
import { merge } from '../../languages/yaml/edit.js';
import { appFacts, appOf, type App } from '../shared/kubernetesApp.js';
import { certainAround, knowsAllPods, selectedIn } from '../shared/kubernetesAround.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { kindIn, podIndexOf } from '../shared/kubernetesReferences.js';
import { selectorOf } from '../shared/kubernetesServices.js';
import { anyPod } from '../../languages/kubernetes/words.js';
import page from './target-port-not-served.md';

export default defineRule({
  id: 'kubernetes/target-port-not-served',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  needs: appFacts,
  page,
  check: {
    where: ['Service', anyPod],
    File(file, ctx) {
      for (const service of kindIn(file, 'Service')) reportService(file, ctx, service);
      if (podIndexOf(file).all.length > 0) reportPods(file, ctx);
    },
  },
});

interface Unserved {
  readonly port: ServicePort;
  readonly target: string | number;
  /** The only port that can be meant, or the one of the nearest name. */
  readonly near: string | number | undefined;
  /** How the pods serve it. */
  readonly otherProtocol: string | undefined;
  /** What there is, in words. */
  readonly shown: string;
}

/** Ports of a Service that none of the workloads' pods serves. */
function unserved(service: KubernetesObject, workloads: readonly KubernetesObject[]): Unserved[] {
  const pods = workloads.flatMap((workload) => workload.pods);
  if (pods.length === 0) return [];
  return servicePorts(service).flatMap((port): Unserved[] => {
    const { target, targetNode, protocol } = port;
    if (target === undefined || targetNode === undefined) return [];
    if (!pods.every((pod) => servesPort(pod, target, protocol) === 'no')) return [];
    const served = pods.flatMap((pod) => servedPorts(pod).map((each) => each.port));
    const alike = served.filter((each) => each.protocol === protocol);
    const numbers = [...new Set(alike.flatMap((each) => each.number ?? []))];
    const names = [...new Set(alike.flatMap((each) => each.name ?? []))];
    const near = typeof target === 'string' ? (nearest(target, names) ?? only(names)) : only(numbers);
    const shown = (typeof target === 'number' ? numbers : names).map((each) => `\`${each}\``).join(', ');
    const other = served.find((each) => (typeof target === 'number' ? each.number : each.name) === target);
    return [{ port, target, near, otherProtocol: other?.protocol, shown: shown === '' ? '' : ` (there is ${shown})` }];
  });
}

function reportService(file: KubernetesFile, ctx: RuleContext, service: KubernetesObject): void {
  const selector = selectorOf(service);
  if (selector === undefined) return;
  const app = appOf(file, ctx);
  const workloads = selectedIn(file, app, selector, service);
  if (workloads === undefined) return;
  const elsewhere = workloads.find((workload) => app.isElsewhere(workload));
  if (elsewhere !== undefined && !knowsAllPods(app)) return;
  for (const { port, target, near, otherProtocol, shown } of unserved(service, workloads)) {
    const { node, targetNode, protocol } = port;
    const [workload] = workloads;
    if (targetNode === undefined || workload === undefined) continue;
    const where = elsewhere === undefined ? '' : ` in ${app.titled(elsewhere)}`;
    ctx.report({
      at: targetNode.span,
      message:
        otherProtocol !== undefined
          ? `The pods serve \`${target}\` as ${otherProtocol}, and this port is ${protocol}.`
          : typeof target === 'string'
            ? `No container of the selected pods has a port named \`${target}\`${shown}${where}: the Service has no endpoint for it.`
            : `No container of the selected pods declares the port \`${target}\`${shown}${where}: connections are refused unless something listens there all the same.`,
      related: [app.related(ctx, workload, `${workload.kind} \`${workload.name ?? ''}\``)],
      fix: () =>
        near === undefined || otherProtocol !== undefined
          ? undefined
          : [
              mergeFix(`Set \`targetPort: ${near}\``, node, { targetPort: near }),
              ...(app.isElsewhere(workload) && workloads.length === 1 ? portFix(app, ctx, workload, near, target) : []),
            ].filter((fix) => fix !== undefined),
    });
  }
}

/** The same mistake as the file of the pods sees it. */
function reportPods(file: KubernetesFile, ctx: RuleContext): void {
  const { app, found } = certainAround(file, ctx, 'Service');
  if (found.length === 0 || !knowsAllPods(app)) return;
  for (const service of found) {
    const selector = selectorOf(service);
    const workloads = selector === undefined ? undefined : selectedIn(file, app, selector, service);
    const own = workloads?.find((workload) => !app.isElsewhere(workload));
    if (workloads === undefined || own === undefined) continue;
    for (const { target, near, otherProtocol, shown } of unserved(service, workloads)) {
      if (otherProtocol !== undefined) continue;
      const ports = own.pods.flatMap(servedPorts);
      const meant = ports.find(({ port }) => (typeof target === 'number' ? port.number : port.name) === near)?.port.node;
      const [first] = own.pod?.containers ?? [];
      if (first === undefined) continue;
      const asks = `${app.titled(service)} sends requests to port \`${target}\` of these pods`;
      ctx.report({
        at: meant?.get(typeof target === 'number' ? 'containerPort' : 'name')?.span ?? first.lackOf('ports'),
        message:
          typeof target === 'string'
            ? `${asks}, and no container has one of this name${shown}: it has no endpoint there.`
            : `${asks}, and no container declares it${shown}: connections are refused unless something listens there all the same.`,
        related: [app.related(ctx, service, `Ports of Service \`${service.name ?? ''}\``, 'spec', 'ports')],
        fix: () => {
          if (near === undefined) return [];
          const there = app.fix(ctx, service, `Set \`targetPort: ${near}\``, (real) =>
            servicePorts(real)
              .filter((each) => each.target === target)
              .flatMap(({ node }) => merge(node, { targetPort: near })),
          );
          const here: Fix[] = workloads.length === 1 ? portFix(app, ctx, own, near, target) : [];
          return typeof target === 'string' ? [...here, ...there] : there;
        },
      });
    }
  }
}

/** The container's port bears the name that is asked for. A number is the program's, so it is left alone. */
function portFix(app: App, ctx: RuleContext, workload: KubernetesObject, near: string | number, target: string | number): Fix[] {
  if (typeof target !== 'string') return [];
  // Others ask for the old name.
  if (app.others.some((other) => other.kind === 'Service' && servicePorts(other).some((port) => port.target === near))) return [];
  return app.fix(ctx, workload, `Name the port \`${target}\``, (real): Edit[] | undefined =>
    portReferencesIn(real).some(({ own, name }) => own && name === near)
      ? undefined
      : real.pods
          .flatMap(servedPorts)
          .filter(({ port }) => port.name === near)
          .slice(0, 1)
          .flatMap(({ port }) => merge(port.node, { name: target })),
  );
}

const only = <T>(list: readonly T[]): T | undefined => (list.length === 1 ? list[0] : undefined);
