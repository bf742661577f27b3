import { defineRule } from '../../engine/rule/define.js';
import { isShipped } from '../shared/layers.js';
import page from './base-digest-label-stale.md';

export default defineRule({
  id: 'dockerfile/base-digest-label-stale',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.4.0',
  aliases: ['tally:tally/labels/no-stale-base-digest'],
  fix: 'none',
  page,
  check: {
    Label(instruction, ctx) {
      const label = instruction.pairs.find(({ name }) => name.value === 'org.opencontainers.image.base.digest');
      const value = label?.value?.value;
      // What a build argument says is known to who builds.
      if (label?.value === undefined || value === undefined || !/^sha\d+:/.test(value)) return;
      const { stage } = instruction;
      if (stage === undefined || stage.implicit || !isShipped(stage)) return;
      const { image, scratch } = stage.base;
      if (image === undefined && !scratch) return;
      const digest = image?.digest;
      if (digest === value) return;
      ctx.report({
        at: label.value.span,
        message:
          digest === undefined
            ? `FROM names no digest, so nothing holds \`${image?.text ?? 'scratch'}\` to the one that this label tells.`
            : 'FROM names another digest than this label.',
      });
    },
  },
});
