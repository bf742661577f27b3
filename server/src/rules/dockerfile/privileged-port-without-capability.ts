import { defineRule } from '../../engine/rule/define.js';
import { dockerfileSide, pairFacts } from '../shared/imagePairs.js';
import { privilegedPort } from '../shared/pairPorts.js';
import page from './privileged-port-without-capability.md';

export default defineRule({
  id: 'dockerfile/privileged-port-without-capability',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  needs: pairFacts,
  page,
  check: dockerfileSide(privilegedPort),
});
