// Reading of what kubectl printed: any field may lack or be of another type, and nothing is thrown.

export type Json = unknown;

export function at(value: Json, ...path: readonly (string | number)[]): Json {
  let now = value;
  for (const step of path) {
    if (typeof now !== 'object' || now === null) return undefined;
    now = (now as Record<string | number, unknown>)[step];
  }
  return now ?? undefined;
}

export function textAt(value: Json, ...path: readonly (string | number)[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

export function numberAt(value: Json, ...path: readonly (string | number)[]): number | undefined {
  const found = at(value, ...path);
  return typeof found === 'number' ? found : undefined;
}

export const flagAt = (value: Json, ...path: readonly (string | number)[]): boolean => at(value, ...path) === true;

export function listAt(value: Json, ...path: readonly (string | number)[]): readonly Json[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** Milliseconds of a time as the API writes it; 0 where there is none. */
export function timeAt(value: Json, ...path: readonly (string | number)[]): number {
  const text = textAt(value, ...path);
  const time = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? 0 : time;
}

export interface Owner {
  readonly kind: string;
  readonly name: string;
  readonly uid: string | undefined;
}

/** The owner that controls the object, else the first one. */
export function ownerOf(object: Json): Owner | undefined {
  const owners = listAt(object, 'metadata', 'ownerReferences');
  const owner = owners.find((each) => flagAt(each, 'controller')) ?? owners[0];
  const [kind, name] = [textAt(owner, 'kind'), textAt(owner, 'name')];
  return kind === undefined || name === undefined ? undefined : { kind, name, uid: textAt(owner, 'uid') };
}

export const nameOf = (object: Json): string => textAt(object, 'metadata', 'name') ?? '';
