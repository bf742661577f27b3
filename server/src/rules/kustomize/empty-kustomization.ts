import { defineRule } from '../../engine/rule/define.js';
import { lineBreakOf } from '../../engine/text/lines.js';
import { insert } from '../../engine/text/span.js';
import { merge } from '../../languages/yaml/edit.js';
import { yamlFilesIn } from '../shared/kustomizePaths.js';
import page from './empty-kustomization.md';

export default defineRule({
  id: 'kustomize/empty-kustomization',
  language: 'kustomize',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      const { root, text } = file;
      if (file.faults.length > 0) return;
      const isBare =
        root === undefined ||
        root.allEntries().every(({ key, value }) => /^(?:apiVersion|kind|metadata)$/.test(key.content) || value.isNull);
      if (!isBare || (root === undefined && /\S/.test(text.replace(/^\s*(?:#.*|---)?$/gm, '')))) return;
      const files = yamlFilesIn(ctx.near, '.');
      const [first] = root?.entries ?? [];
      ctx.report({
        at: first?.key.span ?? { start: 0, end: Math.min(1, text.length) },
        message: 'The kustomization lists nothing and changes nothing, so kustomize stops: it calls the file empty.',
        fix: () => {
          if (files.length === 0) return undefined;
          const title = files.length === 1 ? `List \`${files[0] ?? ''}\`` : 'List the YAML files of this folder';
          if (root === undefined)
            return {
              title,
              edits: [insert(text.length, ['resources:', ...files.map((name) => `  - ${name}`), ''].join(lineBreakOf(text)))],
            };
          return { title, edits: merge(root, { resources: files }) };
        },
      });
    },
  },
});
