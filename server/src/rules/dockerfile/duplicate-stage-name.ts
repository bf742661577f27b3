import { defineRule } from '../../engine/rule/define.js';
import page from './duplicate-stage-name.md';

export default defineRule({
  id: 'dockerfile/duplicate-stage-name',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: [
    'hadolint:DL3024',
    'buildkit:DuplicateStageName',
    'tally:hadolint/DL3024',
    'tally:buildkit/DuplicateStageName',
    'dockerfile-utils:DUPLICATE_BUILD_STAGE_NAME',
    'trivy:DS-0012',
    'checkov:CKV_DOCKER_11',
    'semgrep:alias-must-be-unique',
  ],
  fix: 'none',
  page,
  check: {
    Stage({ name, from, earlier }, ctx) {
      const alias = from?.alias;
      if (name === undefined || alias === undefined) return;
      const wanted = name.toLowerCase();
      const first = earlier.find((other) => other.name?.toLowerCase() === wanted);
      if (first?.from?.alias === undefined) return;
      ctx.report({
        at: alias.span,
        message: `A stage above is called \`${first.name ?? ''}\` too. Whoever names it from here on gets this one, and the other cannot be reached.`,
        related: [{ at: first.from.alias.span, message: 'the first stage of that name' }],
      });
    },
  },
});
