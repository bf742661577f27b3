import type { AnalysisWatch, Subject } from './analyze.js';
import type { ActiveRule } from './config/config.js';
import type { WorkspaceView } from './facts/facts.js';
import type { Handler, Selector } from './language.js';
import type { DataReader, ProjectSettings, Report, RuleContext, RuleDefinition, Surroundings } from './rule/define.js';
import { Absence, type Span } from './text/span.js';
import { findingsPerRule, type Finding } from './rule/finding.js';

export type Walk = (check: RuleDefinition['check'], call: (handler: Handler, node: unknown) => void, rule: RuleDefinition) => void;

export interface Looks {
  readonly looking: readonly ActiveRule[];
  readonly asking: readonly ActiveRule[];
}

/** Tells which rules looked beyond the nodes that they were handed, and which of them asked the workspace alone. */
export function runRules(rules: readonly ActiveRule[], subject: Subject, watch: AnalysisWatch, found: Finding[], walk: Walk): Looks {
  const looking: ActiveRule[] = [];
  const asking: ActiveRule[] = [];
  let started = watch.now();
  let run: RuleRun | undefined;
  for (const active of rules) {
    // Nearly every rule finds nothing, and then nothing holds on to what it was given.
    if (run === undefined || run.hasReported) run = new RuleRun(active, subject, found, watch);
    else run.take(active);
    walk(active.rule.check, run.call, active.rule);
    if (run.hasLooked) looking.push(active);
    else if (run.hasAsked) asking.push(active);
    const ended = watch.now();
    watch.ruleTook(active.rule, ended - started);
    started = ended;
  }
  return { looking, asking };
}

/** All rules over a whole file, where it is known what each has to visit in it. */
export function runSelected(
  rules: readonly ActiveRule[],
  selector: Selector<unknown>,
  subject: Subject,
  watch: AnalysisWatch,
  found: Finding[],
): void {
  let run: RuleRun | undefined;
  let present: number | undefined;
  let started = 0;
  const passOn = (number: number): void => {
    const now = watch.now();
    if (present !== undefined) watch.ruleTook((rules[present] as ActiveRule).rule, now - started);
    started = now;
    present = number;
  };
  selector.visit(subject.model, (number, handler, nodes) => {
    if (number !== present) {
      passOn(number);
      const active = rules[number] as ActiveRule;
      if (run === undefined || run.hasReported) run = new RuleRun(active, subject, found, watch);
      else run.take(active);
    }
    run?.callAll(handler, nodes);
  });
  passOn(rules.length);
}

/** One rule over one document or part, and then the next one for as long as nothing is reported. */
export class RuleRun implements RuleContext {
  /** Whether the rule asked for more than the nodes that it was handed. */
  hasLooked = false;
  /** Whether it asked the workspace, or looked at files beside its own. */
  hasAsked = false;
  /** Then what it reported holds on to it. */
  hasReported = false;
  readonly #subject: Subject;
  #active: ActiveRule;
  readonly #found: Finding[];
  readonly #watch: AnalysisWatch;
  /** What was reported, in the order of `#found` from `#from` on. */
  #words: string[] | undefined;
  #from = 0;

  constructor(active: ActiveRule, subject: Subject, found: Finding[], watch: AnalysisWatch) {
    this.#subject = subject;
    this.#active = active;
    this.#found = found;
    this.#watch = watch;
  }

  /** Another part is looked at: what was found in those before counts no more. */
  begin(): void {
    this.#words = undefined;
  }

  /** The next rule has it. */
  take(active: ActiveRule): void {
    this.#active = active;
    this.hasLooked = false;
    this.hasAsked = false;
  }

  get text(): string {
    this.hasLooked = true;
    return this.#subject.text;
  }

  get near(): Surroundings {
    const { near, beside, isWatched } = this.#subject;
    // A look at a disk that nobody watches grows old.
    if (isWatched === true && beside !== undefined) this.hasAsked = true;
    else this.hasLooked = true;
    return near;
  }

  get workspace(): WorkspaceView {
    this.hasAsked = true;
    return this.#subject.near.workspace;
  }

  readonly call = (handler: Handler, node: unknown): void => {
    // What would not be told is not looked for: absurd input stays cheap.
    if (this.#isFull) return;
    try {
      handler(node, this);
    } catch (error) {
      this.#watch.ruleFailed(this.#active.rule, error);
    }
  };

  /** A loop of its own: most handlers see at once that a node is none of theirs, and a call between would cost as much as they do. */
  callAll(handler: Handler, nodes: readonly unknown[]): void {
    for (let i = 0; i < nodes.length; i++) {
      if (this.#isFull) return;
      try {
        handler(nodes[i], this);
      } catch (error) {
        this.#watch.ruleFailed(this.#active.rule, error);
      }
    }
  }

  get settings(): ProjectSettings {
    return this.#active.settings;
  }

  data<T>(reader: DataReader<T>): T | undefined {
    return this.#subject.near.data(reader);
  }

  option<T>(name: string): T {
    return this.#active.options[name] as T;
  }

  report(report: Report): void {
    if (report.at instanceof Absence && report.at.isUnwritten) return;
    if (this.#isFull) return;
    const { rule, severity } = this.#active;
    this.hasReported = true;
    const { message, about } = report;
    const words = about === undefined ? message : message.replaceAll(`\`${about}\``, '');
    if (this.#words === undefined) {
      this.#words = [words];
      this.#from = this.#found.length;
    } else {
      if (this.#isKnown(report.at, words)) return;
      this.#words.push(words);
    }
    this.#found.push(findingOf(rule, severity, report));
  }

  get #isFull(): boolean {
    return this.#words !== undefined && this.#words.length >= findingsPerRule;
  }

  /** The same place and words twice is one finding, whatever path led there. */
  #isKnown({ start, end }: Span, words: string): boolean {
    return (
      this.#words?.some((known, i) => {
        const { span } = this.#found[this.#from + i] as Finding;
        return span.start === start && span.end === end && known === words;
      }) === true
    );
  }
}

function findingOf(rule: RuleDefinition, severity: Finding['severity'], report: Report): Finding {
  const { fix } = report;
  const finding: Finding = {
    rule,
    // A rule's own grading counts only where the user has not changed the rule's severity.
    severity: report.severity !== undefined && severity === rule.severity ? report.severity : severity,
    span: { start: report.at.start, end: report.at.end },
    message: report.message,
    related: report.related ?? none,
    fixes: () => {
      const fixes = fix?.();
      if (fixes === undefined) return [];
      return 'edits' in fixes ? [fixes] : fixes;
    },
    told: undefined,
  };
  return report.at instanceof Absence ? { ...finding, isAbsence: true } : finding;
}

const none: readonly never[] = [];
