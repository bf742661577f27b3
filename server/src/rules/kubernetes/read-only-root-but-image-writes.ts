import { defineRule } from '../../engine/rule/define.js';
import { manifestSide, pairFacts } from '../shared/imagePairs.js';
import { readOnlyRoot } from '../shared/pairFiles.js';
import page from './read-only-root-but-image-writes.md';

export default defineRule({
  id: 'kubernetes/read-only-root-but-image-writes',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  needs: pairFacts,
  page,
  check: manifestSide(readOnlyRoot),
});
