import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import { optionValue } from '../../languages/dockerfile/options.js';
import { startCommands } from '../../languages/dockerfile/startCommand.js';
import { pairFacts, relatedUse, usesOfStage, whoRuns } from '../shared/imagePairs.js';
import page from './several-workers-per-container.md';

export default defineRule({
  id: 'dockerfile/several-workers-per-container',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'review',
  needs: pairFacts,
  page,
  check: {
    Stage(stage, ctx) {
      const [use] = usesOfStage(stage, ctx).filter(({ data }) => data.longRunning && data.command === null && data.args === null);
      if (use === undefined) return;
      for (const command of startCommands(stage)) {
        const named = optionValue(command, '--workers');
        const word = named ?? (command.name === 'gunicorn' ? optionValue(command, '-w') : undefined);
        if (word === undefined || !/^\d+$/.test(word.value) || Number(word.value) < 2) continue;
        ctx.report({
          at: word.span,
          message: `${word.value} workers share one container's memory limit and one probe in ${whoRuns(use, ctx)}; replicas do the same, are spread over nodes and counted by an autoscaler.`,
          related: [relatedUse(use, ctx)],
          fix: () => ({ title: 'Change to 1', edits: [replace(word.span, word.text.replace(word.value, '1'))] }),
        });
      }
    },
  },
});
