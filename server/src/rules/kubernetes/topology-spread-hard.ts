import { defineRule } from '../../engine/rule/define.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './topology-spread-hard.md';

export default defineRule({
  id: 'kubernetes/topology-spread-hard',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['datree:EKS_INVALID_VALUE_DONOOTSCHEDULE'],
  fix: 'review',
  page,
  check: {
    where: ['topologySpreadConstraints'],
    Pod(pod, ctx) {
      for (const map of mapsIn(pod.get('topologySpreadConstraints'))) {
        const action = map.get('whenUnsatisfiable');
        if (action?.string !== 'DoNotSchedule') continue;
        ctx.report({
          at: action.span,
          message: '`DoNotSchedule` leaves pods pending when a zone or node is full or away, which is when they are needed.',
          fix: () =>
            map.has('minDomains') ? undefined : mergeFix('Prefer instead of insist', map, { whenUnsatisfiable: 'ScheduleAnyway' }),
        });
      }
    },
  },
});
