import { defineRule } from '../../engine/rule/define.js';
import { unsetNumber } from '../shared/kubernetesProbeNumbers.js';
import page from './probe-period-unset.md';

export default defineRule({
  id: 'kubernetes/probe-period-unset',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['datree:CONTAINERS_INCORRECT_PERIODSECONDS_VALUE'],
  fix: 'review',
  page,
  check: unsetNumber('periodSeconds', 'it asks every 10 seconds'),
});
