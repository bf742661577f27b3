import { defineRule } from '../../engine/rule/define.js';
import { undefinedCheck } from '../shared/composeReferences.js';
import page from './undefined-secret.md';

export default defineRule({
  id: 'compose/undefined-secret',
  language: 'compose',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: undefinedCheck('secrets'),
});
