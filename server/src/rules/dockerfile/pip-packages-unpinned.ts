import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import { hasOption } from '../../languages/dockerfile/options.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import { pipInstall } from '../shared/languagePackages.js';
import page from './pip-packages-unpinned.md';

export default defineRule({
  id: 'dockerfile/pip-packages-unpinned',
  language: 'dockerfile',
  severity: 'info',
  presets: [],
  since: '0.1.0',
  aliases: ['hadolint:DL3013', 'tally:hadolint/DL3013'],
  fix: 'none',
  page,
  check: {
    Command: {
      pip: check,
      pip3: check,
      python: check,
      python3: check,
      '*'(command, ctx) {
        if (/^(?:pip|python)[\d.]*\d\.\d+$|^pip2$|^python2$/.test(command.name)) check(command, ctx);
      },
      pipx(command, ctx) {
        const words = command.args.filter(({ value }) => !value.startsWith('-'));
        if (words[0]?.value !== 'install') return;
        for (const word of words.slice(1, 2)) if (isUnpinned(word.value)) report(word.span, word.value, ctx);
      },
    },
  },
});

function check(command: RunCommand, ctx: RuleContext): void {
  const install = pipInstall(command);
  if (install === undefined || hasOption(install.command, '-r', '--requirement', '-c', '--constraint', '-e', '--editable')) return;
  for (const word of install.packages) if (isUnpinned(word.value)) report(word.span, word.value, ctx);
}

function report(at: RunCommand['span'], name: string, ctx: RuleContext): void {
  ctx.report({ at, message: `\`${name}\` has no version, so each build takes the newest one.` });
}

/** A path, a URL, a wheel or a variable says for itself which version it is. */
function isUnpinned(value: string): boolean {
  // `git+https://host/repo.git` takes the newest commit; a revision stands behind an `@` at its end.
  if (/^(?:git|hg|svn|bzr)\+/.test(value) && !value.includes('$')) return !/@[^/@]+$/.test(value.replace(/[#?].*$/, ''));
  if (/[=<>~!@]/.test(value) || /[$`]/.test(value)) return false;
  if (/[/\\]/.test(value) || /^\.+$/.test(value)) return false;
  return !/\.(?:whl|tar\.gz|tar\.bz2|tgz|zip)$/.test(value);
}
