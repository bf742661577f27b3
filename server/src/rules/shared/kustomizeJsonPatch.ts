import type { RuleContext } from '../../engine/rule/define.js';
import { Origin } from '../../engine/text/origin.js';
import type { Span } from '../../engine/text/span.js';
import type { HeldObject } from '../../languages/kustomize/holding.js';
import { valueOf, type KustomizationFile } from '../../languages/kustomize/model.js';
import { eachPatch, inlinePatch, targetOf } from '../../languages/kustomize/patches.js';
import { parseYaml } from '../../languages/yaml/parse.js';
import type { YamlNode, YamlScalar } from '../../languages/yaml/nodes.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { isTemplated } from '../../languages/yaml/templates.js';
import { isTargeted } from './kustomizeObjects.js';

export interface MissingPath {
  readonly at: Span;
  readonly op: string;
  readonly path: string;
  /** `Deployment web`. */
  readonly title: string;
}

/**
 * Operations that ask for a place that their object does not have: https://datatracker.ietf.org/doc/html/rfc6902#section-4, with
 * kustomize's own leniency, which adds what `replace` does not find as long as there is something around it. Judged is only the
 * first patch of an object as it is written: what others have changed before is not known.
 */
export function missingPaths(file: KustomizationFile, objects: readonly HeldObject[], ctx: RuleContext): readonly MissingPath[] {
  const found: MissingPath[] = [];
  if (file.get('patchesStrategicMerge') !== undefined) return [];
  for (const [i, { map }] of eachPatch(file).entries()) {
    const target = targetOf(map);
    // A patch before this one may have made the place.
    if (target === undefined || i > 0) return found;
    const node = inlinePatch(valueOf(map, 'patch')) ?? valueOf(map, 'path');
    if (node?.kind !== 'scalar' || node.scalarText === undefined) return found;
    const text = node === valueOf(map, 'path') ? ctx.near.read(node.scalarText) : node.scalarText;
    const operations = text === undefined ? [] : (rootOf(text)?.items ?? []);
    const hits = objects.filter((object) => isTargeted(object, target) === true);
    if (target.labelSelector !== undefined || target.annotationSelector !== undefined || operations.length === 0) return found;
    for (const object of hits) {
      const root = rootOfObject(object, ctx);
      const missing = root === undefined ? undefined : firstMissing(operations, root);
      if (missing === undefined) continue;
      found.push({ ...missing, at: spanIn(node, missing.path), title: `${object.kind} ${object.names[0] ?? ''}` });
      break;
    }
  }
  return found;
}

function rootOf(text: string): YamlNode | undefined {
  if (text.length > 200_000) return undefined;
  const { roots, faults } = parseYaml(text, { text, origin: new Origin(0) });
  return faults.length > 0 ? undefined : roots[0];
}

/** As the file has it, where it is read as a whole and nothing above has changed the object. */
function rootOfObject({ path, kind, names }: HeldObject, ctx: RuleContext): YamlNode | undefined {
  if (path === undefined || names.length > 1) return undefined;
  const text = ctx.near.read(ctx.workspace.relative(path));
  if (text === undefined || text.length > 200_000) return undefined;
  for (const part of text.split(/^---(?=\s|$).*$/m)) {
    const root = rootOf(part);
    if (root?.get('kind')?.scalarText === kind && root.get('metadata', 'name')?.scalarText === names[0]) return root;
  }
  return undefined;
}

function firstMissing(operations: readonly YamlNode[], root: YamlNode): { readonly op: string; readonly path: string } | undefined {
  const made: string[] = [];
  for (const operation of operations) {
    const [op, path] = [operation.get('op')?.scalarText, operation.get('path')?.scalarText];
    if (op === undefined || path === undefined || !path.startsWith('/')) return undefined;
    // Kustomize has labels and annotations of its own to add, and an operation before this one may have made the place.
    const isOwn = !/\/(?:labels|annotations|selector|matchLabels)(?:\/|$)/.test(path) && !made.some((each) => path.startsWith(each));
    if (isOwn && !isThere(root, path, op)) return { op, path };
    if (op !== 'test') made.push(path.replace(/\/(?:-|\d+)$/, ''));
  }
  return undefined;
}

function isThere(root: YamlNode, path: string, op: string): boolean {
  const steps = path
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  // `add` and `replace` want what is around the place; the others the place itself.
  const wanted = op === 'add' || op === 'replace' ? steps.slice(0, -1) : op === 'remove' || op === 'test' ? steps : [];
  let at: YamlNode | undefined = root;
  for (const step of wanted) {
    if (at.isUnknown) return true;
    const next: YamlNode | undefined = at.kind === 'sequence' ? at.get(Number(step)) : at.get(step);
    // Anything may stand behind an alias or a merge key, and null is there.
    if (next === undefined) return at.kind === 'map' && at.merged().length > 0;
    at = next;
  }
  const last = steps.at(-1) ?? '';
  return !(op === 'replace' && at.kind === 'sequence' && /^\d+$/.test(last) && Number(last) >= at.items.length);
}

/** An operation of a JSON patch, wherever the patch is written. */
export interface Operation {
  readonly op: string | undefined;
  readonly path: string | undefined;
  readonly hasValue: boolean;
  /** Where the kustomization says it: the word itself in a patch that is written in place, else the file's path. */
  at(word: string): Span;
  /** Whether `at` is the word itself, and it stands there once. */
  isWord(word: string): boolean;
}

/** Every operation of every JSON patch that can be read. */
export function operationsIn(file: KustomizationFile, ctx: RuleContext): readonly Operation[] {
  return eachPatch(file).flatMap(({ map }) => {
    const inline = inlinePatch(valueOf(map, 'patch'));
    const node = inline ?? valueOf(map, 'path');
    if (node?.kind !== 'scalar' || node.scalarText === undefined) return [];
    const text = inline === undefined ? ctx.near.read(node.scalarText) : node.scalarText;
    const root = text === undefined || isTemplated(text) ? undefined : rootOf(text);
    if (root?.kind !== 'sequence') return [];
    return mapsIn(root).map((item): Operation => {
      const path = item.get('path');
      return {
        op: item.get('op')?.scalarText,
        path: path?.scalarText,
        hasValue: item.has('value'),
        at: (word) => spanIn(node, word),
        isWord: (word) => inline !== undefined && node.written.split(word).length === 2,
      };
    });
  });
}

/** The pointer itself in a patch that is written in place; the whole word where it is a file. */
function spanIn(node: YamlScalar, path: string): Span {
  const at = node.written.indexOf(path);
  return at === -1 ? node.span : node.source.origin.span(node.from + at, node.from + at + path.length);
}
