import { defineRule } from '../../engine/rule/define.js';
import { hasOption, operands } from '../../languages/dockerfile/options.js';
import page from './gem-packages-unpinned.md';

export default defineRule({
  id: 'dockerfile/gem-packages-unpinned',
  language: 'dockerfile',
  severity: 'info',
  presets: [],
  since: '0.1.0',
  aliases: ['hadolint:DL3028', 'tally:hadolint/DL3028'],
  fix: 'none',
  page,
  check: {
    Command: {
      gem(command, ctx) {
        const [verb, ...packages] = operands(command, valued);
        if (verb?.value !== 'install' && verb?.value !== 'i') return;
        if (hasOption(command, '-v', '--version', '-g', '--file')) return;
        // Behind `--` stands what the build of a gem's own extension is told.
        const end = command.args.find(({ value }) => value === '--')?.span.start ?? Number.POSITIVE_INFINITY;
        for (const word of packages) {
          if (word.span.start > end || /[:$`]/.test(word.value) || /\.gem$/.test(word.value)) continue;
          ctx.report({ at: word.span, message: `\`${word.value}\` has no version, so each build takes the newest one.` });
        }
      },
    },
  },
});

const valued: ReadonlySet<string> = new Set(
  '-i --install-dir -n --bindir -s --source -p --http-proxy --platform -P --trust-policy --document'.split(' '),
);
