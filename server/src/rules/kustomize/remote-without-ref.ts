import { defineRule } from '../../engine/rule/define.js';
import { pathsIn } from '../../languages/kustomize/paths.js';
import page from './remote-without-ref.md';

export default defineRule({
  id: 'kustomize/remote-without-ref',
  language: 'kustomize',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'none',
  page,
  check: {
    File(file, ctx) {
      for (const { node, path, isRemote, field } of pathsIn(file)) {
        if (!isRemote || !/^(?:resources|bases|components)$/.test(field)) continue;
        const ref = /[?&](?:ref|version)=([^&]*)/.exec(path)?.[1];
        if (ref === undefined && !isPinned(path))
          ctx.report({
            at: node.span,
            message:
              'The address says no version: whatever its default branch holds is applied the next time. `?ref=` with a tag or a commit holds it.',
          });
        else if (ref !== undefined && /^(?:main|master|head|trunk|develop|dev|latest)$/i.test(ref))
          ctx.report({ at: node.span, message: `\`${ref}\` is a branch: whatever it holds is applied the next time.` });
      }
    },
  },
});

/** A file on a server, whose address has the version in it: a release, a tag, a commit. */
function isPinned(path: string): boolean {
  if (!/^https?:\/\//.test(path) || !/\.(?:ya?ml|json)$/i.test(path)) return false;
  return !/\/(?:main|master|head|trunk|latest)\//i.test(path);
}
