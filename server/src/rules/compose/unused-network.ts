import { defineRule } from '../../engine/rule/define.js';
import { unusedCheck } from '../shared/composeReferences.js';
import page from './unused-network.md';

export default defineRule({
  id: 'compose/unused-network',
  language: 'compose',
  severity: 'info',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  tags: ['unnecessary'],
  page,
  check: unusedCheck('networks'),
});
