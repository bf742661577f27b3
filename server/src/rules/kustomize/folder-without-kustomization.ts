import { defineRule, type Fix, type RuleContext } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import { pathsIn } from '../../languages/kustomize/paths.js';
import { cleanPath, isElsewhere, isFolder, kustomizationIn, yamlFilesIn } from '../shared/kustomizePaths.js';
import page from './folder-without-kustomization.md';

export default defineRule({
  id: 'kustomize/folder-without-kustomization',
  language: 'kustomize',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      for (const { field, node, path, wants, isRemote } of pathsIn(file)) {
        if (wants === 'file' || isRemote || isElsewhere(path) || isFolder(ctx.near, path) !== true) continue;
        if (kustomizationIn(ctx.near, path) !== undefined) continue;
        ctx.report({
          at: node.span,
          message: `\`${path}\` has no \`kustomization.yaml\`: kustomize takes a folder only with one.`,
          fix: () => create(path, field === 'components', ctx),
        });
      }
    },
  },
});

function create(folder: string, isComponent: boolean, ctx: RuleContext): Fix | undefined {
  const files = yamlFilesIn(ctx.near, folder);
  if (files.length === 0) return undefined;
  const [version, kind] = isComponent ? ['v1alpha1', 'Component'] : ['v1beta1', 'Kustomization'];
  const lines = [
    `apiVersion: kustomize.config.k8s.io/${version}`,
    `kind: ${kind}`,
    'resources:',
    ...files.map((name) => `  - ${name}`),
    '',
  ];
  const path = `${cleanPath(folder)}/kustomization.yaml`;
  return { title: `Create \`${path}\``, edits: [], files: [{ path, edits: [insert(0, lines.join('\n'))] }] };
}
