import { defineRule } from '../../engine/rule/define.js';
import page from './volume-system-directory.md';

export default defineRule({
  id: 'dockerfile/volume-system-directory',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['dockle:DKL-DI-0002'],
  fix: 'none',
  page,
  check: {
    Volume({ paths }, ctx) {
      for (const path of paths) {
        if (!/^\/(?:proc|sys|dev|boot|etc|usr|bin|sbin|lib|lib64)?\/?$/.test(path.value)) continue;
        ctx.report({
          at: path.span,
          message: `\`${path.value}\` belongs to the system; a volume there hides or freezes what the image and the kernel put into it.`,
        });
      }
    },
  },
});
