import { defineRule } from '../../engine/rule/define.js';
import { packageCall } from '../shared/osPackages.js';
import page from './zypper-packages-unpinned.md';

export default defineRule({
  id: 'dockerfile/zypper-packages-unpinned',
  language: 'dockerfile',
  severity: 'info',
  presets: [],
  since: '0.1.0',
  aliases: ['hadolint:DL3037'],
  fix: 'none',
  page,
  check: {
    Command: {
      zypper(command, ctx) {
        for (const word of packageCall(command, 'install', 'in')?.packages ?? []) {
          const { value } = word;
          if (/[=<>$`*]/.test(value) || /^[./]|:\/\/|\.rpm$/.test(value)) continue;
          ctx.report({
            at: word.span,
            message: `\`${value}\` has no version, so each build takes the one that the repositories name that day.`,
          });
        }
      },
    },
  },
});
