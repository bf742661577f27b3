import type { Subject } from '../analyze.js';
import type { Comment } from '../language.js';
import type { RuleDefinition } from '../rule/define.js';
import type { Finding } from '../rule/finding.js';
import { insert, remove, type Span } from '../text/span.js';
import { lineBreakOf, lineEnd, wholeLines } from '../text/lines.js';
import type { Fix } from '../rule/define.js';
import type { ActiveRule } from './config.js';

/** What a comment speaks of: the statement below it, the first line of that, or everything. */
type Scope = 'next' | 'line' | 'file';

/** A comment that silences findings, of ours or in a peer's spelling. */
export interface Suppression {
  readonly comment: Comment;
  /** The part of the comment that names one rule. */
  readonly at: Span;
  /** As the user wrote it: our rule id, or the peer's. */
  readonly name: string;
  readonly reason: string | undefined;
  readonly scope: Scope;
  readonly ours: boolean;
  /** Whether a finding of `rule` is meant. */
  readonly covers: (rule: RuleDefinition) => boolean;
}

export interface Suppressions {
  readonly all: readonly Suppression[];
  readonly kept: Finding[];
  readonly silenced: readonly { readonly finding: Finding; readonly by: Suppression }[];
}

const ours = /^#\s*slipway-ignore(-file)?\b[ \t]*(.*?)(?:[ \t]+--[ \t]*(.*))?$/;

interface Spelling {
  readonly peer: string;
  readonly pattern: RegExp;
  readonly scope: Scope;
  readonly separator: RegExp;
}

/**
 * Spellings that users already have in their files; the first group lists the peer's rule ids. Sources:
 * https://github.com/hadolint/hadolint#inline-ignores (one bad name voids the whole comment, as there),
 * https://docs.docker.com/reference/dockerfile/#check, https://www.checkov.io/2.Basics/Suppressing%20and%20Skipping%20Policies.html,
 * https://trivy.dev/docs/latest/configuration/filtering/,
 * https://github.com/zavoloklom/docker-compose-linter/blob/main/docs/configuration-comments.md.
 */
const spellings: readonly Spelling[] = [
  {
    peer: 'hadolint',
    pattern: /^#\s*hadolint\s+ignore\s*=\s*((?:DL|SC)\d+(?:\s*,\s*(?:DL|SC)\d+)*)\s*(?:#.*)?$/,
    scope: 'next',
    separator: /\s*,\s*/,
  },
  {
    peer: 'hadolint',
    pattern: /^#\s*hadolint\s+global\s+ignore\s*=\s*((?:DL|SC)\d+(?:\s*,\s*(?:DL|SC)\d+)*)\s*(?:#.*)?$/,
    scope: 'file',
    separator: /\s*,\s*/,
  },
  {
    peer: 'buildkit',
    pattern: /^#\s*check\s*=\s*(?:[^;]*;)*\s*skip=([\w/,\s]+?)\s*(?:;.*|\/\/.*)?$/i,
    scope: 'file',
    separator: /\s*,\s*/,
  },
  { peer: 'dockerfile-utils', pattern: /^#\s*dockerfile-utils:\s*(ignore)\s*$/, scope: 'next', separator: /,/ },
  { peer: 'trivy', pattern: /^#\s*trivy:ignore:([\w-]+)/, scope: 'next', separator: /\s*,\s*/ },
  { peer: 'checkov', pattern: /^#\s*checkov:skip=([\w]+)/, scope: 'file', separator: /\s*,\s*/ },
  { peer: 'tally', pattern: /^#\s*tally\s+ignore\s*=\s*([\w/,-]+)/, scope: 'next', separator: /\s*,\s*/ },
  { peer: 'tally', pattern: /^#\s*tally\s+global\s+ignore\s*=\s*([\w/,-]+)/, scope: 'file', separator: /\s*,\s*/ },
  // Without a name all rules are meant.
  { peer: 'dclint', pattern: /^#\s*dclint\s+(disable(?:-file)?)\s*$/, scope: 'file', separator: /\s+/ },
  { peer: 'dclint', pattern: /^#\s*dclint\s+disable\s+(\S.*)$/, scope: 'file', separator: /\s+/ },
  { peer: 'dclint', pattern: /^#\s*dclint\s+(disable-(?:next-)?line)\s*$/, scope: 'line', separator: /\s+/ },
  { peer: 'dclint', pattern: /^#\s*dclint\s+disable-(?:next-)?line\s+(\S.*)$/, scope: 'line', separator: /\s+/ },
];

/** Whether something in the text, a comment or all of a file, may silence findings. */
export function mayNameRules(text: string): boolean {
  return /ignore|skip|dclint/.test(text);
}

export function readSuppressions(comments: readonly Comment[]): Suppression[] {
  const all: Suppression[] = [];
  for (const comment of comments) {
    // Nearly every comment is prose; look closer only at those that can be meant.
    if (!mayNameRules(comment.text)) continue;
    const own = ours.exec(comment.text);
    if (own !== null) {
      const reason = own[3]?.trim() === '' ? undefined : own[3]?.trim();
      const scope = own[1] === undefined ? 'next' : 'file';
      for (const { name, at } of names(comment, own[2] ?? '', /[\s,]+/)) {
        all.push({ comment, at, name, reason, scope, ours: true, covers: (rule) => rule.id === name });
      }
      continue;
    }
    for (const { peer, pattern, scope, separator } of spellings) {
      const match = pattern.exec(comment.text);
      if (match === null) continue;
      for (const { name, at } of names(comment, match[1] ?? '', separator)) {
        // tally writes other linters' rules behind `check=skip=` with a slash: hadolint/DL3006.
        const alias = (name.includes('/') && peer === 'buildkit' ? name.replace('/', ':') : `${peer}:${name}`).toLowerCase();
        const every =
          (peer === 'buildkit' && name.toLowerCase() === 'all') ||
          peer === 'dockerfile-utils' ||
          (peer === 'dclint' && /^disable(?:-|$)/.test(name));
        const covers = (rule: RuleDefinition): boolean =>
          (rule.aliases ?? []).some((known) => (every ? known.startsWith(`${peer}:`) : known.toLowerCase() === alias));
        // BuildKit reads the same words above a single instruction as being about that one.
        const reach = peer === 'buildkit' && !comment.leading ? 'next' : scope;
        all.push({ comment, at, name, reason: undefined, scope: reach, ours: false, covers });
      }
    }
  }
  return all;
}

function names(comment: Comment, list: string, separator: RegExp): { name: string; at: Span }[] {
  const found: { name: string; at: Span }[] = [];
  const start = comment.text.indexOf(list);
  let from = 0;
  for (const name of list.split(separator)) {
    if (name === '') continue;
    const offset = list.indexOf(name, from);
    from = offset + name.length;
    const at = comment.span.start + start + offset;
    found.push({ name, at: { start: at, end: at + name.length } });
  }
  return found;
}

/** Splits `found` into what is kept and what a comment silences, and adds what is to be said of the comments themselves. */
export function applySuppressions(found: readonly Finding[], subject: Subject, rules: readonly ActiveRule[]): Suppressions {
  const { language, model } = subject;
  const all = [...readSuppressions(language.comments(model)), ...(language.silencers?.(model) ?? [])];
  if (all.length === 0) return { all, kept: [...found], silenced: [] };
  const used = new Set<Suppression>();
  const kept: Finding[] = [];
  const silenced: { finding: Finding; by: Suppression }[] = [];
  for (const finding of found) {
    const matching = all.filter((suppression) => suppression.covers(finding.rule) && reaches(suppression, finding.span, subject.text));
    for (const suppression of matching) used.add(suppression);
    const [by] = matching;
    if (by === undefined) kept.push(finding);
    else silenced.push({ finding, by });
  }
  const unused = rules.find(({ rule }) => rule.id === `${subject.language.id}/unused-ignore`);
  if (unused === undefined) return { all, kept, silenced };
  // Comments about comments are judged last: whether they do something depends on the others.
  const aboutComments = new Set(all.filter((suppression) => suppression.covers(unused.rule)));
  const isIdle = (suppression: Suppression): boolean => suppression.ours && !used.has(suppression);
  const idle = all.filter((suppression) => isIdle(suppression) && !aboutComments.has(suppression));
  for (const finding of commentFindings(idle, all, unused, subject, rules)) {
    const by = [...aboutComments].find((suppression) => reaches(suppression, finding.span, subject.text));
    if (by === undefined) kept.push(finding);
    else {
      used.add(by);
      silenced.push({ finding, by });
    }
  }
  kept.push(...commentFindings([...aboutComments].filter(isIdle), all, unused, subject, rules));
  return { all, kept, silenced };
}

function reaches({ scope, comment: { next } }: Suppression, span: Span, text: string): boolean {
  if (scope === 'file') return true;
  if (next === undefined || span.start < next.start) return false;
  return span.start <= (scope === 'line' ? Math.min(next.end, lineEnd(text, next.start)) : next.end);
}

/** Our own comments that do nothing: the rule is unknown, or it found nothing there. */
function commentFindings(
  idle: readonly Suppression[],
  all: readonly Suppression[],
  { rule, severity }: ActiveRule,
  subject: Subject,
  rules: readonly ActiveRule[],
): Finding[] {
  const active = new Set(rules.map((other) => other.rule.id as string));
  return (
    idle
      // A rule that is off cannot tell whether its comment is needed when it is on.
      .filter((suppression) => active.has(suppression.name) || !isKnownElsewhere(suppression.name, rules))
      .map((suppression) => ({
        rule,
        severity,
        span: suppression.at,
        message: active.has(suppression.name)
          ? `\`${suppression.name}\` finds nothing here, so this comment silences nothing.`
          : `No rule is called \`${suppression.name}\`, so this comment silences nothing.`,
        related: [],
        fixes: () => [removeFix(suppression, all, subject.text)],
      }))
  );
}

function isKnownElsewhere(name: string, rules: readonly ActiveRule[]): boolean {
  // Without the full registry at hand, an id of a known language's form counts as one that may be switched off.
  return name.includes('/') && rules.some(({ rule }) => rule.id.split('/')[0] === name.split('/')[0]);
}

function removeFix(suppression: Suppression, all: readonly Suppression[], text: string): Fix {
  const others = all.filter((other) => other.comment === suppression.comment && other !== suppression);
  if (others.length === 0) return { title: 'Remove the comment', edits: [remove(wholeLines(text, suppression.comment.span))] };
  const { start, end } = suppression.at;
  const after = /^[\s,]+(?!--)/.exec(text.slice(end, suppression.comment.span.end))?.[0].length ?? 0;
  const isLast = others.every((other) => other.at.start < start);
  const before = isLast ? (/[\s,]+$/.exec(text.slice(suppression.comment.span.start, start))?.[0].length ?? 0) : 0;
  return {
    title: `Remove \`${suppression.name}\` from the comment`,
    edits: [remove(isLast ? { start: start - before, end } : { start, end: end + after })],
  };
}

/** "Ignore here" and "ignore in file": built once, for all rules. Undefined where no comment can stand. */
export function ignoreFixes(finding: Finding, subject: Subject): Fix[] {
  const { language, model, text } = subject;
  const eol = lineBreakOf(text);
  const fixes: Fix[] = [];
  const place = language.commentPlace(model, finding.span);
  if (place !== undefined) {
    let indented = place;
    while (text[indented - 1] === ' ' || text[indented - 1] === '\t') indented--;
    fixes.push({
      title: `Ignore ${finding.rule.id} here`,
      safety: 'review',
      edits: [insert(place, `# slipway-ignore ${finding.rule.id} -- reason${eol}${text.slice(indented, place)}`)],
    });
  }
  const top = language.fileCommentPlace(model);
  // Directives alone, without a line break behind the last.
  const before = top === 0 || /[\r\n\uFEFF]/.test(text.charAt(top - 1)) ? '' : eol;
  fixes.push({
    title: `Ignore ${finding.rule.id} in this file`,
    safety: 'review',
    edits: [insert(top, `${before}# slipway-ignore-file ${finding.rule.id} -- reason${eol}`)],
  });
  return fixes;
}
