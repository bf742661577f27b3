import { defineRule } from '../../engine/rule/define.js';
import { manifestSide, pairFacts } from '../shared/imagePairs.js';
import { differingPort } from '../shared/pairPorts.js';
import page from './container-port-differs.md';

export default defineRule({
  id: 'kubernetes/container-port-differs',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  needs: pairFacts,
  page,
  check: manifestSide(differingPort),
});
