import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import { folderOf, pathsIn } from '../../languages/kustomize/paths.js';
import { absoluteOf } from '../shared/kustomizePaths.js';
import page from './resource-cycle.md';

export default defineRule({
  id: 'kustomize/resource-cycle',
  language: 'kustomize',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'none',
  needs: ['kustomize'],
  page,
  check: {
    File(file, ctx) {
      const { path: own } = ctx.workspace;
      if (own === undefined) return;
      const folder = folderOf(own);
      for (const { node, path, isRemote, field } of pathsIn(file)) {
        if (isRemote || !/^(?:resources|bases|components)$/.test(field)) continue;
        const target = absoluteOf(ctx, path);
        if (target === undefined || /\.(?:ya?ml|json)$/i.test(path)) continue;
        // A folder above reads this one as a part of itself in kustomize's eyes.
        if (target === folder) ctx.report({ at: node.span, message: `\`${path}\` is this folder itself: kustomize stops at the circle.` });
        else if (folder.startsWith(`${target}/`) && ctx.workspace.find('kustomize', target).length > 0)
          ctx.report({ at: node.span, message: `\`${path}\` is a folder around this one, and kustomize takes that for a circle.` });
        else {
          const way = wayTo(folder, target, ctx);
          if (way !== undefined)
            ctx.report({
              at: node.span,
              message: `\`${path}\` leads back here${way.length > 0 ? ` by \`${way.map((step) => ctx.workspace.relative(step)).join('`, `')}\`` : ''}: kustomize stops at the circle.`,
            });
        }
      }
    },
  },
});

/** The folders between `from` and `folder`; undefined where no way leads there. */
function wayTo(folder: string, from: string, { workspace }: RuleContext): readonly string[] | undefined {
  const seen = new Set<string>([from]);
  let front: { readonly at: string; readonly way: readonly string[] }[] = [{ at: from, way: [] }];
  while (front.length > 0 && seen.size < 500) {
    const next: typeof front = [];
    for (const { at, way } of front) {
      for (const { data } of workspace.find('kustomize', at)) {
        for (const target of [...data.resources, ...data.components]) {
          if (target === folder) return way;
          if (seen.has(target)) continue;
          seen.add(target);
          next.push({ at: target, way: [...way, target] });
        }
      }
    }
    front = next;
  }
  return undefined;
}
