import { defineRule } from '../../engine/rule/define.js';
import { unsetNumber } from '../shared/kubernetesProbeNumbers.js';
import page from './probe-failure-threshold-unset.md';

export default defineRule({
  id: 'kubernetes/probe-failure-threshold-unset',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['datree:CONTAINERS_INCORRECT_FAILURETHRESHOLD_VALUE'],
  fix: 'review',
  page,
  check: unsetNumber('failureThreshold', 'the third failure in a row counts'),
});
