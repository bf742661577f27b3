import { defineRule } from '../../engine/rule/define.js';
import { given, setFix, Who } from '../shared/kubernetesSecurityContext.js';
import page from './privileged-unset.md';

export default defineRule({
  id: 'kubernetes/privileged-unset',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kubeaudit:privileged'],
  fix: 'safe',
  page,
  check: {
    Container(container, ctx) {
      if (given(container.security('privileged')) !== undefined || container.get('securityContext')?.isUnknown === true) return;
      ctx.report({
        at: container.lackOf('securityContext', 'privileged'),
        message: `${Who(container)} does not write \`privileged: false\`, so a reader has to know the default.`,
        fix: () => setFix('Write `privileged: false`', container, { privileged: false }),
      });
    },
  },
});
