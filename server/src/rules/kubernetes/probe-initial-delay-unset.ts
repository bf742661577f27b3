import { defineRule } from '../../engine/rule/define.js';
import { unsetNumber } from '../shared/kubernetesProbeNumbers.js';
import page from './probe-initial-delay-unset.md';

export default defineRule({
  id: 'kubernetes/probe-initial-delay-unset',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['datree:CONTAINERS_INCORRECT_INITIALDELAYSECONDS_VALUE'],
  fix: 'review',
  page,
  check: unsetNumber('initialDelaySeconds', 'the first one comes as soon as the container runs'),
});
