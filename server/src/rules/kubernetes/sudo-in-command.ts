import { defineRule } from '../../engine/rule/define.js';
import { Who } from '../shared/kubernetesSecurityContext.js';
import page from './sudo-in-command.md';

export default defineRule({
  id: 'kubernetes/sudo-in-command',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kubescape:sudo-in-container-entrypoint'],
  fix: 'none',
  page,
  check: {
    where: ['command', 'args'],
    Container(container, ctx) {
      for (const list of ['command', 'args']) {
        const word = container.get(list)?.items.find((item) => /(?:^|[\s;&|(/])sudo(?:\s|$)/.test(item.scalarText ?? ''));
        if (word === undefined) continue;
        ctx.report({
          at: word.span,
          message: `${Who(container)} starts with \`sudo\`, which fails under \`allowPrivilegeEscalation: false\` and does nothing for root.`,
        });
        return;
      }
    },
  },
});
