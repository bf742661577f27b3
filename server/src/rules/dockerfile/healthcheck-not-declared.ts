import { defineRule } from '../../engine/rule/define.js';
import { pairFacts } from '../shared/imagePairs.js';
import { isWithout, wantsOne } from './healthcheck-missing.js';
import page from './healthcheck-not-declared.md';

export default defineRule({
  id: 'dockerfile/healthcheck-not-declared',
  language: 'dockerfile',
  severity: 'hint',
  presets: [],
  since: '0.4.0',
  aliases: ['hadolint:DL3057', 'trivy:DS-0026', 'checkov:CKV_DOCKER_2', 'dockle:CIS-DI-0006'],
  fix: 'none',
  needs: [...pairFacts, 'build.context'],
  page,
  check: {
    Stage(stage, ctx) {
      if (stage.from?.image === undefined || !isWithout(stage) || wantsOne(stage, ctx)) return;
      ctx.report({
        at: stage.from.image.span,
        message: 'No HEALTHCHECK, not even `HEALTHCHECK NONE`: nothing says how to tell a healthy container of this image.',
      });
    },
  },
});
