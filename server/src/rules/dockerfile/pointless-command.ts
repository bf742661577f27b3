import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import page from './pointless-command.md';

export default defineRule({
  id: 'dockerfile/pointless-command',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['hadolint:DL3001', 'semgrep:nonsensical-command', 'tally:hadolint/DL3001'],
  fix: 'none',
  page,
  check: {
    Command: {
      ssh: check,
      vim: check,
      vi: check,
      nano: check,
      shutdown: check,
      service: check,
      ps: check,
      free: check,
      top: check,
      kill: check,
      mount: check,
      ifconfig: check,
      systemctl: checkSystemctl,
    },
  },
});

const reasons: Readonly<Record<string, string>> = {
  ssh: 'opens a connection that ends with this RUN',
  vim: 'needs a terminal, which a build has not',
  vi: 'needs a terminal, which a build has not',
  nano: 'needs a terminal, which a build has not',
  top: 'needs a terminal, which a build has not',
  shutdown: 'has no machine to act on here',
  service: 'starts a process that ends with this RUN',
  ps: 'shows the processes of the build, which are gone afterwards',
  free: 'shows the memory of the build machine',
  kill: 'has no process to act on that outlives this RUN',
  mount: 'needs privileges that a build has not, and ends with this RUN',
  ifconfig: 'shows or changes the network of the build alone',
};

function check(command: RunCommand, ctx: RuleContext): void {
  // `ssh -V` and the like only ask; `ssh` with an agent mount is meant.
  if (command.name === 'ssh' && command.run.mounts.some(({ type }) => type === 'ssh')) return;
  if (command.args.some(({ value }) => value === '--version' || value === '-V')) return;
  ctx.report({ at: command.nameWord.span, message: `\`${command.name}\` ${reasons[command.name] ?? 'does nothing lasting in a build'}.` });
}

function checkSystemctl(command: RunCommand, ctx: RuleContext): void {
  if (!command.args.some(({ value }) => /^(?:start|restart|reload|status)$/.test(value))) return;
  ctx.report({ at: command.nameWord.span, message: '`systemctl` has no running systemd to talk to in a build.' });
}
