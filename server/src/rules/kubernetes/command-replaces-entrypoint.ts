import { defineRule } from '../../engine/rule/define.js';
import { manifestSide, pairFacts } from '../shared/imagePairs.js';
import { replacedStart } from '../shared/pairStart.js';
import page from './command-replaces-entrypoint.md';

export default defineRule({
  id: 'kubernetes/command-replaces-entrypoint',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  needs: pairFacts,
  page,
  check: manifestSide(replacedStart),
});
