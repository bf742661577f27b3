import { defineRule } from '../../engine/rule/define.js';
import { lineBreakOf } from '../../engine/text/lines.js';
import { insert } from '../../engine/text/span.js';
import { knownText } from '../../languages/compose/interpolation.js';
import { columnOf } from '../../languages/yaml/edit.js';
import page from './healthcheck-test-form.md';

export default defineRule({
  id: 'compose/healthcheck-test-form',
  language: 'compose',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Service(service, ctx) {
      const test = service.map?.get('healthcheck', 'test');
      if (test?.kind !== 'sequence') return;
      const [first] = test.slots;
      const word = knownText(first?.value);
      if (first === undefined || word === undefined || first.alias !== undefined || /^(?:CMD|CMD-SHELL|NONE)$/.test(word)) return;
      ctx.report({
        at: first.value.span,
        message: `A list under \`test\` begins with \`CMD\`, \`CMD-SHELL\` or \`NONE\`, not with \`${word}\`: Compose refuses the file.`,
        fix: () => ({
          title: 'Add `CMD`',
          edits: [
            insert(
              first.value.span.start,
              first.dash === undefined
                ? 'CMD, '
                : `CMD${lineBreakOf(test.source.text)}${' '.repeat(columnOf(test.source.text, first.dash))}- `,
            ),
          ],
        }),
      });
    },
  },
});
