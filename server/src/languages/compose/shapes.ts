// Forms of values in a Compose file, to write the table of `schema.ts` with.

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
