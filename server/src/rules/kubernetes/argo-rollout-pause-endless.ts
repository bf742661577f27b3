import { defineRule } from '../../engine/rule/define.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { ofArgo } from '../shared/kubernetesArgo.js';
import page from './argo-rollout-pause-endless.md';

export default defineRule({
  id: 'kubernetes/argo-rollout-pause-endless',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['datree:ARGO_ROLLOUT_MISSING_PAUSE_DURATION'],
  fix: 'none',
  page,
  check: ofArgo(['Rollout'], (spec, _object, ctx) => {
    for (const step of mapsIn(spec.get('strategy', 'canary', 'steps'))) {
      const pause = step.entry('pause');
      const duration = pause?.value.get('duration');
      if (pause === undefined || pause.value.isUnknown || (duration !== undefined && !duration.isNull)) continue;
      ctx.report({ at: pause.key.span, message: 'This pause has no `duration`: the rollout waits here until a person goes on with it.' });
    }
  }),
});
