import { defineRule } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import type { RuleContext } from '../../engine/rule/define.js';
import { hasOption } from '../../languages/dockerfile/options.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import { isMounted, pipInstall } from '../shared/languagePackages.js';
import page from './pip-cache-kept.md';

export default defineRule({
  id: 'dockerfile/pip-cache-kept',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['hadolint:DL3042', 'semgrep:missing-pip-no-cache-dir', 'tally:hadolint/DL3042'],
  fix: 'safe',
  page,
  check: {
    Command: { pip: check, pip3: check, '*': checkVersioned },
  },
});

function checkVersioned(command: RunCommand, ctx: RuleContext): void {
  if (/^(?:pip[\d.]*\d|python[\d.]*)$/.test(command.name) && command.name !== 'pip3') check(command, ctx);
}

function check(command: RunCommand, ctx: RuleContext): void {
  const install = pipInstall(command);
  if (install === undefined || hasOption(install.command, '--no-cache-dir')) return;
  const { run } = command;
  if (isSwitchedOff(run.before.environment('PIP_NO_CACHE_DIR')?.value)) return;
  if (command.siblings.some((other) => other.assignments.some(({ name, value }) => name === 'PIP_NO_CACHE_DIR' && isSwitchedOff(value))))
    return;
  // `export PIP_NO_CACHE_DIR=1` earlier in the same RUN.
  if (
    command.siblings.some(
      (other) => other.name === 'export' && other.args.some(({ value }) => isSwitchedOff(/^PIP_NO_CACHE_DIR=(.*)$/.exec(value)?.[1])),
    )
  )
    return;
  if (command.wrapper?.name === 'env' && command.wrapper.args.some(({ value }) => /^PIP_NO_CACHE_DIR=/.test(value))) return;
  const declared = run.before.declarationOf('PIP_NO_CACHE_DIR');
  if (declared !== undefined && (declared.value === undefined || isSwitchedOff(declared.value))) return;
  if (isMounted(command, /\.cache(?:\/pip)?$/, '/root/.cache/pip')) return;
  // A cache that the same RUN removes does not reach the layer.
  if (command.siblings.some((other) => other.name === 'rm' && other.args.some(({ value }) => /\.cache(?:\/pip)?\/?\*?$/.test(value))))
    return;
  if (
    command.siblings.some((other) => /^pip[\d.]*$/.test(other.name) && other.args[0]?.value === 'cache' && other.args[1]?.value === 'purge')
  )
    return;
  ctx.report({
    at: install.verb.span,
    message: `\`${/^python/.test(command.name) ? `${command.name} -m pip` : command.name} install\` keeps every downloaded package in a cache that this layer then carries and nobody reads.`,
    fix: () => ({ title: 'Add `--no-cache-dir`', edits: [insert(install.verb.span.end, ' --no-cache-dir')] }),
  });
}

/** pip takes any value of the variable but an empty one or a plain no for "no cache". */
const isSwitchedOff = (value: string | undefined): boolean => value !== undefined && !/^(?:0|false|no|off)?$/i.test(value);
