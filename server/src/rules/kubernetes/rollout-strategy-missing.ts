import { defineRule } from '../../engine/rule/define.js';
import { replicasOf } from '../shared/kubernetesAvailability.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './rollout-strategy-missing.md';

export default defineRule({
  id: 'kubernetes/rollout-strategy-missing',
  language: 'kubernetes',
  severity: 'info',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Kind: {
      Deployment(object, ctx) {
        const spec = object.get('spec');
        const strategy = spec?.get('strategy');
        if (spec?.kind !== 'map' || object.pod === undefined || strategy?.isUnknown === true) return;
        const type = strategy?.get('type');
        if (type !== undefined && type.string !== 'RollingUpdate') return;
        const rolling = strategy?.get('rollingUpdate');
        if (rolling?.isUnknown === true || rolling?.get('maxUnavailable') !== undefined) return;
        const replicas = replicasOf(object) ?? 0;
        // A quarter is what may go by default, rounded down: none of three.
        const gone = Math.floor(replicas / 4);
        if (gone === 0) return;
        ctx.report({
          at: object.lackOf('spec', 'strategy', 'rollingUpdate'),
          message: `The rollout strategy is left to its default: a rollout takes ${gone} of the ${replicas} pods away before their successors are ready.`,
          fix: () =>
            mergeFix('Take a pod away when its successor is ready', spec, {
              strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
            }),
        });
      },
    },
  },
});
