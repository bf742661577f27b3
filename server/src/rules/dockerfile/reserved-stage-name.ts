import { defineRule } from '../../engine/rule/define.js';
import { reservedStageNames } from '../../languages/dockerfile/vocabulary.js';
import page from './reserved-stage-name.md';

export default defineRule({
  id: 'dockerfile/reserved-stage-name',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['hadolint:DL3063', 'buildkit:ReservedStageName', 'tally:hadolint/DL3063', 'tally:buildkit/ReservedStageName'],
  fix: 'none',
  page,
  check: {
    From({ alias }, ctx) {
      if (alias === undefined || !reservedStageNames.has(alias.text.toLowerCase())) return;
      ctx.report({
        at: alias.span,
        message: `\`${alias.text}\` has a meaning of its own in a Dockerfile; a stage of that name cannot be told from it.`,
      });
    },
  },
});
