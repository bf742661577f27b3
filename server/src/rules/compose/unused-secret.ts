import { defineRule } from '../../engine/rule/define.js';
import { unusedCheck } from '../shared/composeReferences.js';
import page from './unused-secret.md';

export default defineRule({
  id: 'compose/unused-secret',
  language: 'compose',
  severity: 'info',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  tags: ['unnecessary'],
  page,
  check: unusedCheck('secrets'),
});
