import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import { Origin } from '../../engine/text/origin.js';
import type { HeldObject } from '../../languages/kustomize/holding.js';
import { valueOf, type KustomizationFile } from '../../languages/kustomize/model.js';
import { eachPatch, inlinePatch } from '../../languages/kustomize/patches.js';
import { isClusterScoped } from '../../languages/kubernetes/scopes.js';
import { parseYaml } from '../../languages/yaml/parse.js';
import type { YamlScalar } from '../../languages/yaml/nodes.js';
import { isTemplated } from '../../languages/yaml/templates.js';
import { titles } from '../shared/kustomizeObjects.js';
import { ownHolding } from '../shared/kustomizePaths.js';
import page from './patch-unmatched.md';

export default defineRule({
  id: 'kustomize/patch-unmatched',
  language: 'kustomize',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'none',
  needs: ['kustomize', 'manifest'],
  page,
  check: {
    File(file, ctx) {
      const patches = mergePatches(file);
      const holding = patches.length === 0 || !file.isSound ? undefined : ownHolding(ctx);
      if (holding === undefined || !holding.isComplete) return;
      const { objects } = holding;
      for (const { node, texts } of patches) {
        for (const patched of texts(ctx)) {
          const message = messageFor(patched, objects);
          if (message !== undefined) ctx.report({ at: node.span, message });
        }
      }
    },
  },
});

/** Undefined where an object is meant: of the kind, version and namespace, by any name that it has had. */
function messageFor({ apiVersion, kind, name, namespace }: Patched, objects: readonly HeldObject[]): string | undefined {
  if (apiVersion === null)
    return `The patch for \`${kind} ${name}\` says no \`apiVersion\`: kustomize finds no resource for it, and stops.`;
  const same = objects.filter((object) => object.kind === kind && object.names.includes(name));
  const [first] = same;
  if (first === undefined) {
    const there = objects.length === 0 ? '' : `: there is ${titles(objects)}`;
    return `The patch is for \`${kind} ${name}\`, which no resource is, and kustomize stops${there}.`;
  }
  const ofVersion = same.filter((object) => object.apiVersion === apiVersion);
  const [other] = ofVersion;
  if (other === undefined)
    return `The patch is for \`${apiVersion}\`, but \`${kind} ${name}\` is of \`${first.apiVersion}\`, and kustomize stops.`;
  const wanted = namespace ?? 'default';
  if (isClusterScoped(apiVersion, kind) || ofVersion.some(({ namespaces }) => namespaces.some((each) => (each ?? 'default') === wanted)))
    return undefined;
  const [own] = other.namespaces;
  const where = own === null || own === undefined ? 'says no namespace' : `is in \`${own}\``;
  return `The patch ${namespace === null ? 'says no namespace' : `is for the namespace \`${namespace}\``}, but \`${kind} ${name}\` ${where} at this point, and kustomize stops.`;
}

interface Patched {
  readonly apiVersion: string | null;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | null;
}

interface MergePatch {
  readonly node: YamlScalar;
  texts(ctx: RuleContext): readonly Patched[];
}

/** Patches that name their object themselves: those without a target. */
function mergePatches(file: KustomizationFile): readonly MergePatch[] {
  const found: MergePatch[] = [];
  const add = (path: unknown, inline: YamlScalar | undefined): void => {
    const node = inline ?? (path as YamlScalar | undefined);
    if (node?.kind !== 'scalar' || node.scalarText === undefined) return;
    const text = node.scalarText;
    found.push({ node, texts: (ctx) => readPatched(inline === undefined ? ctx.near.read(text) : text) });
  };
  for (const { field, map } of eachPatch(file)) {
    if (field === 'patches' && valueOf(map, 'target') === undefined) add(valueOf(map, 'path'), inlinePatch(valueOf(map, 'patch')));
  }
  for (const item of file.get('patchesStrategicMerge')?.items ?? []) add(item, inlinePatch(item));
  return found;
}

/** The objects that a patch says it is for; those of which a part is not known are left out. */
function readPatched(text: string | undefined): readonly Patched[] {
  if (text === undefined || isTemplated(text) || text.length > 200_000) return [];
  return text.split(/^---(?=\s|$).*$/m).flatMap((part) => {
    const { roots, faults } = parseYaml(part, { text: part, origin: new Origin(0) });
    return faults.length > 0
      ? []
      : roots.flatMap((root) => {
          const [apiVersion, kind] = [root.get('apiVersion')?.scalarText, root.get('kind')?.scalarText];
          const name = root.get('metadata', 'name')?.scalarText;
          const space = root.get('metadata', 'namespace');
          if (kind === undefined || name === undefined || root.get('apiVersion')?.isUnknown === true || space?.isUnknown === true)
            return [];
          return [{ apiVersion: apiVersion ?? null, kind, name, namespace: space?.scalarText ?? null }];
        });
  });
}
