import { defineRule } from '../../engine/rule/define.js';
import { dockerfileSide, pairFacts } from '../shared/imagePairs.js';
import { unknownPath } from '../shared/pairHealth.js';
import page from './probe-path-not-in-app.md';

export default defineRule({
  id: 'dockerfile/probe-path-not-in-app',
  language: 'dockerfile',
  severity: 'hint',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  needs: pairFacts,
  page,
  check: dockerfileSide(unknownPath),
});
