import { defineRule } from '../../engine/rule/define.js';
import page from './mount-on-windows.md';

export default defineRule({
  id: 'dockerfile/mount-on-windows',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['tally:tally/windows/no-run-mounts'],
  fix: 'none',
  page,
  check: {
    Run(run, ctx) {
      const mount = run.mounts[0];
      if (mount === undefined || run.stage?.base.windows !== true) return;
      ctx.report({ at: mount.flag.span, message: 'Windows containers do not support `RUN --mount`, so the build fails.' });
    },
  },
});
