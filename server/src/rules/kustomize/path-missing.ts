import { defineRule } from '../../engine/rule/define.js';
import { pathsIn, pathSpan, type ListedPath } from '../../languages/kustomize/paths.js';
import { nearbyFile } from '../shared/composePaths.js';
import { isIgnored } from '../shared/gitignore.js';
import { cleanPath, isElsewhere } from '../shared/kustomizePaths.js';
import page from './path-missing.md';

export default defineRule({
  id: 'kustomize/path-missing',
  language: 'kustomize',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      const chartHome = cleanPath(file.get('helmGlobals')?.get('chartHome')?.scalarText ?? 'charts');
      for (const listed of pathsIn(file)) {
        const { field, node, path, isRemote } = listed;
        if (isRemote || isElsewhere(path) || ctx.near.exists(path) !== false) continue;
        // A chart is fetched when the kustomization is built.
        if (field.startsWith('helmCharts') && cleanPath(path).startsWith(`${chartHome}/`)) continue;
        // What Git leaves out is made by something else before.
        if (isIgnored(path, ctx) === true) continue;
        ctx.report({
          at: pathSpan(listed),
          message: `There is no ${wanted(listed)} \`${path}\`, and kustomize builds nothing without it.`,
          fix: () => (listed.offset === 0 ? nearbyFile(node, path, ctx.near) : undefined),
        });
      }
    },
  },
});

function wanted({ wants, path }: ListedPath): string {
  if (wants !== 'either') return wants;
  return /\.(?:ya?ml|json)$/i.test(path) ? 'file' : path.endsWith('/') ? 'folder' : 'file or folder';
}
