import { defineRule } from '../../engine/rule/define.js';
import { manifestSide, pairFacts } from '../shared/imagePairs.js';
import { hiddenContent } from '../shared/pairFiles.js';
import page from './mount-hides-image-content.md';

export default defineRule({
  id: 'kubernetes/mount-hides-image-content',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  needs: pairFacts,
  page,
  check: manifestSide(hiddenContent),
});
