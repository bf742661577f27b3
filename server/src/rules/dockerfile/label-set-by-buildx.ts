import { defineRule } from '../../engine/rule/define.js';
import { isShipped } from '../shared/layers.js';
import page from './label-set-by-buildx.md';

export default defineRule({
  id: 'dockerfile/label-set-by-buildx',
  language: 'dockerfile',
  severity: 'hint',
  presets: [],
  since: '0.4.0',
  aliases: ['tally:tally/labels/no-buildx-git-overlap'],
  fix: 'none',
  page,
  check: {
    Label(instruction, ctx) {
      for (const { name } of instruction.pairs) {
        if (!keys.has(name.value)) continue;
        if (instruction.stage === undefined || !isShipped(instruction.stage)) return;
        ctx.report({
          at: name.span,
          message: `\`${name.value}\` is among the labels that Buildx takes from Git when BUILDX_GIT_LABELS is set; the value here may say something else.`,
        });
      }
    },
  },
});

const keys: ReadonlySet<string> = new Set([
  'org.opencontainers.image.revision',
  'org.opencontainers.image.source',
  'com.docker.image.source.entrypoint',
]);
