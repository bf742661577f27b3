import { defineRule } from '../../engine/rule/define.js';
import { unsetNumber } from '../shared/kubernetesProbeNumbers.js';
import page from './probe-timeout-unset.md';

export default defineRule({
  id: 'kubernetes/probe-timeout-unset',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['datree:CONTAINERS_INCORRECT_TIMEOUTSECONDS_VALUE'],
  fix: 'review',
  page,
  check: unsetNumber('timeoutSeconds', 'an answer after 1 second counts as failed'),
});
