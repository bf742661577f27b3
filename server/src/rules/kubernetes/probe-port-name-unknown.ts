import { defineRule } from '../../engine/rule/define.js';
import { nearest } from '../../languages/dockerfile/vocabulary.js';
import { replace } from '../../engine/text/span.js';
import { probePort, probesOf, probeKinds } from '../shared/kubernetesProbes.js';
import page from './probe-port-name-unknown.md';

export default defineRule({
  id: 'kubernetes/probe-port-name-unknown',
  language: 'kubernetes',
  severity: 'error',
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
        const name = port?.string;
        if (
          port === undefined ||
          name === undefined ||
          container.ports.some((known) => known.name === name || known.node.get('name')?.isUnknown)
        )
          continue;
        const names = container.ports.flatMap((known) => known.name ?? []);
        const near = nearest(name, names) ?? (names.length === 1 ? names[0] : undefined);
        const only = container.ports.length === 1 ? container.ports[0]?.number : undefined;
        const target = near ?? only;
        ctx.report({
          at: port.span,
          message: /^\d+$/.test(name)
            ? `A port in quotes is a name, and \`${name}\` is none that the API server takes.`
            : `No port of container \`${container.name ?? ''}\` is named \`${name}\`: the ${kind} fails every time.`,
          fix: () => (target === undefined ? undefined : { title: `Ask port \`${target}\``, edits: [replace(port.span, String(target))] }),
        });
      }
    },
  },
});
