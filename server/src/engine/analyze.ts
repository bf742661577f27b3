import { firstOfEachRule, inOrder, merged, type Assembly } from './assembly.js';
import type { ActiveRule } from './config/config.js';
import { applySuppressions, type Suppressions } from './config/suppressions.js';
import { KeptRuns } from './keptRuns.js';
import type { Language, Part } from './language.js';
import { analyzePart, findingsInParts, type KeptFindings } from './partFindings.js';
import { planOf, type Plans } from './plans.js';
import type { RuleDefinition, Surroundings } from './rule/define.js';
import type { Finding } from './rule/finding.js';
import { runRules, runSelected } from './ruleRun.js';

/** One document ready to be judged. */
export interface Subject {
  readonly language: Language;
  readonly model: unknown;
  readonly text: string;
  readonly near: Surroundings;
  /** Stays the same for as long as the workspace answers every question of the document's rules as before. */
  readonly beside?: object;
  /** Somebody tells when a file changes that was looked at, and `beside` is another one then. */
  readonly isWatched?: boolean;
}

/** What an analysis tells besides its findings. Clock and failures are injected: the engine has neither. */
export interface AnalysisWatch {
  /** Milliseconds of any clock that only grows. */
  now(): number;
  ruleTook(rule: RuleDefinition, milliseconds: number): void;
  /** A rule threw: a bug of ours, which must not cost the user the other findings. */
  ruleFailed(rule: RuleDefinition, error: unknown): void;
  /** Of whoever judges many files. */
  readonly plans?: Plans;
}

export interface Analysis {
  readonly findings: readonly Finding[];
  readonly suppressions: Suppressions;
}

/** What is kept of a document that is edited, where its language is judged in pieces. */
export function keptRuns(watch: AnalysisWatch): KeptRuns {
  return new KeptRuns((active, subject, walk) => {
    const found: Finding[] = [];
    runRules([active], subject, watch, found, walk);
    return found;
  });
}

export function analyze(
  subject: Subject,
  rules: readonly ActiveRule[],
  watch: AnalysisWatch,
  kept?: KeptFindings,
  runs?: KeptRuns,
): Analysis {
  const { language, model } = subject;
  const inner = language.inner?.(model);
  const parts = language.parts?.(model) ?? [];
  const [whole] = parts;
  const assembly =
    inner === undefined && whole !== undefined && parts.length > 1 && kept?.keeps === true ? kept.assemblyOf(whole) : undefined;
  let found = findingsIn(assembly === undefined ? subject : (kept?.lasting(subject) ?? subject), rules, watch, kept, runs, assembly);
  if (inner !== undefined) found = [...found, ...findingsIn({ ...subject, ...inner }, rules, watch, kept)];
  const isCompleted =
    (assembly?.hasAbsence ?? found.some((finding) => finding.isAbsence)) && language.isCompletedElsewhere?.(model, subject.near) === true;
  if (isCompleted) found = (assembly?.all ?? found).filter((finding) => !finding.isAbsence);
  const mayBeTooMany = (assembly === undefined || isCompleted) && (inner !== undefined || parts.length > 1);
  const suppressions = applySuppressions(mayBeTooMany ? firstOfEachRule(found).first : found, subject, rules);
  // A list as it was put together is in order.
  const isInOrder = assembly !== undefined && !isCompleted && suppressions.all.length === 0;
  return { findings: isInOrder ? suppressions.kept : inOrder(suppressions.kept), suppressions };
}

/** With an assembly those alone that are told, of each rule. */
function findingsIn(
  subject: Subject,
  rules: readonly ActiveRule[],
  watch: AnalysisWatch,
  kept?: KeptFindings,
  runs?: KeptRuns,
  assembly?: Assembly,
): readonly Finding[] {
  const { language, model } = subject;
  const plan = watch.plans?.of(rules, language as Language) ?? planOf(rules, language as Language);
  const { own } = plan;
  const known = language.pieces === undefined ? undefined : runs?.analyze(subject, own, rules, watch);
  if (known !== undefined) return known;
  const found: Finding[] = [];
  if (plan.selector === undefined) runRules(own, subject, watch, found, (check, call) => language.walk(model, check, call));
  else runSelected(own, plan.selector, subject, watch, found);
  const parts = language.parts?.(model) ?? [];
  if (parts.length === 0) return inOrder(found);
  const lists = [inOrder(found)];
  if (kept?.keeps !== true) lists.push(findingsInParts(parts, subject, rules, own, watch, kept));
  else for (let i = 0; i < parts.length; i++) analyzePart(parts[i] as Part, subject, rules, own, watch, lists, kept);
  return assembly?.of(lists) ?? merged(lists);
}
