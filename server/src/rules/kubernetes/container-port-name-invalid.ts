import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { portNameFault, repairedPortName } from '../shared/kubernetesPorts.js';
import page from './container-port-name-invalid.md';

export default defineRule({
  id: 'kubernetes/container-port-name-invalid',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kube-score:container-ports-check', 'kube-linter:invalid-target-ports'],
  fix: 'review',
  page,
  check: {
    Container(container, ctx) {
      for (const { node, name } of container.ports) {
        const fault = name === undefined || name === '' ? undefined : portNameFault(name);
        const at = node.get('name');
        if (fault === undefined || name === undefined || at === undefined) continue;
        const repaired = repairedPortName(name);
        ctx.report({
          at: at.span,
          message: `The port name \`${name}\` ${fault}: the API server rejects the pod.`,
          fix: () => (repaired === undefined ? undefined : mergeFix(`Name it \`${repaired}\``, node, { name: repaired })),
        });
      }
    },
  },
});
