import { defineRule } from '../../engine/rule/define.js';
import page from './pipe-to-shell.md';

export default defineRule({
  id: 'dockerfile/pipe-to-shell',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['strict'],
  since: '0.1.0',
  fix: 'none',
  page,
  check: {
    Command: {
      '*'(command, ctx) {
        if (command.pipeline.index === 0 || command.wrapper?.name === 'xargs') return;
        if (!/^(?:ba|da|a|z)?sh$|^python[\d.]*$|^perl$|^node$/.test(command.name)) return;
        const source = command.siblings.find((other) => other.pipeline.id === command.pipeline.id && other.pipeline.index === 0);
        if (source === undefined || !/^(?:curl|wget)$/.test(source.name)) return;
        ctx.report({
          at: command.nameWord.span,
          message: `\`${command.name}\` runs whatever \`${source.name}\` receives: another answer of the server is another image. Download it, check its digest, then run it.`,
        });
      },
    },
  },
});
