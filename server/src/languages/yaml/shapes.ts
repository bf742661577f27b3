// Forms of values, to write a table of a file's fields with, and where a file has another form.

import type { PathStep, YamlNode, YamlScalar } from './nodes.js';

export type Shape =
  | { readonly kind: 'object'; readonly fields: Readonly<Record<string, Shape>> }
  | { readonly kind: 'map'; readonly of: Shape }
  | { readonly kind: 'list'; readonly of: Shape }
  | {
      readonly kind: 'scalar';
      readonly is: 'text' | 'number' | 'flag' | 'scalar';
      readonly values?: readonly string[];
      readonly pattern?: RegExp;
      readonly unit?: string;
    }
  | { readonly kind: 'either'; readonly of: readonly Shape[] }
  | { readonly kind: 'any' };

export const any: Shape = { kind: 'any' };
export const text: Shape = { kind: 'scalar', is: 'text' };
/** Also what says a number in words, as `2g` and `0.5`. */
export const number: Shape = { kind: 'scalar', is: 'number' };
export const flag: Shape = { kind: 'scalar', is: 'flag' };
export const scalar: Shape = { kind: 'scalar', is: 'scalar' };
export const object = (fields: Readonly<Record<string, Shape>>): Shape => ({ kind: 'object', fields });
export const map = (of: Shape): Shape => ({ kind: 'map', of });
export const list = (of: Shape): Shape => ({ kind: 'list', of });
export const either = (...of: readonly Shape[]): Shape => ({ kind: 'either', of });
export const oneOf = (...values: readonly string[]): Shape => ({ kind: 'scalar', is: 'text', values });

export const texts = list(text);
export const textOrTexts = either(text, texts);
export const pairs = either(map(scalar), texts);
export const options = map(scalar);
export const numberOrText = scalar;
/** These need their unit, so a number is refused. */
export const duration: Shape = { kind: 'scalar', is: 'text', unit: 's' };
export const size: Shape = { kind: 'scalar', is: 'text', unit: 'b' };

/** A value of another form than its place wants. */
export interface WrongType {
  readonly what: 'wrong-type';
  readonly path: readonly PathStep[];
  readonly node: YamlNode;
  readonly wanted: Shape;
}

/** A value of the right form that is none of those that its place takes. */
export interface BadValue {
  readonly what: 'bad-value';
  readonly path: readonly PathStep[];
  readonly node: YamlScalar;
  readonly values: readonly string[];
  readonly nearest: string | undefined;
}
