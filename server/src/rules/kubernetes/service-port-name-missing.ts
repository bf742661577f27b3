import { defineRule } from '../../engine/rule/define.js';
import { servicePorts } from '../../languages/kubernetes/selectors.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './service-port-name-missing.md';

export default defineRule({
  id: 'kubernetes/service-port-name-missing',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Kind: {
      Service(service, ctx) {
        const ports = servicePorts(service);
        if (ports.length < 2) return;
        const names = new Set(ports.map((port) => port.name));
        for (const { node, number, target } of ports) {
          const name = node.get('name');
          if (name !== undefined && !name.isNull && name.scalarText !== '') continue;
          const guess = wellKnown(number) ?? (typeof target === 'string' ? target : number === undefined ? undefined : `port-${number}`);
          ctx.report({
            at: (node.get('port') ?? node.entries[0]?.key ?? node).span,
            message: 'A Service with several ports has to name each of them: the API server rejects it.',
            fix: () =>
              guess === undefined || names.has(guess) || guess.length > 15
                ? undefined
                : mergeFix(`Name it \`${guess}\``, node, { name: guess }),
          });
        }
      },
    },
  },
});

function wellKnown(port: number | undefined): string | undefined {
  return port === 80 ? 'http' : port === 443 ? 'https' : undefined;
}
