import { defineRule } from '../../engine/rule/define.js';
import { undefinedCheck } from '../shared/composeReferences.js';
import page from './undefined-config.md';

export default defineRule({
  id: 'compose/undefined-config',
  language: 'compose',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: undefinedCheck('configs'),
});
