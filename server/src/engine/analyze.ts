import type { ActiveRule } from './config/config.js';
import { applySuppressions, type Suppressions } from './config/suppressions.js';
import type { Handler, Language } from './language.js';
import type { Report, RuleContext, RuleDefinition, Surroundings } from './rule/define.js';
import { compareFindings, type Finding } from './rule/finding.js';

/** One document ready to be judged. */
export interface Subject {
  readonly language: Language;
  readonly model: unknown;
  readonly text: string;
  readonly near: Surroundings;
}

/** What an analysis tells besides its findings. Clock and failures are injected: the engine has neither. */
export interface AnalysisWatch {
  /** Milliseconds of any clock that only grows. */
  now(): number;
  ruleTook(rule: RuleDefinition, milliseconds: number): void;
  /** A rule threw: a bug of ours, which must not cost the user the other findings. */
  ruleFailed(rule: RuleDefinition, error: unknown): void;
}

/** More findings of one rule in one file tell nothing new. */
export const findingsPerRule = 100;

export interface Analysis {
  readonly findings: readonly Finding[];
  readonly suppressions: Suppressions;
}

export function analyze(subject: Subject, rules: readonly ActiveRule[], watch: AnalysisWatch): Analysis {
  const found: Finding[] = [];
  for (const active of rules) {
    if (active.rule.language !== subject.language.id) continue;
    const started = watch.now();
    runRule(active, subject, found, watch);
    watch.ruleTook(active.rule, watch.now() - started);
  }
  const suppressions = applySuppressions(found, subject, rules);
  return { findings: suppressions.kept.sort(compareFindings), suppressions };
}

function runRule({ rule, severity, options }: ActiveRule, subject: Subject, found: Finding[], watch: AnalysisWatch): void {
  let count = 0;
  const seen = new Set<string>();
  const ctx: RuleContext = {
    text: subject.text,
    near: subject.near,
    option: <T>(name: string) => options[name] as T,
    report(report: Report) {
      // The same place and words twice is one finding, whatever path led there.
      const key = `${report.at.start}:${report.at.end}:${report.message}`;
      if (seen.has(key) || ++count > findingsPerRule) return;
      seen.add(key);
      found.push(findingOf(rule, severity, report));
    },
  };
  const call = (handler: Handler, node: unknown): void => {
    try {
      handler(node, ctx);
    } catch (error) {
      watch.ruleFailed(rule, error);
    }
  };
  subject.language.walk(subject.model, rule.check, call);
}

function findingOf(rule: RuleDefinition, severity: Finding['severity'], report: Report): Finding {
  const { fix } = report;
  return {
    rule,
    // A rule's own grading counts only where the user has not changed the rule's severity.
    severity: report.severity !== undefined && severity === rule.severity ? report.severity : severity,
    span: { start: report.at.start, end: report.at.end },
    message: report.message,
    related: report.related ?? [],
    fixes: () => {
      const fixes = fix?.();
      if (fixes === undefined) return [];
      return 'edits' in fixes ? [fixes] : fixes;
    },
  };
}
