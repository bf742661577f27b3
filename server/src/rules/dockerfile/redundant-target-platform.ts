import { defineRule } from '../../engine/rule/define.js';
import { remove } from '../../engine/text/span.js';
import page from './redundant-target-platform.md';

export default defineRule({
  id: 'dockerfile/redundant-target-platform',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['hadolint:DL3065', 'buildkit:RedundantTargetPlatform'],
  fix: 'safe',
  page,
  check: {
    From({ flags, image }, ctx) {
      const flag = flags.find(({ name }) => name === 'platform');
      if (flag?.value === undefined || image === undefined || !/^(["']?)\$(?:TARGETPLATFORM|\{TARGETPLATFORM\})\1$/.test(flag.value.text))
        return;
      ctx.report({
        at: flag.span,
        message: `\`${flag.text}\` says what FROM does anyway: it takes the platform that the build is for.`,
        fix: () => ({ title: 'Remove it', edits: [remove({ start: flag.span.start, end: image.span.start })] }),
      });
    },
  },
});
