import { defineRule, type Fix } from '../../engine/rule/define.js';
import { replace, type Span } from '../../engine/text/span.js';
import type { ContainerPort } from '../../languages/kubernetes/container.js';
import { servedPorts } from '../../languages/kubernetes/selectors.js';
import { probePort, probesOf, probeKinds } from '../shared/kubernetesProbes.js';
import page from './probe-port-not-declared.md';

export default defineRule({
  id: 'kubernetes/probe-port-not-declared',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kube-linter:liveness-port', 'kube-linter:readiness-port', 'kube-linter:startup-port'],
  fix: 'review',
  page,
  check: {
    where: probeKinds,
    Container(container, ctx) {
      for (const { kind, map } of probesOf(container)) {
        const port = probePort(map);
        const wanted = port?.number ?? port?.string;
        if (port === undefined || wanted === undefined) continue;
        const known = container.ports.find((own) => own.number === wanted || own.name === wanted);
        if (known !== undefined && known.protocol !== 'TCP') {
          ctx.report({
            at: port.span,
            message: `Port \`${wanted}\` is ${known.protocol}, but the ${kind} connects over TCP: it fails every time.`,
          });
        } else if (known === undefined && typeof wanted === 'number' && container.ports.length > 0) {
          // Containers of a pod share an address, so a probe may ask a sidecar; a number that is not known may be this one.
          if (servedPorts(container.pod).some((other) => other.port.number === undefined || other.port.number === wanted)) continue;
          // Many a program answers probes on a port of its own that nobody else asks.
          const numbers = container.ports.map((own) => `\`${own.number ?? ''}\``).join(', ');
          ctx.report({
            at: port.span,
            severity: 'info',
            message: `The ${kind} asks port \`${wanted}\`, but container \`${container.name ?? ''}\` declares only ${numbers}.`,
            fix: () => otherPorts(container.ports, port.span),
          });
        }
      }
    },
  },
});

function otherPorts(ports: readonly ContainerPort[], at: Span): Fix[] {
  return ports
    .filter(({ protocol }) => protocol === 'TCP')
    .map(({ name, number }) => ({ title: `Ask port \`${name ?? number ?? ''}\``, edits: [replace(at, String(name ?? number ?? ''))] }));
}
