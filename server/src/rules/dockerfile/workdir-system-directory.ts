import { defineRule } from '../../engine/rule/define.js';
import page from './workdir-system-directory.md';

export default defineRule({
  id: 'dockerfile/workdir-system-directory',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['trivy:DS-0030'],
  fix: 'none',
  page,
  check: {
    Workdir({ path, rest }, ctx) {
      const folder = /^\/(proc|sys|dev|boot|etc|lost\+found|bin|sbin|lib|lib64|usr\/bin|usr\/sbin|usr\/lib)(?:\/|$)/.exec(path.value);
      if (folder === null || !path.complete) return;
      const isVirtual = /^(?:proc|sys|dev)$/.test(folder[1] ?? '');
      // Configuration of one's own in a folder below /etc is nobody's surprise.
      if (!isVirtual && /^\/(?:etc|usr\/lib|lib)\/./.test(path.value)) return;
      ctx.report({
        at: rest.span,
        message: isVirtual
          ? `\`/${folder[1] ?? ''}\` belongs to the kernel, and what the build writes there is not part of the image.`
          : `\`${path.value}\` belongs to the system; files of an application among its own overwrite or hide them.`,
      });
    },
  },
});
