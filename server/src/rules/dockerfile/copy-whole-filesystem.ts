import { defineRule } from '../../engine/rule/define.js';
import page from './copy-whole-filesystem.md';

export default defineRule({
  id: 'dockerfile/copy-whole-filesystem',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['hadolint:DL3067'],
  fix: 'none',
  page,
  check: {
    Copy({ from, sources, destination, stage, fromStage }, ctx) {
      if (from === undefined || destination === undefined || stage === undefined) return;
      const [source] = sources;
      if (source === undefined || sources.length > 1 || source.value !== '/' || destination.value !== '/') return;
      // Onto an empty image it flattens the layers, which is meant.
      if (stage.base.scratch || fromStage?.base.scratch === true) return;
      ctx.report({
        at: source.span,
        message: `The whole file system of \`${from.value?.text ?? ''}\` is laid over this stage: its packages and users replace the base image's.`,
      });
    },
  },
});
