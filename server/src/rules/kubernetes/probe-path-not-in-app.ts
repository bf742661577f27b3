import { defineRule } from '../../engine/rule/define.js';
import { manifestSide, pairFacts } from '../shared/imagePairs.js';
import { unknownPath } from '../shared/pairHealth.js';
import page from './probe-path-not-in-app.md';

export default defineRule({
  id: 'kubernetes/probe-path-not-in-app',
  language: 'kubernetes',
  severity: 'hint',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  needs: pairFacts,
  page,
  check: manifestSide(unknownPath),
});
