import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import type { Span } from '../../engine/text/span.js';
import { mountTypes, nearest } from '../../languages/dockerfile/vocabulary.js';
import page from './unknown-mount-option.md';

export default defineRule({
  id: 'dockerfile/unknown-mount-option',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'review',
  page,
  check: {
    Run({ mounts }, ctx) {
      for (const { flag, type, option } of mounts) {
        const written = option('type')?.value;
        const keys = Object.hasOwn(mountTypes, type) ? mountTypes[type] : undefined;
        if (keys === undefined) {
          if (written !== undefined && !type.includes('$'))
            report(ctx, written.span, `\`${written.text}\` is no type of mount`, nearest(type, Object.keys(mountTypes)));
          continue;
        }
        for (const { name } of flag.options) {
          if (name.value === 'type' || name.value.includes('$') || keys.includes(name.value)) continue;
          report(ctx, name.span, `A mount of type \`${type}\` has no option \`${name.text}\``, nearest(name.value, keys));
        }
      }
    },
  },
});

function report(ctx: RuleContext, at: Span, what: string, near: string | undefined): void {
  ctx.report({
    at,
    message: `${what}, so the build fails${near === undefined ? '' : `; \`${near}\` is one`}.`,
    fix: () => (near === undefined ? undefined : { title: `Change to \`${near}\``, edits: [replace(at, near)] }),
  });
}
