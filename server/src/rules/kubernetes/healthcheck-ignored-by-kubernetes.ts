import { defineRule } from '../../engine/rule/define.js';
import { manifestSide, pairFacts } from '../shared/imagePairs.js';
import { ignoredHealthcheck } from '../shared/pairHealth.js';
import page from './healthcheck-ignored-by-kubernetes.md';

export default defineRule({
  id: 'kubernetes/healthcheck-ignored-by-kubernetes',
  language: 'kubernetes',
  severity: 'info',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  needs: pairFacts,
  page,
  check: manifestSide(ignoredHealthcheck),
});
