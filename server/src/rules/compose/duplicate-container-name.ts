import { defineRule } from '../../engine/rule/define.js';
import { knownText } from '../../languages/compose/interpolation.js';
import type { Service } from '../../languages/compose/service.js';
import { runTogether } from '../shared/composePorts.js';
import page from './duplicate-container-name.md';

export default defineRule({
  id: 'compose/duplicate-container-name',
  language: 'compose',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['dclint:no-duplicate-container-names'],
  fix: 'none',
  page,
  check: {
    File(file, ctx) {
      const seen = new Map<string, Service>();
      for (const service of file.services) {
        const node = service.own('container_name')?.value;
        const name = knownText(node);
        if (node === undefined || name === undefined) continue;
        const other = seen.get(name);
        if (other === undefined) seen.set(name, service);
        else if (runTogether(service, other))
          ctx.report({
            at: node.span,
            message: `The container of \`${other.name}\` is called \`${name}\` too, and a name exists once: the second container does not start.`,
            related: [{ at: other.own('container_name')?.value.span ?? other.anchor, message: `the one of \`${other.name}\`` }],
          });
      }
    },
  },
});
