import { defineRule } from '../../engine/rule/define.js';
import { reportRepeated } from '../shared/repeated.js';
import page from './cmd-repeated.md';

export default defineRule({
  id: 'dockerfile/cmd-repeated',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: [
    'hadolint:DL4003',
    'tally:hadolint/DL4003',
    'buildkit:MultipleInstructionsDisallowed',
    'tally:buildkit/MultipleInstructionsDisallowed',
    'dockerfile-utils:MULTIPLE_INSTRUCTIONS',
    'trivy:DS-0016',
    'semgrep:multiple-cmd-instructions',
    'sonar:S6589',
  ],
  fix: 'safe',
  tags: ['unnecessary'],
  page,
  check: {
    Cmd: (instruction, ctx) => reportRepeated(instruction, 'the last one is started', ctx),
  },
});
