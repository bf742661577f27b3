import { defineRule } from '../../engine/rule/define.js';
import { runtimeUser } from '../../languages/dockerfile/runtimeUser.js';
import { dropsPrivileges } from '../shared/runtimeUser.js';
import page from './stateful-root.md';

export default defineRule({
  id: 'dockerfile/stateful-root',
  language: 'dockerfile',
  severity: 'info',
  presets: ['strict'],
  since: '0.1.0',
  aliases: ['tally:tally/stateful-root-runtime'],
  fix: 'none',
  page,
  check: {
    Stage(stage, ctx) {
      if (!stage.isFinal || runtimeUser(stage).kind !== 'root' || dropsPrivileges(stage)) return;
      for (const instruction of stage.instructions) {
        if (instruction.kind !== 'VOLUME') continue;
        const [path] = instruction.paths;
        if (path === undefined) continue;
        ctx.report({
          at: path.span,
          message: `The container runs as root and keeps data in \`${path.value}\`: the files belong to root on the volume, and no other user can take over.`,
        });
        return;
      }
    },
  },
});
