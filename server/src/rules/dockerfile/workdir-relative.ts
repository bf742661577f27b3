import { defineRule } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import type { Stage } from '../../languages/dockerfile/model.js';
import page from './workdir-relative.md';

export default defineRule({
  id: 'dockerfile/workdir-relative',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: [
    'hadolint:DL3000',
    'buildkit:WorkdirRelativePath',
    'tally:hadolint/DL3000',
    'tally:buildkit/WorkdirRelativePath',
    'dockerfile-utils:WORKDIR_IS_NOT_ABSOLUTE',
    'trivy:DS-0009',
    'checkov:CKV_DOCKER_10',
    'sonar:S7021',
  ],
  fix: 'review',
  page,
  check: {
    Workdir({ rest, onbuild, stage, index, path }, ctx) {
      if (rest.text === '' || onbuild !== undefined || isAnchored(rest.text) || hasAnchor(stage, index)) return;
      const quote = /^["']/.exec(rest.text)?.[0].length ?? 0;
      ctx.report({
        at: rest.span,
        message: `\`${rest.text}\` is relative to the working directory of the base image, which is not written here and may change.`,
        fix: () => ({ title: `Change to \`/${path.value}\``, edits: [insert(rest.span.start + quote, '/')] }),
      });
    },
  },
});

/** Absolute, on Linux or Windows, or with a variable at its start that may be. */
export const isAnchored = (text: string): boolean => /^["']?(?:\$|\/|\\|[A-Za-z]:(?:[\\/]|["']?$))/.test(text);

export function hasAnchor(stage: Stage | undefined, before: number): boolean {
  for (let at = stage; at !== undefined; at = at.parent)
    if (at.instructions.some(({ kind, index, rest }) => kind === 'WORKDIR' && index < before && isAnchored(rest.text))) return true;
  return false;
}
