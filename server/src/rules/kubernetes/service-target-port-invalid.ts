import { defineRule } from '../../engine/rule/define.js';
import { servicePorts } from '../../languages/kubernetes/selectors.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { isPortNumber, portNameFault } from '../shared/kubernetesPorts.js';
import page from './service-target-port-invalid.md';

export default defineRule({
  id: 'kubernetes/service-target-port-invalid',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kube-linter:invalid-target-ports'],
  fix: 'review',
  page,
  check: {
    Kind: {
      Service(service, ctx) {
        for (const { node } of servicePorts(service)) {
          const target = node.get('targetPort');
          if (target?.number !== undefined && !isPortNumber(target.number))
            ctx.report({
              at: target.span,
              message: `\`${target.written}\` is no port, which are 1 to 65535: the API server rejects the Service.`,
            });
          const name = target?.string;
          if (target === undefined || name === undefined || name === '') continue;
          const fault = portNameFault(name);
          if (fault === undefined) continue;
          const isNumber = /^\d+$/.test(name);
          ctx.report({
            at: target.span,
            message: isNumber
              ? `\`${target.written}\` in quotes is the name of a port, and one without a letter: the API server rejects the Service.`
              : `The port name \`${name}\` ${fault}: the API server rejects the Service.`,
            fix: () =>
              isNumber && isPortNumber(Number(name))
                ? mergeFix(`Write the number \`${name}\``, node, { targetPort: Number(name) })
                : undefined,
          });
        }
      },
    },
  },
});
