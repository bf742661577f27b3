import { defineRule, type Fix } from '../../engine/rule/define.js';
import type { KustomizationFile } from '../../languages/kustomize/model.js';
import { pathsIn, type ListedPath } from '../../languages/kustomize/paths.js';
import { removeItem } from '../../languages/yaml/edit.js';
import { cleanPath, isResourceList } from '../shared/kustomizePaths.js';
import page from './duplicate-resource.md';

export default defineRule({
  id: 'kustomize/duplicate-resource',
  language: 'kustomize',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      const seen = new Map<string, ListedPath>();
      for (const listed of pathsIn(file).filter(isResourceList)) {
        const key = listed.isRemote ? listed.path : cleanPath(listed.path);
        const first = seen.get(key);
        if (first === undefined) seen.set(key, listed);
        else
          ctx.report({
            at: listed.node.span,
            message: `\`${listed.path}\` is listed already, and kustomize refuses to add its objects twice.`,
            related: [{ at: first.node.span, message: 'the first one' }],
            fix: () => withoutIt(file, listed),
          });
      }
    },
  },
});

function withoutIt(file: KustomizationFile, { field, node, path }: ListedPath): Fix | undefined {
  const list = file.get(field);
  if (list?.kind !== 'sequence') return undefined;
  const edits = removeItem(list, list.items.indexOf(node));
  return edits === undefined ? undefined : { title: `Remove the second \`${path}\``, edits };
}
