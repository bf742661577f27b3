import { defineRule } from '../../engine/rule/define.js';
import type { Fix, RuleContext } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import { hasOption } from '../../languages/dockerfile/options.js';
import type { RunCommand, ShellWord } from '../../languages/dockerfile/model.js';
import { removeArgument } from '../shared/runEdits.js';
import page from './package-signature-unchecked.md';

export default defineRule({
  id: 'dockerfile/package-signature-unchecked',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: [
    'checkov:CKV2_DOCKER_7',
    'checkov:CKV2_DOCKER_8',
    'checkov:CKV2_DOCKER_9',
    'checkov:CKV2_DOCKER_10',
    'checkov:CKV2_DOCKER_11',
    'checkov:CKV2_DOCKER_15',
  ],
  fix: 'review',
  page,
  check: {
    Command: {
      apk: check,
      'apt-get': check,
      apt: check,
      aptitude: check,
      yum: check,
      dnf: check,
      dnf5: check,
      microdnf: check,
      tdnf: check,
      rpm: check,
      'yum-config-manager': check,
      'dnf-config-manager': check,
      zypper: check,
    },
  },
});

const redHat = /^(?:--nogpgcheck|--no-gpgchecks|--setopt=(?:\S*\.)?(?:sslverify|gpgcheck)=(?:0|false|no))$/i;
const apt =
  /^(?:--allow-unauthenticated|--force-yes|--allow-insecure-repositories|(?:-o)?(?:APT::Get::AllowUnauthenticated|Acquire::Allow(?:DowngradeTo)?InsecureRepositories)=(?:true|1|yes))$/i;
/** Options that switch the check of signatures or certificates off, from each program's manual. */
const options: Readonly<Record<string, RegExp>> = {
  apk: /^--allow-untrusted$/,
  'apt-get': apt,
  apt,
  aptitude: /^--allow-(?:untrusted|unauthenticated)$/i,
  yum: redHat,
  dnf: redHat,
  dnf5: redHat,
  microdnf: redHat,
  tdnf: redHat,
  'yum-config-manager': redHat,
  'dnf-config-manager': redHat,
  rpm: /^--(?:nosignature|nodigest|noverify|nofiledigest)$/,
  zypper: /^--no-gpg-checks$/,
};

function check(command: RunCommand, ctx: RuleContext): void {
  const pattern = options[command.name];
  command.args.forEach((word, i) => {
    const next = command.args[i + 1];
    // `--setopt sslverify=0` in two words.
    const isSplit = word.value === '--setopt' && next !== undefined;
    const value = isSplit ? `--setopt=${next.value}` : word.value;
    if (pattern?.test(value) !== true) return;
    ctx.report({
      at: isSplit ? next.span : word.span,
      message: `\`${value}\` installs what nobody checked: whoever stands between the build and the repository decides what gets into the image.`,
      fix: () => (isSplit || value.includes('=') ? undefined : withoutOption(ctx.text, command, word)),
    });
  });
}

/** `--force-yes` also answers for `-y`, which takes its place where nothing else says yes. */
function withoutOption(text: string, command: RunCommand, word: ShellWord): Fix | undefined {
  const answers = word.value !== '--force-yes' || hasOption(command, '-y', '--yes', '--assume-yes');
  if (!answers && word.text === word.value) return { title: 'Use `-y`', edits: [replace(word.span, '-y')] };
  const edit = answers ? removeArgument(text, command, word) : undefined;
  return edit === undefined ? undefined : { title: `Remove \`${word.value}\``, edits: [edit] };
}
