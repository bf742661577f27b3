import { defineRule } from '../../engine/rule/define.js';
import { findOption, operands } from '../../languages/dockerfile/options.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { ArgInstruction, EnvInstruction, RunCommand } from '../../languages/dockerfile/model.js';
import page from './tls-verification-off.md';

export default defineRule({
  id: 'dockerfile/tls-verification-off',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: [
    'checkov:CKV2_DOCKER_2',
    'checkov:CKV2_DOCKER_3',
    'checkov:CKV2_DOCKER_4',
    'checkov:CKV2_DOCKER_5',
    'checkov:CKV2_DOCKER_6',
    'checkov:CKV2_DOCKER_12',
    'checkov:CKV2_DOCKER_13',
    'checkov:CKV2_DOCKER_14',
    'checkov:CKV2_DOCKER_16',
  ],
  fix: 'none',
  page,
  check: {
    Env: checkPairs,
    Arg: checkPairs,
    Command: {
      curl: (command, ctx) => reportOption(command, ctx, '-k', '--insecure', '--proxy-insecure'),
      wget: (command, ctx) => reportOption(command, ctx, '--no-check-certificate'),
      npm: checkStrictSsl,
      yarn: checkStrictSsl,
      pnpm: checkStrictSsl,
      git(command, ctx) {
        const words = command.args.map(({ value }) => value).join(' ');
        const at = command.args.find(({ value }) => /http\.sslverify/i.test(value));
        if (at !== undefined && /http\.sslverify[= ](?:false|0|no)/i.test(words)) say(at.span, at.value, ctx);
      },
      '*'(command, ctx) {
        for (const { name, value, span } of command.assignments) if (isOff(name, value)) say(span, `${name}=${value}`, ctx);
        if (command.name.startsWith('p') && /^(?:pip|python)[\d.]*$/.test(command.name)) checkPip(command, ctx);
        if (!declaring.has(command.name)) return;
        for (const word of command.args) {
          const [, name = '', value = ''] = /^(\w+)=(.*)$/s.exec(word.value) ?? [];
          if (isOff(name, value)) say(word.span, word.value, ctx);
        }
      },
    },
  },
});

const declaring: ReadonlySet<string> = new Set(['export', 'env', 'declare', 'typeset']);

/** Variables that switch certificate checks off, with the values that do it; `any` for those where presence counts. */
const variables: Readonly<Record<string, RegExp>> = {
  PYTHONHTTPSVERIFY: /^(?:0|false|no|off)$/i,
  NODE_TLS_REJECT_UNAUTHORIZED: /^0$/,
  NPM_CONFIG_STRICT_SSL: /^(?:false|0|no)$/i,
  npm_config_strict_ssl: /^(?:false|0|no)$/i,
  // git looks only whether the variable is there: `0` switches the check off too.
  GIT_SSL_NO_VERIFY: /^/,
  PIP_TRUSTED_HOST: /./,
};

function isOff(name: string, value: string): boolean {
  return Object.hasOwn(variables, name) && variables[name]?.test(value) === true;
}

function checkPairs({ pairs }: EnvInstruction | ArgInstruction, ctx: RuleContext): void {
  for (const pair of pairs)
    if (pair.value !== undefined && isOff(pair.name.value, pair.value.value)) say(pair.span, `${pair.name.text}=${pair.value.text}`, ctx);
}

function reportOption(command: RunCommand, ctx: RuleContext, ...names: readonly string[]): void {
  const word = findOption(command, ...names);
  if (word !== undefined) say(word.span, word.value, ctx);
}

/** `--trusted-host`, or the same in pip's configuration. */
function checkPip(command: RunCommand, ctx: RuleContext): void {
  reportOption(command, ctx, '--trusted-host');
  const at = command.args.findIndex(({ value }) => value === 'config');
  const key = at === -1 || command.args[at + 1]?.value !== 'set' ? undefined : command.args[at + 2];
  if (key !== undefined && /\.trusted-host$/.test(key.value)) say(key.span, key.value, ctx);
}

function checkStrictSsl(command: RunCommand, ctx: RuleContext): void {
  const words = operands(command).map(({ value }) => value);
  const off = findOption(command, '--no-strict-ssl');
  if (off !== undefined) say(off.span, off.value, ctx);
  // Yarn 2 and later call it `enableStrictSsl`.
  const modern = words[words.indexOf('enableStrictSsl') + 1];
  const modernWord = command.args.find(({ value }) => value === 'enableStrictSsl');
  if (modernWord !== undefined && modern?.toLowerCase() === 'false') say(modernWord.span, modernWord.value, ctx);
  const at = command.args.find(({ value }) => /^(?:--)?strict-ssl/.test(value));
  if (at === undefined) return;
  if (/^(?:--)?strict-ssl=(?:false|0)$/i.test(at.value) || (words[words.indexOf('strict-ssl') + 1] ?? '').toLowerCase() === 'false')
    say(at.span, at.value, ctx);
}

function say(at: RunCommand['span'], what: string, ctx: RuleContext): void {
  ctx.report({
    at,
    message: `\`${what}\` switches the check of certificates off: anybody on the way can send something else, and the build takes it.`,
  });
}
