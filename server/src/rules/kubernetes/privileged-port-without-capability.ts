import { defineRule } from '../../engine/rule/define.js';
import { manifestSide, pairFacts } from '../shared/imagePairs.js';
import { privilegedPort } from '../shared/pairPorts.js';
import page from './privileged-port-without-capability.md';

export default defineRule({
  id: 'kubernetes/privileged-port-without-capability',
  language: 'kubernetes',
  severity: 'info',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  needs: pairFacts,
  page,
  check: manifestSide(privilegedPort),
});
