import type { Span } from '../text/span.js';
import type { Fix, Related, RuleDefinition, Severity } from './define.js';

/** One place in one document where a rule is broken. */
export interface Finding {
  readonly rule: RuleDefinition;
  readonly severity: Severity;
  readonly span: Span;
  readonly message: string;
  /** Its text could not be read for certain, so that no fix is applied unseen. */
  readonly isShaky?: boolean;
  /** It is about something that lacks. */
  readonly isAbsence?: boolean;
  readonly related: readonly Related[];
  readonly fixes: () => readonly Fix[];
  /** Whoever tells it to somebody may keep here what was told. */
  told?: unknown;
}

/** More findings of one rule in one file tell nothing new. */
export const findingsPerRule = 100;

/** File order, then rule id, so that every front prints the same list. */
export function compareFindings(a: Finding, b: Finding): number {
  return a.span.start - b.span.start || a.span.end - b.span.end || (a.rule.id < b.rule.id ? -1 : a.rule.id > b.rule.id ? 1 : 0);
}
