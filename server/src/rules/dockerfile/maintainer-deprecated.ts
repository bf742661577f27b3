import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import page from './maintainer-deprecated.md';

export default defineRule({
  id: 'dockerfile/maintainer-deprecated',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: [
    'hadolint:DL4000',
    'tally:hadolint/DL4000',
    'buildkit:MaintainerDeprecated',
    'tally:buildkit/MaintainerDeprecated',
    'dockerfile-utils:DEPRECATED_MAINTAINER',
    'trivy:DS-0022',
    'checkov:CKV_DOCKER_6',
    'dockerfilelint:deprecated_in_1.13',
    'semgrep:maintainer-is-deprecated',
    'sonar:S6586',
  ],
  fix: 'safe',
  tags: ['deprecated'],
  page,
  check: {
    Maintainer({ keyword, rest, span, onbuild }, ctx) {
      if (onbuild !== undefined) return;
      ctx.report({
        at: keyword.span,
        message: 'MAINTAINER is out of use; the label `org.opencontainers.image.authors` says the same where tools look for it.',
        fix: () => {
          const plain = rest.text.replace(/^(["'])(.*)\1$/s, '$2');
          if (plain === '' || /["\\$\n]/.test(plain) || ctx.text.slice(span.start, span.end).includes('\n')) return undefined;
          return {
            title: 'Write it as a label',
            edits: [replace({ start: keyword.span.start, end: rest.span.end }, `LABEL org.opencontainers.image.authors="${plain}"`)],
          };
        },
      });
    },
  },
});
