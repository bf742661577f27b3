import { defineRule } from '../../engine/rule/define.js';
import { nearest } from '../../languages/dockerfile/vocabulary.js';
import { inOneNamespace, servedPorts, servesPort, servicePorts } from '../../languages/kubernetes/selectors.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { objectsOf, ofKind, podIndexOf } from '../shared/kubernetesReferences.js';
import { selectorOf } from '../shared/kubernetesServices.js';
import page from './target-port-not-served.md';

export default defineRule({
  id: 'kubernetes/target-port-not-served',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      const objects = objectsOf(file);
      const services = ofKind(objects, 'Service');
      if (services.length === 0) return;
      const index = podIndexOf(file);
      for (const service of services) {
        const selector = selectorOf(service);
        if (selector === undefined) continue;
        const selected = index.selected(selector, 'yes').filter((workload) => inOneNamespace(workload, service) !== 'no');
        const pods = selected.flatMap((workload) => workload.pods);
        if (pods.length === 0) continue;
        for (const { node, target, targetNode, protocol } of servicePorts(service)) {
          if (target === undefined || targetNode === undefined) continue;
          if (!pods.every((pod) => servesPort(pod, target, protocol) === 'no')) continue;
          const served = pods.flatMap((pod) => servedPorts(pod).map(({ port }) => port));
          const numbers = [...new Set(served.flatMap((port) => (port.protocol === protocol ? (port.number ?? []) : [])))];
          const names = [...new Set(served.flatMap((port) => (port.protocol === protocol ? (port.name ?? []) : [])))];
          const other = served.find((port) => (typeof target === 'number' ? port.number : port.name) === target);
          const near =
            typeof target === 'string'
              ? (nearest(target, names) ?? (names.length === 1 ? names[0] : undefined))
              : numbers.length === 1
                ? numbers[0]
                : undefined;
          const shown = (typeof target === 'number' ? numbers : names).map((port) => `\`${port}\``).join(', ');
          ctx.report({
            at: targetNode.span,
            message:
              other !== undefined
                ? `The pods serve \`${target}\` as ${other.protocol}, and this port is ${protocol}.`
                : typeof target === 'string'
                  ? `No container of the selected pods has a port named \`${target}\`${shown === '' ? '' : ` (there is ${shown})`}: the Service has no endpoint for it.`
                  : `No container of the selected pods declares the port \`${target}\`${shown === '' ? '' : ` (there is ${shown})`}: connections are refused unless something listens there all the same.`,
            related: pods.slice(0, 1).map((pod) => ({ at: pod.object.anchor, message: `${pod.object.kind} \`${pod.object.name ?? ''}\`` })),
            fix: () =>
              near === undefined || other !== undefined ? undefined : mergeFix(`Set \`targetPort: ${near}\``, node, { targetPort: near }),
          });
        }
      }
    },
  },
});
