import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
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
  fix: 'none',
  page,
  check: {
    Command: {
      apk: check,
      'apt-get': check,
      apt: check,
      yum: check,
      dnf: check,
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
/** Options that switch the check of signatures or certificates off, from each program's manual. */
const options: Readonly<Record<string, RegExp>> = {
  apk: /^--allow-untrusted$/,
  'apt-get': /^(?:--allow-unauthenticated|--force-yes|--allow-insecure-repositories)$/,
  apt: /^(?:--allow-unauthenticated|--force-yes|--allow-insecure-repositories)$/,
  yum: redHat,
  dnf: redHat,
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
    });
  });
}
