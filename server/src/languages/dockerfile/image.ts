import type { Span } from '../../engine/text/span.js';

/** An image reference as the distribution project defines it: https://github.com/distribution/reference. */
export interface ImageReference {
  /** The text after variable expansion. */
  readonly text: string;
  /** Host part, `docker.io` when none is written. */
  readonly registry: string;
  /** As written without tag and digest: `python`, `gcr.io/distroless/static`. */
  readonly name: string;
  /** Normalised for look-ups: Docker Hub's official images without `docker.io/library/`. */
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
  /** Whether Docker would accept the form. */
  readonly wellFormed: boolean;
}

const component = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const host = '(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?';
const wellFormed = new RegExp(
  `^(?:${host}/)?${component}(?:/${component})*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*(?:[+._-][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$`,
);

export function parseImageReference(text: string): ImageReference {
  const at = text.indexOf('@');
  const beforeDigest = at === -1 ? text : text.slice(0, at);
  const digest = at === -1 ? undefined : text.slice(at + 1);
  const colon = beforeDigest.lastIndexOf(':');
  const hasTag = colon > beforeDigest.lastIndexOf('/');
  const name = hasTag ? beforeDigest.slice(0, colon) : beforeDigest;
  const slash = name.indexOf('/');
  const first = slash === -1 ? '' : name.slice(0, slash);
  const hasRegistry = first !== '' && (/[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase());
  const registry = hasRegistry ? first : 'docker.io';
  const path = hasRegistry ? name.slice(slash + 1) : name;
  const isHub = registry === 'docker.io' || registry === 'index.docker.io' || registry === 'registry-1.docker.io';
  return {
    text,
    registry,
    name,
    repository: isHub ? path.replace(/^library\//, '') : name,
    tag: hasTag ? beforeDigest.slice(colon + 1) : undefined,
    digest,
    wellFormed: wellFormed.test(text),
  };
}

/** Spans of the parts of a reference written without variables at `start`; a part that is absent has none. */
export interface ImageSpans {
  readonly name: Span;
  readonly tag: Span | undefined;
  readonly digest: Span | undefined;
}

/** Only for a reference whose written text has no variables: with them the parts have no place of their own. */
export function imageSpans(reference: ImageReference, spanOf: (start: number, end: number) => Span): ImageSpans {
  const { name, tag, digest } = reference;
  const tagStart = name.length + 1;
  const digestStart = name.length + (tag === undefined ? 0 : tag.length + 1) + 1;
  return {
    name: spanOf(0, name.length),
    tag: tag === undefined ? undefined : spanOf(tagStart, tagStart + tag.length),
    digest: digest === undefined ? undefined : spanOf(digestStart, digestStart + digest.length),
  };
}
