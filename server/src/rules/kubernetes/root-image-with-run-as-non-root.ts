import { defineRule } from '../../engine/rule/define.js';
import { manifestSide, pairFacts } from '../shared/imagePairs.js';
import { rootUser } from '../shared/pairUser.js';
import page from './root-image-with-run-as-non-root.md';

export default defineRule({
  id: 'kubernetes/root-image-with-run-as-non-root',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  needs: pairFacts,
  page,
  check: manifestSide(rootUser),
});
