import { defineRule } from '../../engine/rule/define.js';
import { amountOf } from '../shared/kubernetesAvailability.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './rollout-cannot-proceed.md';

export default defineRule({
  id: 'kubernetes/rollout-cannot-proceed',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Kind: {
      Deployment(object, ctx) {
        const rolling = object.get('spec', 'strategy', 'rollingUpdate');
        const unavailable = rolling?.get('maxUnavailable');
        if (rolling?.kind !== 'map' || unavailable === undefined) return;
        if (amountOf(unavailable)?.value !== 0 || amountOf(rolling.get('maxSurge'))?.value !== 0) return;
        ctx.report({
          at: unavailable.span,
          message:
            'With `maxSurge` 0 no pod may come first, and with `maxUnavailable` 0 none may go: the API server refuses the Deployment.',
          fix: () => mergeFix('Let one new pod come first: `maxSurge: 1`', rolling, { maxSurge: 1 }),
        });
      },
      DaemonSet(object, ctx) {
        const rolling = object.get('spec', 'updateStrategy', 'rollingUpdate');
        if (rolling?.kind !== 'map') return;
        const [surgeNode, unavailableNode] = [rolling.get('maxSurge'), rolling.get('maxUnavailable')];
        const surge = surgeNode === undefined ? 0 : amountOf(surgeNode)?.value;
        const unavailable = unavailableNode === undefined ? 1 : amountOf(unavailableNode)?.value;
        if (surge === undefined || unavailable === undefined || (surge === 0) !== (unavailable === 0)) return;
        const both = surge > 0;
        ctx.report({
          at: (both ? surgeNode : unavailableNode)?.span ?? object.anchor,
          message: both
            ? `A DaemonSet takes \`maxSurge\` only with \`maxUnavailable: 0\`${unavailableNode === undefined ? ', and 1 is its default' : ''}: the API server refuses both.`
            : 'With `maxSurge` and `maxUnavailable` both 0 no node can be updated: the API server refuses the DaemonSet.',
          fix: () =>
            both
              ? mergeFix('Set `maxUnavailable: 0`', rolling, { maxUnavailable: 0 })
              : mergeFix('Set `maxUnavailable: 1`', rolling, { maxUnavailable: 1 }),
        });
      },
    },
  },
});
