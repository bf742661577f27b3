import { defineRule } from '../../engine/rule/define.js';
import { dockerfileSide, pairFacts } from '../shared/imagePairs.js';
import { readOnlyRoot } from '../shared/pairFiles.js';
import page from './read-only-root-but-image-writes.md';

export default defineRule({
  id: 'dockerfile/read-only-root-but-image-writes',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  needs: pairFacts,
  page,
  check: dockerfileSide(readOnlyRoot),
});
