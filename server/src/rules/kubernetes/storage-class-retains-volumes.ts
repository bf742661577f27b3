import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './storage-class-retains-volumes.md';

export default defineRule({
  id: 'kubernetes/storage-class-retains-volumes',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kyverno:restrict-storageclass'],
  fix: 'review',
  page,
  check: {
    Kind: {
      StorageClass(object, ctx) {
        const policy = object.get('reclaimPolicy');
        if (policy?.string === undefined || policy.string === 'Delete') return;
        ctx.report({
          at: policy.span,
          message: `With \`${policy.string}\` volumes stay when their claims are gone: somebody has to find, pay for and delete them by hand.`,
          fix: () => mergeFix('Set `reclaimPolicy: Delete`', object.root, { reclaimPolicy: 'Delete' }),
        });
      },
    },
  },
});
