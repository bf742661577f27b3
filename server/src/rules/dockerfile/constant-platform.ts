import { defineRule } from '../../engine/rule/define.js';
import { remove, replace } from '../../engine/text/span.js';
import type { Stage } from '../../languages/dockerfile/model.js';
import page from './constant-platform.md';

export default defineRule({
  id: 'dockerfile/constant-platform',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: [
    'hadolint:DL3029',
    'buildkit:FromPlatformFlagConstDisallowed',
    'semgrep:avoid-platform-with-from',
    'tally:buildkit/FromPlatformFlagConstDisallowed',
  ],
  fix: 'review',
  page,
  check: {
    From({ flags, alias, image, stage }, ctx) {
      const flag = flags.find(({ name }) => name === 'platform');
      if (flag?.value === undefined || flag.value.text.includes('$') || flag.value.text === '' || image === undefined) return;
      const value = flag.value;
      // A stage whose name says the platform is meant for that platform alone.
      const parts = value.value.toLowerCase().split('/');
      if (parts.some((part) => part !== '' && alias?.text.toLowerCase().includes(part) === true)) return;
      ctx.report({
        at: value.span,
        // What other stages only take files from does not run in the end.
        message: `\`${value.text}\` is built for one platform whatever the build asks for, so ${
          stage !== undefined && becomesImage(stage)
            ? 'the image does not run where another one is needed'
            : 'other machines build it under emulation, and programs from it run on that platform alone'
        }.`,
        fix: () => [
          { title: 'Remove `--platform`', edits: [remove({ start: flag.span.start, end: image.span.start })] },
          { title: 'Use `$BUILDPLATFORM`, for a stage that cross-compiles', edits: [replace(value.span, '$BUILDPLATFORM')] },
        ],
      });
    },
  },
});

/** Whether the stage is the last one, or the last one stands on it. */
function becomesImage(stage: Stage): boolean {
  return stage.isFinal || stage.uses.some(({ kind, by }) => kind === 'from' && becomesImage(by));
}
