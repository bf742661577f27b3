import { defineRule } from '../../engine/rule/define.js';
import { ofArgo } from '../shared/kubernetesArgo.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './argo-rollout-scale-down-early.md';

export default defineRule({
  id: 'kubernetes/argo-rollout-scale-down-early',
  language: 'kubernetes',
  severity: 'warning',
  presets: [],
  since: '0.2.0',
  aliases: ['datree:ARGO_ROLLOUT_INCORRECT_SCALE_DOWN_DELAY_VALUE_BELOW_30'],
  fix: 'review',
  page,
  check: ofArgo(['Rollout'], (spec, object, ctx) => {
    const blueGreen = spec.get('strategy', 'blueGreen');
    const delay = blueGreen?.get('scaleDownDelaySeconds');
    if (blueGreen?.kind !== 'map' || delay?.isUnknown === true) return;
    const isUnset = delay === undefined || delay.isNull;
    if (!isUnset && (delay.number === undefined || delay.number >= 30)) return;
    ctx.report({
      at: isUnset ? object.lackOf('spec', 'strategy', 'blueGreen') : delay.span,
      severity: isUnset ? 'hint' : 'warning',
      message: isUnset
        ? 'The rollout does not say `scaleDownDelaySeconds`: the old version goes 30 seconds after the switch.'
        : `The old version goes ${delay.number ?? 0} seconds after the switch: nodes that have not heard of it yet still send requests there.`,
      fix: () => mergeFix('Wait 30 seconds', blueGreen, { scaleDownDelaySeconds: 30 }),
    });
  }),
});
