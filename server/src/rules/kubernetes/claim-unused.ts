import { defineRule } from '../../engine/rule/define.js';
import { appFacts } from '../shared/kubernetesApp.js';
import { unmentioned } from '../shared/kubernetesConfig.js';
import page from './claim-unused.md';

export default defineRule({
  id: 'kubernetes/claim-unused',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['clusterlint:unused-pvc'],
  fix: 'none',
  needs: appFacts,
  page,
  check: {
    where: ['PersistentVolumeClaim'],
    File(file, ctx) {
      for (const object of unmentioned(file, ctx, 'PersistentVolumeClaim'))
        ctx.report({
          at: object.anchor,
          message: `No pod of this file mounts the claim \`${object.name ?? ''}\`, and its volume is paid for all the same.`,
        });
    },
  },
});
