import type { Span } from '../../engine/text/span.js';
import type { YamlNode } from '../yaml/nodes.js';
import type { ChartFile, TemplateFile, ValuesFile } from './model.js';

/** What a word of an action means; offsets in the file's own text. */
export type Word = { readonly from: number; readonly to: number } & (
  | { readonly is: 'value'; readonly path: readonly string[] }
  | { readonly is: 'include' | 'define' | 'function'; readonly name: string }
  | { readonly is: 'builtIn'; readonly path: readonly string[] }
);

export function wordAt({ template }: TemplateFile, at: number): Word | undefined {
  const isHere = ({ from, to }: { readonly from: number; readonly to: number }): boolean => from <= at && at <= to;
  for (const { path, steps, from, to } of template.values) {
    if (!isHere({ from, to }) || path.length === 0) continue;
    const i = steps.findIndex(isHere);
    const step = steps[i];
    if (step !== undefined) return { is: 'value', path: path.slice(0, path.length - steps.length + 1 + i), from: step.from, to: step.to };
    if (steps.length > 0) return { is: 'value', path, from, to };
  }
  const include = template.includes.find(isHere);
  if (include !== undefined && include.by !== 'block') return { is: 'include', name: include.name, from: include.from, to: include.to };
  const define = template.defines.find(({ nameFrom, nameTo }) => isHere({ from: nameFrom, to: nameTo }));
  if (define !== undefined) return { is: 'define', name: define.name, from: define.nameFrom, to: define.nameTo };
  const builtIn = template.builtIns.find(isHere);
  if (builtIn !== undefined) return { is: 'builtIn', path: builtIn.path, from: builtIn.from, to: builtIn.to };
  const called = template.functions.find(isHere);
  if (called !== undefined) return { is: 'function', name: called.name, from: called.from, to: called.to };
  for (const { keyword, keywordAt } of template.actions)
    if (keyword !== undefined && keywordAt !== undefined && isHere(keywordAt)) return { is: 'function', name: keyword, ...keywordAt };
  return undefined;
}

export interface KeyPlace {
  readonly path: readonly string[];
  readonly span: Span;
  readonly value: YamlNode;
}

/** The key at an offset of Chart.yaml or values; indexes of lists are steps too. */
export function keyAt({ root, origin }: ChartFile | ValuesFile, offset: number): KeyPlace | undefined {
  const at = offset - origin.offset;
  const search = (node: YamlNode, path: readonly string[]): KeyPlace | undefined => {
    if (node.kind === 'map') {
      for (const { key, value, alias } of node.entries) {
        const here = [...path, key.content];
        if (key.from <= at && at <= key.to) return { path: here, span: key.span, value };
        if (alias === undefined && value.from <= at && at <= value.to) return search(value, here);
      }
    } else if (node.kind === 'sequence') {
      for (const [i, { value, alias }] of node.slots.entries())
        if (alias === undefined && value.from <= at && at <= value.to) return search(value, [...path, String(i)]);
    }
    return undefined;
  };
  return root === undefined ? undefined : search(root, []);
}
