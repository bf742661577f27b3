import { defineRule } from '../../engine/rule/define.js';
import { dockerfileSide, pairFacts } from '../shared/imagePairs.js';
import { ignoredHealthcheck } from '../shared/pairHealth.js';
import page from './healthcheck-ignored-by-kubernetes.md';

export default defineRule({
  id: 'dockerfile/healthcheck-ignored-by-kubernetes',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  needs: pairFacts,
  page,
  check: dockerfileSide(ignoredHealthcheck),
});
