import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import { archivePattern } from '../../languages/dockerfile/vocabulary.js';
import page from './add-instead-of-copy.md';

export default defineRule({
  id: 'dockerfile/add-instead-of-copy',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: [
    'hadolint:DL3020',
    'trivy:DS-0005',
    'checkov:CKV_DOCKER_4',
    'dockle:CIS-DI-0009',
    'semgrep:prefer-copy-over-add',
    'sonar:S7029',
  ],
  fix: 'safe',
  page,
  check: {
    Add({ keyword, sources, heredocs, flags }, ctx) {
      if (sources.length === 0 || flags.some(({ name }) => name === 'unpack' || name === 'checksum' || name === 'keep-git-dir')) return;
      if (heredocs.length > 0 || sources.some(({ value }) => isSpecial(value))) return;
      const isLower = keyword.text === keyword.text.toLowerCase();
      ctx.report({
        at: keyword.span,
        message: '`ADD` may also download and unpack, depending on the name; for local files `COPY` does what is meant and nothing else.',
        fix: () => ({ title: 'Use `COPY`', edits: [replace(keyword.span, isLower ? 'copy' : 'COPY')] }),
      });
    },
  },
});

/** What COPY cannot do: addresses, repositories, archives; and names that a variable or a pattern decides. */
function isSpecial(quoted: string): boolean {
  const value = quoted.replace(/^(["'])(.*)\1$/, '$2');
  return (
    /^(?:https?|ftp|git|ssh):\/\/|^git@|\.git(?:#.*)?$/i.test(value) ||
    archivePattern.test(value) ||
    otherArchive.test(value) ||
    // The history of an image has such words in the place of names.
    /^(?:file|multi):[0-9a-f]{64}$/.test(value) ||
    /\$/.test(value) ||
    /\*$|\.(?:tar|t?gz|tbz|txz)?\*/.test(value)
  );
}

/** Packed with what Docker does not unpack: who adds it meant it to be. */
const otherArchive = /\.(?:tar\.(?:lz4?|lzo|Z)|tb2|tz2|tpz|taz|tZ)$/;
