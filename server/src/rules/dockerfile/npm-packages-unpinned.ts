import { defineRule } from '../../engine/rule/define.js';
import { npmInstall } from '../shared/languagePackages.js';
import page from './npm-packages-unpinned.md';

export default defineRule({
  id: 'dockerfile/npm-packages-unpinned',
  language: 'dockerfile',
  severity: 'info',
  presets: [],
  since: '0.1.0',
  aliases: ['hadolint:DL3016', 'tally:hadolint/DL3016'],
  fix: 'none',
  page,
  check: {
    Command: {
      npm(command, ctx) {
        for (const word of npmInstall(command)?.packages ?? []) {
          if (!isUnpinned(word.value)) continue;
          ctx.report({ at: word.span, message: `\`${word.value}\` has no version, so each build takes the newest one.` });
        }
      },
    },
  },
});

/** Folders, archives, git addresses and variables say for themselves which version they are. */
function isUnpinned(value: string): boolean {
  if (/[$`]/.test(value) || /^[./~]|^file:/.test(value) || /\.(?:tgz|tar|tar\.gz)$/.test(value)) return false;
  if (/^(?:git|git\+\w+|https?|github|gitlab|bitbucket):/.test(value) || /^git@/.test(value))
    return !value.includes('#') && /^(?:git|git\+\w+):/.test(value);
  const name = value.replace(/^@[^/]+\//, '');
  return !name.includes('@') && !(name.includes('/') && name.includes('#'));
}
