import { defineRule } from '../../engine/rule/define.js';
import { amountOf, replicasOf } from '../shared/kubernetesAvailability.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './rollout-takes-all-pods.md';

export default defineRule({
  id: 'kubernetes/rollout-takes-all-pods',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Kind: {
      Deployment(object, ctx) {
        const rolling = object.get('spec', 'strategy', 'rollingUpdate');
        const node = rolling?.get('maxUnavailable');
        const amount = amountOf(node);
        const replicas = replicasOf(object);
        if (rolling?.kind !== 'map' || node === undefined || amount === undefined) return;
        const takesAll = amount.isPercent ? amount.value >= 100 : replicas !== undefined && replicas > 1 && amount.value >= replicas;
        if (!takesAll) return;
        ctx.report({
          at: node.span,
          message:
            `\`maxUnavailable: ${node.scalarText ?? ''}\` lets a rollout take all ${replicas ?? ''} pods away at once, so nobody answers meanwhile.`.replace(
              '  ',
              ' ',
            ),
          fix: () => mergeFix('Take a pod away when its successor is ready', rolling, { maxUnavailable: 0, maxSurge: 1 }),
        });
      },
    },
  },
});
