import { defineRule } from '../../engine/rule/define.js';
import { servicePorts } from '../../languages/kubernetes/selectors.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { repairedPortName, servicePortNameFault } from '../shared/kubernetesPorts.js';
import page from './service-port-name-invalid.md';

export default defineRule({
  id: 'kubernetes/service-port-name-invalid',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Kind: {
      Service(service, ctx) {
        for (const { node, name } of servicePorts(service)) {
          const fault = name === undefined || name === '' ? undefined : servicePortNameFault(name);
          const at = node.get('name');
          if (fault === undefined || name === undefined || at === undefined) continue;
          const repaired = repairedPortName(name, 63);
          ctx.report({
            at: at.span,
            message: `The port name \`${name}\` ${fault}: the API server rejects the Service.`,
            fix: () => (repaired === undefined ? undefined : mergeFix(`Name it \`${repaired}\``, node, { name: repaired })),
          });
        }
      },
    },
  },
});
