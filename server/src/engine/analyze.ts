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
  let started = watch.now();
  for (const active of rules) {
    if (active.rule.language !== subject.language.id) continue;
    const run = new RuleRun(active, subject, found, watch);
    subject.language.walk(subject.model, active.rule.check, run.call);
    const ended = watch.now();
    watch.ruleTook(active.rule, ended - started);
    started = ended;
  }
  const suppressions = applySuppressions(found, subject, rules);
  return { findings: suppressions.kept.sort(compareFindings), suppressions };
}

/** One rule over one document. Most find nothing, so it costs one object until something is reported. */
class RuleRun implements RuleContext {
  readonly text: string;
  readonly near: Surroundings;
  readonly #active: ActiveRule;
  readonly #found: Finding[];
  readonly #watch: AnalysisWatch;
  #seen: Set<string> | undefined;

  constructor(active: ActiveRule, subject: Subject, found: Finding[], watch: AnalysisWatch) {
    this.text = subject.text;
    this.near = subject.near;
    this.#active = active;
    this.#found = found;
    this.#watch = watch;
  }

  readonly call = (handler: Handler, node: unknown): void => {
    // What would not be told is not looked for: absurd input stays cheap.
    if (this.#seen !== undefined && this.#seen.size >= findingsPerRule) return;
    try {
      handler(node, this);
    } catch (error) {
      this.#watch.ruleFailed(this.#active.rule, error);
    }
  };

  option<T>(name: string): T {
    return this.#active.options[name] as T;
  }

  report(report: Report): void {
    const { rule, severity } = this.#active;
    const seen = (this.#seen ??= new Set());
    // The same place and words twice is one finding, whatever path led there.
    const key = `${report.at.start}:${report.at.end}:${report.message}`;
    if (seen.has(key) || seen.size >= findingsPerRule) return;
    seen.add(key);
    this.#found.push(findingOf(rule, severity, report));
  }
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
