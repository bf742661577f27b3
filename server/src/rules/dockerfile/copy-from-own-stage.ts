import { defineRule } from '../../engine/rule/define.js';
import page from './copy-from-own-stage.md';

export default defineRule({
  id: 'dockerfile/copy-from-own-stage',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['hadolint:DL3023', 'trivy:DS-0006', 'semgrep:copy-from-own-alias', 'tally:hadolint/DL3023'],
  fix: 'none',
  page,
  check: {
    Copy({ from, stage, onbuild }, ctx) {
      const value = from?.value;
      if (value === undefined || stage?.name === undefined || onbuild !== undefined) return;
      if (value.value.toLowerCase() !== stage.name.toLowerCase() && value.value !== String(stage.index)) return;
      ctx.report({
        at: value.span,
        message: `\`${value.value}\` is the stage that this COPY stands in; only an earlier stage can be copied from.`,
      });
    },
  },
});
