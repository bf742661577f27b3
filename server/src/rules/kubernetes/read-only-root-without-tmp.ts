import { defineRule } from '../../engine/rule/define.js';
import { hasTmp, tmpEdits } from '../../languages/kubernetes/refactor/harden.js';
import { fixOf, Who } from '../shared/kubernetesSecurityContext.js';
import page from './read-only-root-without-tmp.md';

export default defineRule({
  id: 'kubernetes/read-only-root-without-tmp',
  language: 'kubernetes',
  severity: 'info',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Container(container, ctx) {
      const node = container.security('readOnlyRootFilesystem');
      if (node?.boolean !== true || container.role === 'ephemeral' || container.pod.isWindows || hasTmp(container)) return;
      // Programs are told to write elsewhere.
      if (container.env.some(({ name }) => name === 'TMPDIR')) return;
      ctx.report({
        at: node.span,
        message: `${Who(container)} has a read-only root and nothing that can be written at \`/tmp\`: programs that need a temporary file fail.`,
        fix: () => fixOf('Mount an emptyDir at `/tmp`', tmpEdits(container)),
      });
    },
  },
});
