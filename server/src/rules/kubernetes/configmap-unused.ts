import { defineRule } from '../../engine/rule/define.js';
import { appFacts } from '../shared/kubernetesApp.js';
import { unmentioned } from '../shared/kubernetesConfig.js';
import page from './configmap-unused.md';

export default defineRule({
  id: 'kubernetes/configmap-unused',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['clusterlint:unused-config-map'],
  fix: 'none',
  needs: appFacts,
  page,
  check: {
    where: ['ConfigMap'],
    File(file, ctx) {
      for (const object of unmentioned(file, ctx, 'ConfigMap')) {
        // Sidecars pick such objects up by their labels.
        if (
          object.labels.size > 0 &&
          [...object.labels.keys()].some((key) => /dashboard|datasource|sidecar|inject|prometheus|alert/i.test(key))
        )
          continue;
        ctx.report({ at: object.anchor, message: `Nothing in this file takes the ConfigMap \`${object.name ?? ''}\`.` });
      }
    },
  },
});
