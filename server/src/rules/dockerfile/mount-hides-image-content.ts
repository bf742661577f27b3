import { defineRule } from '../../engine/rule/define.js';
import { dockerfileSide, pairFacts } from '../shared/imagePairs.js';
import { hiddenContent } from '../shared/pairFiles.js';
import page from './mount-hides-image-content.md';

export default defineRule({
  id: 'dockerfile/mount-hides-image-content',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  needs: pairFacts,
  page,
  check: dockerfileSide(hiddenContent),
});
