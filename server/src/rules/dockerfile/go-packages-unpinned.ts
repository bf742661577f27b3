import { defineRule } from '../../engine/rule/define.js';
import { hasOption, operands } from '../../languages/dockerfile/options.js';
import page from './go-packages-unpinned.md';

export default defineRule({
  id: 'dockerfile/go-packages-unpinned',
  language: 'dockerfile',
  severity: 'info',
  presets: [],
  since: '0.1.0',
  aliases: ['hadolint:DL3062', 'tally:hadolint/DL3062'],
  fix: 'none',
  page,
  check: {
    Command: {
      go(command, ctx) {
        const [verb, ...packages] = operands(command, valued);
        if (!/^(?:install|get|run)$/.test(verb?.value ?? '')) return;
        for (const word of verb?.value === 'run' ? packages.slice(0, 1) : packages) {
          const { value } = word;
          if (/[$`]/.test(value) || /^\.{1,2}(?:\/|$)|^\/|\.go$/.test(value)) continue;
          // Only a path with a host in front is fetched, unless a version or `-tool` says so; the others are the module's own packages.
          if (!/^[\w-]+(?:\.[\w-]+)+\//.test(value) && !value.includes('@') && !hasOption(command, '-tool')) continue;
          const version = /@(.*)$/.exec(value)?.[1];
          if (version !== undefined && version !== 'latest') continue;
          ctx.report({
            at: word.span,
            message: `\`${value}\` ${version === undefined ? 'has no version' : 'takes the newest version'}, so each build may install another one.`,
          });
        }
      },
    },
  },
});

const valued: ReadonlySet<string> = new Set(
  '-C -p -tags -ldflags -gcflags -asmflags -o -mod -modfile -overlay -pkgdir -toolexec -exec'.split(' '),
);
