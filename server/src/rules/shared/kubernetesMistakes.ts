import type { RuleContext } from '../../engine/rule/define.js';
import type { Span } from '../../engine/text/span.js';
import { schemaKnowing } from '../../languages/kubernetes/customKinds.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { mistakesIn, validate, type Mistake } from '../../languages/kubernetes/validate.js';
import type { PathStep } from '../../languages/yaml/nodes.js';
import type { Patch } from '../../languages/yaml/edit.js';

/** Mistakes of one sort in an object. */
export function mistakes<W extends Mistake['what']>(object: KubernetesObject, what: W, ctx: RuleContext): Extract<Mistake, { what: W }>[] {
  const all = object.isBuiltIn ? (ctx.data(mistakesIn)?.(object) ?? []) : customMistakes(object, ctx);
  return all.filter((mistake): mistake is Extract<Mistake, { what: W }> => mistake.what === what);
}

/** By the definition of the kind in this workspace, when there is one. */
function customMistakes(object: KubernetesObject, ctx: RuleContext): readonly Mistake[] {
  if (object.document.faults.length > 0) return [];
  const type = schemaKnowing(object, ctx)?.objectType(object.apiVersion, object.kind);
  return type === undefined ? [] : validate(object.root, type);
}

/** `spec.containers[].image`, as documentation writes paths; "a Deployment" for the object as a whole. */
export function placeText(path: readonly PathStep[], kind: string): string {
  const text = path.map((step) => (typeof step === 'number' ? '[]' : `.${step}`)).join('');
  return text === '' ? `${/^[AEIOU]/.test(kind) ? 'an' : 'a'} ${kind}` : `\`${text.replace(/^\./, '')}\``;
}

/** What the value at `path` is called in a sentence: its key, or an item of the list that it is in. */
export function valueText(path: readonly PathStep[]): string {
  const last = path.at(-1);
  if (typeof last !== 'number') return `\`${last ?? ''}\``;
  const list = path.filter((step) => typeof step === 'string').at(-1);
  return `An item of \`${list ?? ''}\``;
}

/** `a`, `b` or `c` */
export function alternatives(values: readonly string[]): string {
  const quoted = values.map((value) => `\`${value === '' ? '""' : value}\``);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1) ?? ''}`;
}

/** Where a finding about the map at `path` as a whole points: the key that it stands under, the first key of a list's item. */
export function mapSpan(object: KubernetesObject, path: readonly PathStep[]): Span {
  const last = path.at(-1);
  if (last === undefined) return object.get('kind')?.span ?? object.anchor;
  const parent = object.get(...path.slice(0, -1));
  const map = object.get(...path);
  const key = typeof last === 'string' && parent?.kind === 'map' ? parent.entry(last)?.key : map?.entries[0]?.key;
  return (key ?? map ?? object.root).span;
}

/** A selector that matches the pods of the object's template, which is what every workload needs. */
export function selectorPatch(object: KubernetesObject): Patch | undefined {
  const labels = object.get('spec', 'template', 'metadata', 'labels');
  if (labels?.kind !== 'map') return undefined;
  const pairs = labels.allEntries().flatMap(({ key, value }) => (value.string === undefined ? [] : [[key.content, value.string] as const]));
  return pairs.length === 0 ? undefined : { selector: { matchLabels: Object.fromEntries(pairs) } };
}
