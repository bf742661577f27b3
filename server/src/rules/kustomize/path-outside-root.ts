import { defineRule, type Fix, type RuleContext } from '../../engine/rule/define.js';
import { pathsIn, type ListedPath } from '../../languages/kustomize/paths.js';
import { rewrite } from '../shared/kubernetesImages.js';
import { cleanPath, isFolder, isKustomizationFile, isResourceList, kustomizationIn } from '../shared/kustomizePaths.js';
import page from './path-outside-root.md';

export default defineRule({
  id: 'kustomize/path-outside-root',
  language: 'kustomize',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      for (const listed of pathsIn(file)) {
        const { node, path, isRemote } = listed;
        if (isRemote || !/^\.\.(?:\/|$)/.test(cleanPath(path)) || isKustomizationFile(path)) continue;
        // A folder is a kustomization with a root of its own.
        if (ctx.near.exists(path) !== true || isFolder(ctx.near, path) !== false) continue;
        ctx.report({
          at: node.span,
          message: `\`${path}\` lies outside of the kustomization's folder, and kustomize reads no such file unless it is told to with \`--load-restrictor\`.`,
          fix: () => wholeFolder(listed, ctx),
        });
      }
    },
  },
});

function wholeFolder(listed: ListedPath, ctx: RuleContext): Fix | undefined {
  const folder = listed.path.slice(0, listed.path.lastIndexOf('/'));
  if (!isResourceList(listed) || kustomizationIn(ctx.near, folder) === undefined) return undefined;
  return { title: `List the folder \`${folder}\``, edits: rewrite(listed.node, folder) };
}
