import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import { optionValue } from '../../languages/dockerfile/options.js';
import { startCommands } from '../../languages/dockerfile/startCommand.js';
import page from './several-workers-per-container.md';

export default defineRule({
  id: 'dockerfile/several-workers-per-container',
  language: 'dockerfile',
  severity: 'info',
  presets: ['strict'],
  since: '0.1.0',
  fix: 'review',
  page,
  check: {
    Stage(stage, ctx) {
      if (!stage.isFinal) return;
      for (const command of startCommands(stage)) {
        const named = optionValue(command, '--workers');
        const word = named ?? (command.name === 'gunicorn' ? optionValue(command, '-w') : undefined);
        if (word === undefined || !/^\d+$/.test(word.value) || Number(word.value) < 2) continue;
        ctx.report({
          at: word.span,
          message: `${word.value} workers share one container's memory limit and one probe; where Kubernetes runs the image, replicas do this and are counted.`,
          fix: () => ({ title: 'Change to 1', edits: [replace(word.span, word.text.replace(word.value, '1'))] }),
        });
      }
    },
  },
});
