import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { RunCommand, ShellWord } from '../../languages/dockerfile/model.js';
import { findOption, optionValue } from '../../languages/dockerfile/options.js';
import page from './credential-command-in-run.md';

export default defineRule({
  id: 'dockerfile/credential-command-in-run',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['trivy:DS-0031'],
  fix: 'none',
  page,
  check: {
    Command: {
      aws: check,
      docker: check,
      podman: check,
      buildah: check,
      helm: check,
      skopeo: check,
      oras: check,
      az: check,
      gcloud: check,
      npm: check,
      pnpm: check,
      yarn: check,
      git: check,
      gh: check,
      pip: check,
      pip3: check,
    },
  },
});

function check(command: RunCommand, ctx: RuleContext): void {
  const word = credential(command);
  if (word === undefined) return;
  // A mounted secret that the command reads is what it is about.
  if (command.run.mounts.some(({ type }) => type === 'secret')) return;
  ctx.report({
    at: word.span,
    message: `\`${command.name}\` gets a credential here and keeps it in a file of the layer, and the command line stays in the history. A secret mount leaves nothing behind.`,
  });
}

function credential(command: RunCommand): ShellWord | undefined {
  const values = command.args.map(({ value }) => value);
  switch (command.name) {
    case 'aws': {
      if (values[0] !== 'configure' || values[1] !== 'set') return undefined;
      return /secret_access_key|access_key_id|session_token/.test(values[2] ?? '') ? command.args[2] : undefined;
    }
    case 'docker':
    case 'podman':
    case 'buildah':
    case 'helm':
    case 'skopeo':
    case 'oras':
      return values.includes('login') ? optionValue(command, '-p', '--password') : undefined;
    case 'az':
      return values[0] === 'login' ? optionValue(command, '-p', '--password') : undefined;
    case 'gcloud':
      return values.includes('activate-service-account') ? optionValue(command, '--key-file') : undefined;
    case 'npm':
    case 'pnpm':
    case 'yarn':
      return values[0] === 'config' && values[1] === 'set'
        ? command.args.find(({ value }) => /_authToken|_auth\b|_password|npmAuthToken/.test(value))
        : undefined;
    case 'git':
      return values[0] === 'config' ? command.args.find(({ value }) => /extraheader$|^url\..*:.*@/i.test(value)) : undefined;
    case 'gh':
      return values[0] === 'auth' && values[1] === 'login' ? findOption(command, '--with-token') : undefined;
    case 'pip':
    case 'pip3': {
      const index = optionValue(command, '--index-url', '-i', '--extra-index-url');
      return index !== undefined && /:\/\/[^/\s]*:[^/\s]*@/.test(index.value) ? index : undefined;
    }
    default:
      return undefined;
  }
}
