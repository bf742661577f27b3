import { defineRule } from '../../engine/rule/define.js';
import { pathsIn } from '../../languages/kustomize/paths.js';
import { rewrite } from '../shared/kubernetesImages.js';
import { isKustomizationFile } from '../shared/kustomizePaths.js';
import page from './kustomization-as-file.md';

export default defineRule({
  id: 'kustomize/kustomization-as-file',
  language: 'kustomize',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      for (const { node, path, wants, isRemote } of pathsIn(file)) {
        if (wants === 'file' || isRemote || !isKustomizationFile(path)) continue;
        const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
        ctx.report({
          at: node.span,
          message: `Kustomizations are named by their folder: \`${path}\` is a file, and kustomize refuses it.`,
          fix: () =>
            /[^./]/.test(folder) || folder === '..' ? { title: `Change to \`${folder}\``, edits: rewrite(node, folder) } : undefined,
        });
      }
    },
  },
});
