import { defineRule } from '../../engine/rule/define.js';
import page from './invalid-stage-name.md';

export default defineRule({
  id: 'dockerfile/invalid-stage-name',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['dockerfile-utils:INVALID_BUILD_STAGE_NAME'],
  fix: 'none',
  page,
  check: {
    From({ alias }, ctx) {
      if (alias === undefined || /^[a-z][a-z0-9_.-]*$/i.test(alias.text)) return;
      const why = alias.text.includes('$')
        ? 'variables are not expanded there'
        : 'it begins with a letter and holds letters, digits, `-`, `_` and `.`';
      ctx.report({ at: alias.span, message: `\`${alias.text}\` cannot be a stage's name, so the build fails: ${why}.` });
    },
  },
});
