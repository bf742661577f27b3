import { defineRule } from '../../engine/rule/define.js';
import page from './vex-file-copied.md';

export default defineRule({
  id: 'dockerfile/vex-file-copied',
  language: 'dockerfile',
  severity: 'hint',
  presets: [],
  since: '0.4.0',
  aliases: ['tally:tally/prefer-vex-attestation'],
  fix: 'none',
  page,
  check: {
    Copy({ sources, from }, ctx) {
      if (from !== undefined) return;
      const source = sources.find(({ value }) => /(?:^|[./-])(?:open)?vex(?:[.-][\w.-]*)?\.json$/i.test(value));
      if (source === undefined) return;
      ctx.report({
        at: source.span,
        message: `\`${source.text}\` is read by scanners when it is attached to the image as an attestation, \`docker scout attestation add\`, not from its files.`,
      });
    },
  },
});
