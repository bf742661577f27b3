import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import type { Container } from '../../languages/kubernetes/container.js';
import { sourceOf } from '../../languages/kubernetes/imageSource.js';
import { hasTmp, tmpEdits } from '../../languages/kubernetes/refactor/harden.js';
import { pairFacts } from '../shared/imagePairs.js';
import { fixOf, Who } from '../shared/kubernetesSecurityContext.js';
import page from './read-only-root-without-tmp.md';

export default defineRule({
  id: 'kubernetes/read-only-root-without-tmp',
  language: 'kubernetes',
  severity: 'info',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  needs: pairFacts,
  page,
  check: {
    Container(container, ctx) {
      const node = container.security('readOnlyRootFilesystem');
      if (node?.boolean !== true || container.role === 'ephemeral' || container.pod.isWindows || hasTmp(container)) return;
      // Programs are told to write elsewhere.
      if (container.env.some(({ name }) => name === 'TMPDIR')) return;
      if (isStaticProgram(container, ctx)) return;
      ctx.report({
        at: node.span,
        message: `${Who(container)} has a read-only root and nothing that can be written at \`/tmp\`: programs that need a temporary file fail.`,
        fix: () => fixOf('Mount an emptyDir at `/tmp`', tmpEdits(container)),
      });
    },
  },
});

/** Built here onto the image for one static program, which brings no libraries that keep temporary files. */
function isStaticProgram({ image }: Container, { workspace }: RuleContext): boolean {
  const source = image === undefined ? undefined : sourceOf(workspace, image.text);
  return source !== undefined && /(?:^|\/)distroless\/static/.test(source.dockerfile.data.bases[source.stage] ?? '');
}
