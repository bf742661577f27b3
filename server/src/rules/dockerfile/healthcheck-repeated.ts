import { defineRule } from '../../engine/rule/define.js';
import { reportRepeated } from '../shared/repeated.js';
import page from './healthcheck-repeated.md';

export default defineRule({
  id: 'dockerfile/healthcheck-repeated',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: [
    'hadolint:DL3012',
    'tally:hadolint/DL3012',
    'buildkit:MultipleInstructionsDisallowed',
    'tally:buildkit/MultipleInstructionsDisallowed',
    'dockerfile-utils:MULTIPLE_INSTRUCTIONS',
    'trivy:DS-0023',
  ],
  fix: 'safe',
  tags: ['unnecessary'],
  page,
  check: {
    Healthcheck: (instruction, ctx) => reportRepeated(instruction, 'the last one is asked', ctx),
  },
});
