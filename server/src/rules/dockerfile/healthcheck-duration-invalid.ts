import { defineRule } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import { removeFlag } from '../shared/flagEdits.js';
import page from './healthcheck-duration-invalid.md';

export default defineRule({
  id: 'dockerfile/healthcheck-duration-invalid',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: [
    'dockerfile-utils:FLAG_INVALID_DURATION',
    'dockerfile-utils:FLAG_MISSING_DURATION',
    'dockerfile-utils:FLAG_UNKNOWN_UNIT',
    'dockerfile-utils:FLAG_LESS_THAN_1MS',
  ],
  fix: 'review',
  page,
  check: {
    Healthcheck({ flags, type }, ctx) {
      if (type?.value === 'NONE') return;
      for (const flag of flags) {
        const { name, value } = flag;
        if (value === undefined || value.text === '' || !/^(?:interval|timeout|start-period|start-interval)$/.test(name)) continue;
        const fault = faultOf(value.value);
        if (fault === undefined) continue;
        ctx.report({
          at: value.span,
          message: `\`${value.text}\` ${fault}, so the build fails.`,
          fix: () => {
            if (/^0*[1-9]\d*$/.test(value.text)) return { title: `Change to \`${value.text}s\``, edits: [insert(value.span.end, 's')] };
            // No start period is what Docker does without the flag.
            const isDefault = flag.name === 'start-period' && /^0+[a-zµμ]*$/.test(value.text);
            return isDefault ? { title: `Remove \`${flag.text}\``, edits: [removeFlag(ctx.text, flag)] } : undefined;
          },
        });
      }
    },
  },
});

/** Milliseconds of a unit: https://pkg.go.dev/time#ParseDuration. */
const units: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, μs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

function faultOf(text: string): string | undefined {
  const unsigned = text.replace(/^[-+]/, '');
  if (unsigned === '0') return 'is less than a millisecond';
  let total = 0;
  let rest = unsigned;
  while (rest !== '') {
    const number = /^(?:\d+\.?\d*|\.\d+)/.exec(rest)?.[0];
    if (number === undefined) return 'is no duration; `30s` and `1m30s` are';
    rest = rest.slice(number.length);
    const unit = /^[^\d.]+/.exec(rest)?.[0];
    if (unit === undefined) return 'has a number without a unit';
    const size = units[unit];
    if (size === undefined) return `has the unit \`${unit}\`, which is none of \`ms\`, \`s\`, \`m\`, \`h\``;
    total += Number(number) * size;
    rest = rest.slice(unit.length);
  }
  return (text.startsWith('-') ? -total : total) < 1 ? 'is less than a millisecond' : undefined;
}
