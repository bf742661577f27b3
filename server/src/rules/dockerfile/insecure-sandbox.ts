import { defineRule } from '../../engine/rule/define.js';
import page from './insecure-sandbox.md';

export default defineRule({
  id: 'dockerfile/insecure-sandbox',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['sonar:S6502', 'semgrep:run-security-insecure'],
  fix: 'none',
  page,
  check: {
    Run({ flags }, ctx) {
      const value = flags.find(({ name }) => name === 'security')?.value;
      if (value?.value !== 'insecure') return;
      ctx.report({
        at: value.span,
        message:
          '`insecure` runs the command as root of the builder without a sandbox; only a builder with the entitlement `security.insecure` does it.',
      });
    },
  },
});
