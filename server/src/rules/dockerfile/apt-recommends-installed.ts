import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import { aptSkipsRecommends, packageCall } from '../shared/osPackages.js';
import { argumentBehind } from '../shared/runEdits.js';
import page from './apt-recommends-installed.md';

export default defineRule({
  id: 'dockerfile/apt-recommends-installed',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['hadolint:DL3015', 'trivy:DS-0029', 'dockerfilelint:apt-get_recommends', 'semgrep:missing-no-install-recommends'],
  fix: 'safe',
  page,
  check: {
    Command: { 'apt-get': check, apt: check },
  },
});

function check(command: RunCommand, ctx: RuleContext): void {
  const call = packageCall(command, 'install');
  if (call === undefined || aptSkipsRecommends(command)) return;
  ctx.report({
    at: call.verb.span,
    message: `\`${command.name} install\` also installs every recommended package, most of which a container never uses.`,
    fix: () => ({
      title: 'Add `--no-install-recommends`',
      safety: losesCertificates(command) ? 'review' : 'safe',
      edits: [argumentBehind(command, call.verb, '--no-install-recommends')],
    }),
  });
}

/** curl's library, wget and git recommend `ca-certificates`; without it their HTTPS fails, unless the RUN names it. */
function losesCertificates({ siblings }: RunCommand): boolean {
  const names = siblings.flatMap((other) => packageCall(other, 'install')?.packages ?? []).map(({ value }) => value.replace(/[=/].*$/, ''));
  return names.some((name) => /^(?:curl|wget|git)$/.test(name)) && !names.includes('ca-certificates');
}
