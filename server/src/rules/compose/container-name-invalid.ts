import { defineRule } from '../../engine/rule/define.js';
import { knownText } from '../../languages/compose/interpolation.js';
import page from './container-name-invalid.md';

export default defineRule({
  id: 'compose/container-name-invalid',
  language: 'compose',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['dclint:service-container-name-regex'],
  fix: 'none',
  page,
  check: {
    Service(service, ctx) {
      const node = service.own('container_name')?.value;
      const name = knownText(node);
      if (node === undefined || name === undefined || /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name)) return;
      ctx.report({
        at: node.span,
        message: `\`${name}\` is no name for a container: it begins with a letter or digit, and has two or more of letters, digits, \`_\`, \`.\` and \`-\`.`,
      });
    },
  },
});
