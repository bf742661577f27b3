import type { Comment, Handler, Language } from '../../engine/language.js';
import type { RuleContext } from '../../engine/rule/define.js';
import { touches, type Span } from '../../engine/text/span.js';
import { dockerignoreHover } from './hover.js';
import { cleanPath } from './match.js';
import { dockerignoreOffers } from './offers.js';

/** A `.dockerignore`: https://docs.docker.com/build/concepts/context/#syntax. */
export interface Dockerignore {
  readonly text: string;
  readonly patterns: readonly IgnorePattern[];
  readonly comments: readonly { readonly text: string; readonly span: Span }[];
}

export interface IgnorePattern {
  /** As written, without blanks around it. */
  readonly text: string;
  /** Without `!` and leading slash, cleaned as Docker does: what is matched against paths below the context. Empty for a lone `!`. */
  readonly path: string;
  /** `!pattern`: puts files back. */
  readonly negated: boolean;
  readonly span: Span;
}

type Check<Node> = (node: Node, ctx: RuleContext) => void;

export interface DockerignoreChecks {
  readonly File?: Check<Dockerignore>;
  readonly Pattern?: Check<IgnorePattern>;
}

declare module '../../engine/rule/define.js' {
  interface LanguageChecks {
    dockerignore: DockerignoreChecks;
  }
}

export function parseDockerignore(text: string): Dockerignore {
  const patterns: IgnorePattern[] = [];
  const comments: { text: string; span: Span }[] = [];
  const lines = /[^\r\n]+/g;
  for (let match = lines.exec(text); match !== null; match = lines.exec(text)) {
    const raw = match[0].replace(/^\uFEFF/, '');
    const start = match.index + match[0].length - raw.trimStart().length;
    const trimmed = raw.trim();
    if (trimmed === '') continue;
    const span = { start, end: start + trimmed.length };
    // Only a line that begins with # is a comment.
    if (raw.startsWith('#')) comments.push({ text: trimmed, span });
    else {
      const { negated, path } = readPattern(trimmed);
      patterns.push({ text: trimmed, path, negated, span });
    }
  }
  return { text, patterns, comments };
}

/**
 * The pattern of a line as Docker reads it, oddities included: cleaned, one leading slash dropped, then read once more, so that
 * `/!a` is an exception too (https://github.com/moby/patternmatcher, `ignorefile.ReadAll` and `New`).
 */
function readPattern(line: string): { readonly negated: boolean; readonly path: string } {
  const mark = line.startsWith('!') ? '!' : '';
  const body = line.slice(mark.length).trim();
  const first = mark + (body === '' ? '' : cleanPath(body).replace(/^\/(?=.)/s, ''));
  const second = cleanPath(first.trim());
  return second.startsWith('!') ? { negated: true, path: second.slice(1) } : { negated: false, path: second };
}

export const dockerignoreLanguage: Language<Dockerignore> = {
  id: 'dockerignore',
  matches: (path) => /(?:^|[/.])dockerignore$/i.test(path),
  parse: parseDockerignore,
  walk(model, check: DockerignoreChecks, call: (handler: Handler, node: unknown) => void) {
    if (check.File) call(check.File, model);
    if (check.Pattern) for (const pattern of model.patterns) call(check.Pattern, pattern);
  },
  comments: (model): Comment[] =>
    model.comments.map((comment) => ({
      ...comment,
      next: model.patterns.find((pattern) => pattern.span.start > comment.span.end)?.span,
      leading: comment.span.start < (model.patterns[0]?.span.start ?? Number.POSITIVE_INFINITY),
    })),
  commentPlace: (model, span) => {
    // A comment speaks of the pattern behind it; a finding on the whole file may stand where there is none.
    const pattern = model.patterns.find((pattern) => touches(pattern.span, span.start));
    if (pattern === undefined) return undefined;
    const place = /[^\r\n]*$/.exec(model.text.slice(0, pattern.span.start))?.index ?? 0;
    return model.text.charCodeAt(place) === 0xfeff ? place + 1 : place;
  },
  fileCommentPlace: (model) => (model.text.charCodeAt(0) === 0xfeff ? 1 : 0),
  hover: dockerignoreHover,
  offers: dockerignoreOffers,
};
