import { defineRule } from '../../engine/rule/define.js';
import { unusedCheck } from '../shared/composeReferences.js';
import page from './unused-volume.md';

export default defineRule({
  id: 'compose/unused-volume',
  language: 'compose',
  severity: 'info',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  tags: ['unnecessary'],
  page,
  check: unusedCheck('volumes'),
});
