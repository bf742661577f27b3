import { defineRule, type Fix, type RuleContext } from '../../engine/rule/define.js';
import { addItems, merge } from '../../languages/yaml/edit.js';
import type { KustomizationFile } from '../../languages/kustomize/model.js';
import { absoluteOf, yamlFilesIn } from '../shared/kustomizePaths.js';
import { listed } from '../../languages/dockerfile/hover/markdown.js';
import page from './file-not-listed.md';

export default defineRule({
  id: 'kustomize/file-not-listed',
  language: 'kustomize',
  severity: 'hint',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  needs: ['manifest', 'kustomize.resource', 'kustomize.patch', 'kustomize.file'],
  page,
  check: {
    File(file, ctx) {
      const entry = file.entry('resources');
      if (entry === undefined || entry.alias !== undefined || entry.value.kind !== 'sequence' || !file.isSound) return;
      // A word that is filled in later may be any of them.
      if (entry.value.items.some((item) => item.isUnknown) || !ctx.workspace.complete) return;
      // A name in a comment was left out on purpose.
      const names = yamlFilesIn(ctx.near, '.').filter((name) => !ctx.text.includes(name) && isForgotten(name, ctx));
      if (names.length === 0) return;
      const shown = names.slice(0, 5).map((name) => `\`${name}\``);
      const rest = names.length > 5 ? [`${names.length - 5} more`] : [];
      ctx.report({
        at: entry.key.span,
        message: `No kustomization lists ${listed([...shown, ...rest])} in this folder: what ${names.length === 1 ? 'it holds' : 'they hold'} is not applied with the rest.`,
        fix: () => add(file, names),
      });
    },
  },
});

/** Files that others read, or that are there to be copied. */
const isAside = (name: string): boolean => /(?:^|[._-])(?:values|example|sample|template|test|enc|sops|crd-schema)(?=[._-])/i.test(name);
/** Objects that tell a tool about folders like this one. */
const isOfTools = (apiVersion: string): boolean =>
  /^(?:argoproj\.io|kustomize\.|source\.toolkit|config\.kubernetes\.io|skaffold|kind\.x-k8s)/.test(apiVersion);

function isForgotten(name: string, ctx: RuleContext): boolean {
  const path = absoluteOf(ctx, name);
  if (path === undefined || isAside(name)) return false;
  const { workspace } = ctx;
  const objects = workspace.find('manifest', path);
  if (objects.length === 0 || objects.some(({ data }) => data.kind === '' || data.name === null || isOfTools(data.apiVersion)))
    return false;
  return (['kustomize.resource', 'kustomize.patch', 'kustomize.file'] as const).every((kind) => workspace.find(kind, path).length === 0);
}

function add(file: KustomizationFile, names: readonly string[]): Fix | undefined {
  const list = file.get('resources');
  const { root } = file;
  if (list?.kind !== 'sequence' || root === undefined) return undefined;
  const edits = list.items.length === 0 ? merge(root, { resources: names }) : addItems(list, names);
  return { title: names.length === 1 ? `List \`${names[0] ?? ''}\`` : 'List them', edits };
}
