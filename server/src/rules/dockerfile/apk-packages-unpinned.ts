import { defineRule } from '../../engine/rule/define.js';
import { packageCall } from '../shared/osPackages.js';
import page from './apk-packages-unpinned.md';

export default defineRule({
  id: 'dockerfile/apk-packages-unpinned',
  language: 'dockerfile',
  severity: 'info',
  presets: [],
  since: '0.1.0',
  aliases: ['hadolint:DL3018'],
  fix: 'none',
  page,
  check: {
    Command: {
      apk(command, ctx) {
        for (const word of packageCall(command, 'add')?.packages ?? []) {
          const { value } = word;
          if (/[=<>~@$`]/.test(value) || /\.apk$/.test(value) || value.startsWith('/') || value.startsWith('.')) continue;
          ctx.report({ at: word.span, message: `\`${value}\` has no version, so each build takes the newest of the branch.` });
        }
      },
    },
  },
});
