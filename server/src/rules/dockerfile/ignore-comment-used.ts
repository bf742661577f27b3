import { defineRule } from '../../engine/rule/define.js';
import page from './ignore-comment-used.md';

export default defineRule({
  id: 'dockerfile/ignore-comment-used',
  language: 'dockerfile',
  severity: 'hint',
  presets: [],
  since: '0.4.0',
  aliases: ['hadolint:DL1001'],
  fix: 'none',
  page,
  check: {
    File({ comments }, ctx) {
      for (const { text, span } of comments) {
        if (
          !/^#\s*(?:hadolint\s+(?:global\s+|stage\s+)?ignore\s*=|tally\s+(?:global\s+)?ignore\s*=|checkov:skip=|trivy:ignore:|check\s*=\s*skip\s*=|dockerfile-utils:\s*ignore|nosemgrep|NOSONAR)/i.test(
            text,
          )
        )
          continue;
        ctx.report({
          at: span,
          message:
            'This comment silences findings of another checker; the configuration of the project is where exceptions can be seen together.',
        });
      }
    },
  },
});
