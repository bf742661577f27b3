import { defineRule } from '../../engine/rule/define.js';
import page from './autoscaler-maximum-unset.md';

export default defineRule({
  id: 'kubernetes/autoscaler-maximum-unset',
  language: 'kubernetes',
  severity: 'error',
  presets: [],
  since: '0.2.0',
  aliases: ['datree:HPA_MISSING_MAXREPLICAS_KEY'],
  fix: 'none',
  page,
  check: {
    Kind: {
      HorizontalPodAutoscaler(object, ctx) {
        const maximum = object.get('spec', 'maxReplicas');
        if (object.get('spec')?.kind !== 'map' || (maximum !== undefined && !maximum.isNull)) return;
        ctx.report({ at: object.lackOf('spec'), message: 'The autoscaler does not say `maxReplicas`: the API server refuses it.' });
      },
    },
  },
});
