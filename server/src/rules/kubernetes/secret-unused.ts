import { defineRule } from '../../engine/rule/define.js';
import { appFacts } from '../shared/kubernetesApp.js';
import { unmentioned } from '../shared/kubernetesConfig.js';
import page from './secret-unused.md';

export default defineRule({
  id: 'kubernetes/secret-unused',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['clusterlint:unused-secret'],
  fix: 'none',
  needs: appFacts,
  page,
  check: {
    where: ['Secret'],
    File(file, ctx) {
      for (const object of unmentioned(file, ctx, 'Secret')) {
        if (object.get('type')?.string === 'kubernetes.io/service-account-token') continue;
        ctx.report({ at: object.anchor, message: `Nothing in this file takes the Secret \`${object.name ?? ''}\`.` });
      }
    },
  },
});
