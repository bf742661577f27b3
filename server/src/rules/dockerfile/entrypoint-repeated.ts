import { defineRule } from '../../engine/rule/define.js';
import { reportRepeated } from '../shared/repeated.js';
import page from './entrypoint-repeated.md';

export default defineRule({
  id: 'dockerfile/entrypoint-repeated',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: [
    'hadolint:DL4004',
    'tally:hadolint/DL4004',
    'buildkit:MultipleInstructionsDisallowed',
    'tally:buildkit/MultipleInstructionsDisallowed',
    'dockerfile-utils:MULTIPLE_INSTRUCTIONS',
    'trivy:DS-0007',
    'sonar:S6589',
    'semgrep:multiple-entrypoint-instructions',
  ],
  fix: 'safe',
  tags: ['unnecessary'],
  page,
  check: {
    Entrypoint: (instruction, ctx) => reportRepeated(instruction, 'the last one is started', ctx),
  },
});
