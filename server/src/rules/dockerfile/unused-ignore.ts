import { defineRule } from '../../engine/rule/define.js';
import page from './unused-ignore.md';

export default defineRule({
  id: 'dockerfile/unused-ignore',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'safe',
  page,
  check: {
    // The engine reports it: only there is known which comment silenced something.
  },
});
