import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import { findOption } from '../../languages/dockerfile/options.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import page from './pip-extra-index.md';

export default defineRule({
  id: 'dockerfile/pip-extra-index',
  language: 'dockerfile',
  severity: 'info',
  presets: ['strict'],
  since: '0.4.0',
  aliases: ['semgrep:dockerfile-pip-extra-index-url'],
  fix: 'none',
  page,
  check: {
    Env({ pairs }, ctx) {
      for (const { name, value } of pairs)
        if (name.value === 'PIP_EXTRA_INDEX_URL' && value !== undefined && value.value !== '') tell(name.text, name.span, ctx);
    },
    Command: {
      '*'(command, ctx) {
        if (command.name.startsWith('p') && /^(?:pip|python)[\d.]*$/.test(command.name)) check(command, ctx);
      },
    },
  },
});

function check(command: RunCommand, ctx: RuleContext): void {
  const word = findOption(command, '--extra-index-url');
  if (word === undefined) return;
  const next = command.args[command.args.indexOf(word) + 1]?.value ?? '';
  if (/\/\/(?:download\.pytorch\.org|pypi\.org|pypi\.nvidia\.com)\//.test(`${word.value} ${next}`)) return;
  tell('--extra-index-url', word.span, ctx);
}

function tell(what: string, at: RunCommand['span'], ctx: RuleContext): void {
  ctx.report({
    at,
    message: `With \`${what}\` a package comes from the index that has its highest version: a stranger who takes the name on PyPI gets into the image.`,
  });
}
