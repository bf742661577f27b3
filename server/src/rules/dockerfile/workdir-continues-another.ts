import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import { hasAnchor, isAnchored } from './workdir-relative.js';
import page from './workdir-continues-another.md';

export default defineRule({
  id: 'dockerfile/workdir-continues-another',
  language: 'dockerfile',
  severity: 'hint',
  presets: ['strict'],
  since: '0.4.0',
  aliases: [
    'hadolint:DL3000',
    'tally:hadolint/DL3000',
    'dockerfile-utils:WORKDIR_IS_NOT_ABSOLUTE',
    'trivy:DS-0009',
    'checkov:CKV_DOCKER_10',
    'sonar:S7021',
  ],
  fix: 'safe',
  page,
  check: {
    Workdir({ rest, onbuild, stage, index, path, before }, ctx) {
      if (rest.text === '' || isAnchored(rest.text)) return;
      // Without one above, `workdir-relative` tells.
      if (onbuild === undefined && !hasAnchor(stage, index)) return;
      const above = onbuild === undefined && path.complete ? before.workdir : undefined;
      const isPlain = above !== undefined && above.startsWith('/') && /^[\w./-]+$/.test(rest.text);
      const whole = isPlain ? joined(above, rest.text) : undefined;
      ctx.report({
        at: rest.span,
        message:
          onbuild === undefined
            ? `\`${rest.text}\` continues ${above === undefined ? 'the WORKDIR above' : `\`${above}\``}: whoever changes that line moves this folder too.`
            : `\`${rest.text}\` continues whatever WORKDIR is in force in the image that is built on this one.`,
        fix: () => (whole === undefined ? undefined : { title: `Change to \`${whole}\``, edits: [replace(rest.span, whole)] }),
      });
    },
  },
});

function joined(above: string, relative: string): string {
  const parts = above.split('/').filter((part) => part !== '');
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
