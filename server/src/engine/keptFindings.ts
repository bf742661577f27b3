import type { AnalysisWatch, Subject } from './analyze.js';
import type { ActiveRule } from './config/config.js';
import type { WorkspaceView } from './facts/facts.js';
import type { Handler, Language } from './language.js';
import { asked, besides, beyond, type Looks, type Piece, type Piecewise } from './pieces.js';
import type {
  DataReader,
  Fix,
  ProjectSettings,
  Related,
  Report,
  RuleContext,
  RuleDefinition,
  Severity,
  Surroundings,
} from './rule/define.js';
import { findingsPerRule, type Finding } from './rule/finding.js';
import { isAnchored } from './text/origin.js';
import { Absence, type Span } from './text/span.js';

const none: readonly never[] = [];

export type Anchor = (span: Span) => Span | undefined;
export type Walk = (check: RuleDefinition['check'], call: (handler: Handler, node: unknown) => void) => void;

/** Findings of a rule with their fixes, of what `walk` visits. */
export type Fresh = (rule: ActiveRule, subject: Subject, walk: Walk) => readonly Finding[];

/** The version that is judged, or was judged last. */
export class Present {
  subject!: Subject;
  watch!: AnalysisWatch;
  looks!: Looks;
  readonly #fresh: Fresh;
  readonly #again = new Map<RuleDefinition, readonly Finding[]>();
  /** The same by the piece that a rule looked at; undefined for the whole file. */
  readonly #inPiece = new Map<RuleDefinition, Map<object | undefined, readonly Finding[]>>();
  #pieces: ReadonlyMap<object, Piece> | undefined;
  /** Milliseconds that each rule took, by its number. */
  #spent = new Float64Array();
  /** Since when the clock runs for the rule that runs next. */
  #since = 0;

  constructor(fresh: Fresh) {
    this.#fresh = fresh;
  }

  begin(subject: Subject, watch: AnalysisWatch, looks: Looks, rules: number): void {
    if (this.#spent.length === rules) this.#spent.fill(0);
    else this.#spent = new Float64Array(rules);
    this.#since = watch.now();
    this.subject = subject;
    this.watch = watch;
    this.looks = looks;
    this.#again.clear();
    this.#inPiece.clear();
    this.#pieces = undefined;
  }

  /** A rule has run. */
  spent(number: number): void {
    const now = this.watch.now();
    this.#spent[number] = (this.#spent[number] ?? 0) + now - this.#since;
    this.#since = now;
  }

  end(own: readonly ActiveRule[]): void {
    for (const [number, { rule }] of own.entries()) {
      const milliseconds = this.#spent[number] ?? 0;
      if (milliseconds > 0) this.watch.ruleTook(rule, milliseconds);
    }
  }

  /** The findings of a rule with their fixes. */
  again(active: ActiveRule): readonly Finding[] {
    let findings = this.#again.get(active.rule);
    if (findings === undefined) {
      const { language, model } = this.subject;
      findings = this.#fresh(active, this.subject, (check, call) => language.walk(model, check, call));
      this.#again.set(active.rule, findings);
    }
    return findings;
  }

  /** What the rule finds in the piece of that key, or where it looks at the whole file, with fixes. */
  againIn(active: ActiveRule, key: object | undefined): readonly Finding[] {
    const everywhere = this.#again.get(active.rule);
    if (everywhere !== undefined) return everywhere;
    let known = this.#inPiece.get(active.rule);
    if (known === undefined) this.#inPiece.set(active.rule, (known = new Map()));
    let findings = known.get(key);
    if (findings === undefined) known.set(key, (findings = this.#freshIn(active, key)));
    return findings;
  }

  #freshIn(active: ActiveRule, key: object | undefined): readonly Finding[] {
    const { language, model } = this.subject;
    const piecewise = (language as Language).pieces as Piecewise<unknown>;
    if (key === undefined) return this.#fresh(active, this.subject, (check, call) => piecewise.walkFile(model, check, call));
    this.#pieces ??= new Map(piecewise.of(model).map((piece) => [piece.key, piece]));
    const piece = this.#pieces.get(key);
    return piece === undefined ? none : this.#fresh(active, this.subject, (check, call) => piecewise.walk(piece, check, call));
  }
}

/**
 * Outlives the version in which it was found: its span moves with the text. It has no fix of its own, which might speak of
 * nodes that are gone: when somebody asks, the rule looks once more at what it was found in.
 */
export class KeptFinding implements Finding {
  readonly rule: RuleDefinition;
  readonly severity: Severity;
  readonly span: Span;
  readonly message: string;
  declare readonly isAbsence?: boolean;
  readonly related: readonly Related[];
  readonly #context: Context;
  /** Of the piece that it was found in. */
  readonly #key: object | undefined;

  constructor(context: Context, report: Report, span: Span, key: object | undefined) {
    const { rule, severity } = context.active;
    this.rule = rule;
    // A rule's own grading counts only where the user has not changed the rule's severity.
    this.severity = report.severity !== undefined && severity === rule.severity ? report.severity : severity;
    this.span = span;
    this.message = report.message;
    if (report.at instanceof Absence) this.isAbsence = true;
    this.related = report.related ?? none;
    this.#context = context;
    this.#key = key;
  }

  get number(): number {
    return this.#context.number;
  }

  readonly fixes = (): readonly Fix[] => {
    const { present, active } = this.#context;
    return (
      present
        .againIn(active, this.#key)
        .find((other) => areSame(other, this))
        ?.fixes() ?? []
    );
  };
}

function areSame(a: Finding, b: Finding): boolean {
  return a.rule === b.rule && a.span.start === b.span.start && a.span.end === b.span.end && a.message === b.message;
}

/** The same place and words twice is one finding, whatever path led there. */
export function withoutRepeated(sorted: readonly Finding[]): Finding[] {
  return sorted.filter((finding, i) => {
    for (let j = i - 1; j >= 0; j--) {
      const other = sorted[j] as Finding;
      if (other.span.start !== finding.span.start || other.span.end !== finding.span.end) return true;
      if (areSame(other, finding)) return false;
    }
    return true;
  });
}

/** One rule over the versions of a document. */
export class Context implements RuleContext {
  readonly active: ActiveRule;
  readonly number: number;
  readonly present: Present;
  readonly #looks: Looks;
  #told: KeptFinding[] = [];
  #from = 0;
  /** Where what was told begins. */
  #starts: number[] = [];
  #anchored: Anchor = () => undefined;

  constructor(active: ActiveRule, number: number, present: Present, looks: Looks) {
    this.active = active;
    this.number = number;
    this.present = present;
    this.#looks = looks;
  }

  begin(told: KeptFinding[], anchored: Anchor): void {
    this.#told = told;
    this.#from = told.length;
    if (this.#starts.length > 0) this.#starts = [];
    this.#anchored = anchored;
  }

  readonly call = (handler: Handler, node: unknown): void => {
    if (this.#told.length - this.#from >= findingsPerRule) return;
    try {
      handler(node, this);
    } catch (error) {
      this.present.watch.ruleFailed(this.active.rule, error);
    }
  };

  get text(): string {
    this.#looks.mask |= beyond;
    return this.present.subject.text;
  }

  get near(): Surroundings {
    this.#looks.mask |= besides | asked;
    return this.present.subject.near;
  }

  get workspace(): WorkspaceView {
    this.#looks.mask |= asked;
    return this.present.subject.near.workspace;
  }

  get settings(): ProjectSettings {
    return this.active.settings;
  }

  data<T>(reader: DataReader<T>): T | undefined {
    return this.present.subject.near.data(reader);
  }

  option<T>(name: string): T {
    return this.active.options[name] as T;
  }

  report(report: Report): void {
    if (report.at instanceof Absence && report.at.isUnwritten) return;
    if (this.#told.length - this.#from >= findingsPerRule) return;
    const { start } = report.at;
    // One look at numbers for most: a rule may tell a hundred.
    if (this.#starts.includes(start))
      for (let i = this.#from; i < this.#told.length; i++) {
        const { span, message } = this.#told[i] as KeptFinding;
        if (span.start === report.at.start && span.end === report.at.end && message === report.message) return;
      }
    this.#starts.push(start);
    this.#told.push(new KeptFinding(this, report, this.#moving(report.at), this.#looks.piece?.key));
    for (const { at, path } of report.related ?? []) if (path === undefined) this.#moving(at);
  }

  /** A span that moves with the text; where there is none, the rule has to be asked again each time. */
  #moving(span: Span): Span {
    if (isAnchored(span) || (span instanceof Absence && isAnchored(span.near))) return span;
    const anchored = this.#anchored(span);
    if (anchored === undefined) this.#looks.mask |= beyond;
    return anchored ?? { start: span.start, end: span.end };
  }
}
