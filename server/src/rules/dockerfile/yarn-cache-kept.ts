import { defineRule } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import { operands } from '../../languages/dockerfile/options.js';
import { leavesFiles } from '../shared/layers.js';
import { isMounted } from '../shared/languagePackages.js';
import page from './yarn-cache-kept.md';

export default defineRule({
  id: 'dockerfile/yarn-cache-kept',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['hadolint:DL3060', 'tally:hadolint/DL3060'],
  fix: 'safe',
  page,
  check: {
    Command: {
      yarn(command, ctx) {
        const [verb] = operands(command);
        if (verb?.value !== 'install' || !leavesFiles(command.run)) return;
        const later = command.siblings.slice(command.siblings.indexOf(command) + 1);
        if (later.some((other) => other.name === 'yarn' && other.args[0]?.value === 'cache' && other.args[1]?.value === 'clean')) return;
        if (later.some((other) => other.name === 'rm' && other.args.some(({ value }) => /\.cache|yarn-cache/.test(value)))) return;
        if (command.run.mounts.some(({ type }) => type === 'cache' || type === 'tmpfs') && isMounted(command, /yarn|\.cache/)) return;
        const end = command.span.end;
        ctx.report({
          at: verb.span,
          message: '`yarn install` leaves its download cache in this layer.',
          fix: () => ({ title: 'Clean the cache behind it', edits: [insert(end, ' && yarn cache clean')] }),
        });
      },
    },
  },
});
