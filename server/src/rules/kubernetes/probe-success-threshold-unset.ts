import { defineRule } from '../../engine/rule/define.js';
import { unsetNumber } from '../shared/kubernetesProbeNumbers.js';
import page from './probe-success-threshold-unset.md';

export default defineRule({
  id: 'kubernetes/probe-success-threshold-unset',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['datree:CONTAINERS_INCORRECT_SUCCESSTHRESHOLD_VALUE'],
  fix: 'review',
  page,
  check: unsetNumber('successThreshold', 'one success is enough'),
});
