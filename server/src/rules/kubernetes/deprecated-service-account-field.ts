import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import page from './deprecated-service-account-field.md';

export default defineRule({
  id: 'kubernetes/deprecated-service-account-field',
  language: 'kubernetes',
  severity: 'info',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'kube-linter:deprecated-service-account-field',
    'kubescape:C-0294',
    'kubescape:deprecated-service-account-field',
    'kubeaudit:AutomountServiceAccountTokenDeprecated',
  ],
  fix: 'safe',
  page,
  check: {
    where: ['serviceAccount'],
    Pod(pod, ctx) {
      const entry = pod.spec.entries.find(({ key }) => key.content === 'serviceAccount');
      const name = pod.get('serviceAccountName');
      if (entry === undefined || entry.value.isNull || (name !== undefined && name.scalarText === entry.value.scalarText)) return;
      ctx.report({
        at: entry.key.span,
        message:
          name === undefined
            ? '`serviceAccount` is the deprecated name of `serviceAccountName`.'
            : `\`serviceAccount\` differs from \`serviceAccountName\`, and \`${name.scalarText ?? ''}\` wins.`,
        fix: () =>
          name === undefined
            ? { title: 'Change to `serviceAccountName`', edits: [replace(entry.key.span, 'serviceAccountName')] }
            : undefined,
      });
    },
  },
});
