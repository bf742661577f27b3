import { defineRule } from '../../engine/rule/define.js';
import { dockerfileSide, pairFacts } from '../shared/imagePairs.js';
import { replacedStart } from '../shared/pairStart.js';
import page from './command-replaces-entrypoint.md';

export default defineRule({
  id: 'dockerfile/command-replaces-entrypoint',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  needs: pairFacts,
  page,
  check: dockerfileSide(replacedStart),
});
