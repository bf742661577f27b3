import { defineRule } from '../../engine/rule/define.js';
import { dockerfileSide, pairFacts } from '../shared/imagePairs.js';
import { namedUser } from '../shared/pairUser.js';
import page from './non-numeric-user-with-run-as-non-root.md';

export default defineRule({
  id: 'dockerfile/non-numeric-user-with-run-as-non-root',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  needs: pairFacts,
  page,
  check: dockerfileSide(namedUser),
});
