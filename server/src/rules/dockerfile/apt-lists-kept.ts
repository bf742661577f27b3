import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import { appendToRun, laterCommands, mountsAny, packageCall } from '../shared/osPackages.js';
import { leavesFiles } from '../shared/layers.js';
import page from './apt-lists-kept.md';

export default defineRule({
  id: 'dockerfile/apt-lists-kept',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: [
    'hadolint:DL3009',
    'dockle:DKL-DI-0005',
    'dockerfilelint:apt-get_missing_rm',
    'semgrep:remove-package-lists',
    'semgrep:remove-package-cache',
  ],
  fix: 'safe',
  page,
  check: {
    Command: { 'apt-get': check, apt: check, aptitude: check },
  },
});

const cleanup = 'rm -rf /var/lib/apt/lists/*';

function check(command: RunCommand, ctx: RuleContext): void {
  const call = packageCall(command, 'update');
  if (call === undefined || !leavesFiles(command.run) || mountsAny(command.run, '/var/lib/apt', '/var/lib/apt/lists', '/var/lib')) return;
  if (laterCommands(command).some((later) => removesLists(later))) return;
  ctx.report({
    at: call.verb.span,
    message: `The package lists that \`${command.name} update\` fetched stay in this layer; a later RUN cannot remove them any more.`,
    fix: () => {
      const edits = appendToRun(ctx.text, command.run, cleanup);
      return edits === undefined ? undefined : { title: `Append \`${cleanup}\``, edits };
    },
  });
}

function removesLists(command: RunCommand): boolean {
  if (command.name === 'apt-get' || command.name === 'apt')
    return command.args.some(({ value }) => value === 'dist-clean' || value === 'distclean');
  if (command.name === 'rm')
    return command.args.some(({ value }) => /^\/var\/lib\/apt(?:\/lists)?(?:\/\*?)?$|^\/var\/lib\/apt\/\{?lists/.test(value));
  return (
    command.name === 'find' &&
    command.args.some(({ value }) => value.startsWith('/var/lib/apt/lists')) &&
    command.args.some(({ value }) => value === '-delete' || value === 'rm')
  );
}
