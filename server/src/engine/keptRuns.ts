import type { AnalysisWatch, Subject } from './analyze.js';
import type { ActiveRule } from './config/config.js';
import type { WorkspaceView } from './facts/facts.js';
import type { Handler, Language } from './language.js';
import { asked, besides, beyond, ownState, ownSurroundings, type Looks, type Piece, type Piecewise } from './pieces.js';
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
import { compareFindings, findingsPerRule, type Finding } from './rule/finding.js';
import { isAnchored } from './text/origin.js';
import { Absence, type Span } from './text/span.js';

/** What one rule found in the whole file, and what it looked at. */
interface FileRun {
  readonly mask: number;
  readonly findings: readonly KeptFinding[];
}

/** What all rules found in a piece. Rules are told by their number; one stands in several lists when it looked at several things. */
interface PieceRun {
  index: number;
  state: number;
  surroundings: number;
  readonly reading: string;
  readonly findings: readonly KeptFinding[];
  /** Asked again each time. */
  readonly always: readonly number[];
  /** Asked again when another `state` is in force. */
  readonly onState: readonly number[];
  /** Asked again when something else stands around it. */
  readonly onSurroundings: readonly number[];
  /** Asked again when something of `mask` has changed. */
  readonly onChange: readonly number[];
  readonly mask: number;
}

const none: readonly never[] = [];

/**
 * Findings of one document from version to version, for languages that are judged in pieces: after a key the rules see the
 * piece that was edited, and those that looked at something else which has changed are asked again. Whoever owns the
 * document owns this. In the bench (1,200 lines, 438 findings) a key takes 15 ms
 * with it and 26 ms without.
 */
export class KeptRuns {
  #rules: readonly ActiveRule[] | undefined;
  #looks: Looks | undefined;
  #beside: object | undefined;
  #own: readonly ActiveRule[] = [];
  #contexts: readonly Context[] = [];
  /** Numbers of the rules that have a handler for a kind of piece. */
  readonly #concerned = new Map<string, readonly number[]>();
  #files: (FileRun | undefined)[] = [];
  #pieces = new WeakMap<object, PieceRun>();
  /** Of rules that see the whole file and nothing else, the first findings are known at once. */
  #isWholeFile: readonly boolean[] = [];
  readonly #present: Present;

  constructor(fresh: (rule: ActiveRule, subject: Subject) => readonly Finding[]) {
    this.#present = new Present(fresh);
  }

  analyze(subject: Subject, own: readonly ActiveRule[], rules: readonly ActiveRule[], watch: AnalysisWatch): Finding[] {
    const piecewise = (subject.language as Language).pieces as Piecewise<unknown>;
    const looks = piecewise.looks(subject.model);
    if (rules !== this.#rules || looks !== this.#looks) this.#begin(own, rules, looks, piecewise);
    const present = this.#present;
    present.begin(subject, watch, looks);
    let changed = looks.changed | beyond;
    if (subject.beside === undefined || subject.beside !== this.#beside) changed |= asked | besides;
    // A look at a disk that nobody watches grows old.
    if (subject.isWatched !== true) changed |= besides;
    this.#beside = subject.beside;
    looks.changed = 0;
    const found: KeptFinding[] = [];
    const counts = new Uint32Array(own.length);
    /** Rules that find more than is told. */
    const full = new Set<number>();
    const take = (findings: readonly KeptFinding[]): void => {
      for (const finding of findings) {
        const count = (counts[finding.number] ?? 0) + 1;
        counts[finding.number] = count;
        if (count >= findingsPerRule && !this.#isWholeFile[finding.number]) full.add(finding.number);
        found.push(finding);
      }
    };
    for (let number = 0; number < this.#files.length; number++) {
      let run = this.#files[number];
      if (run === undefined) continue;
      if ((run.mask & changed) !== 0) this.#files[number] = run = this.#runFile(number, piecewise);
      take(run.findings);
    }
    // Pieces stand in file order and their findings too, so that sorting all of them finds little to do.
    found.sort(compareFindings);
    for (const piece of piecewise.of(subject.model)) {
      take(this.#piece(piece, changed, piecewise).findings);
    }
    looks.piece = undefined;
    present.end();
    if (full.size === 0) return withoutRepeated(found.sort(compareFindings));
    // Which of theirs are told first only a walk over the whole file knows.
    const others: Finding[] = found.filter(({ number }) => !full.has(number));
    for (const number of full) others.push(...present.again(own[number] as ActiveRule));
    return withoutRepeated(others.sort(compareFindings));
  }

  #begin(own: readonly ActiveRule[], rules: readonly ActiveRule[], looks: Looks, piecewise: Piecewise<unknown>): void {
    this.#rules = rules;
    this.#looks = looks;
    this.#own = own;
    this.#contexts = own.map((active, number) => new Context(active, number, this.#present, looks));
    this.#concerned.clear();
    this.#files = own.map(({ rule }) => (piecewise.concernsFile(rule.check) ? { mask: beyond, findings: none } : undefined));
    this.#isWholeFile = own.map(({ rule }, number) => this.#files[number] !== undefined && Object.keys(rule.check).length === 1);
    this.#pieces = new WeakMap();
  }

  #runFile(number: number, piecewise: Piecewise<unknown>): FileRun {
    const { subject, looks } = this.#present;
    looks.piece = undefined;
    const told: KeptFinding[] = [];
    const mask = this.#run(
      number,
      told,
      (span) => piecewise.anchored(subject.model, span),
      (check, call) => piecewise.walkFile(subject.model, check, call),
    );
    return { mask, findings: told };
  }

  #piece(piece: Piece, changed: number, piecewise: Piecewise<unknown>): PieceRun {
    let known = this.#pieces.get(piece.key);
    if (known?.reading !== piece.reading) known = undefined;
    if (known === undefined) return this.#judge(piece, this.#concernedBy(piece.kind, piecewise), undefined, piecewise);
    // A text that has moved past others of its kind stands somewhere else, though nothing else may have changed.
    const isMoved = known.index !== piece.index;
    const isElsewhere = known.state !== piece.state && known.onState.length > 0;
    const isAmongOthers = known.surroundings !== piece.surroundings && known.onSurroundings.length > 0;
    const isAffected = known.onChange.length > 0 && ((known.mask & changed) !== 0 || isMoved);
    if (known.always.length === 0 && !isElsewhere && !isAmongOthers && !isAffected) {
      known.index = piece.index;
      known.state = piece.state;
      known.surroundings = piece.surroundings;
      return known;
    }
    const again = new Set(known.always);
    if (isElsewhere) for (const number of known.onState) again.add(number);
    if (isAmongOthers) for (const number of known.onSurroundings) again.add(number);
    if (isAffected) for (const number of known.onChange) again.add(number);
    return this.#judge(piece, [...again], known, piecewise);
  }

  #concernedBy(kind: string, piecewise: Piecewise<unknown>): readonly number[] {
    let numbers = this.#concerned.get(kind);
    if (numbers === undefined) {
      numbers = this.#own.flatMap(({ rule }, number) => (piecewise.concerns(rule.check, kind) ? [number] : []));
      this.#concerned.set(kind, numbers);
    }
    return numbers;
  }

  #judge(piece: Piece, numbers: readonly number[], known: PieceRun | undefined, piecewise: Piecewise<unknown>): PieceRun {
    const kept = (list: readonly number[] | undefined): number[] => list?.filter((number) => !numbers.includes(number)) ?? [];
    const findings = known?.findings.filter(({ number }) => !numbers.includes(number)) ?? [];
    const always = kept(known?.always);
    const onState = kept(known?.onState);
    const onSurroundings = kept(known?.onSurroundings);
    const onChange = kept(known?.onChange);
    let mask = onChange.length === 0 ? 0 : (known?.mask ?? 0);
    this.#present.looks.piece = piece;
    for (const number of numbers) {
      const seen = this.#run(
        number,
        findings,
        (span) => piece.anchored(span),
        (check, call) => piecewise.walk(piece, check, call),
      );
      if (seen === 0) continue;
      if ((seen & beyond) !== 0) always.push(number);
      else {
        if ((seen & ownState) !== 0) onState.push(number);
        if ((seen & ownSurroundings) !== 0) onSurroundings.push(number);
        const others = seen & ~(ownState | ownSurroundings);
        if (others !== 0) onChange.push(number);
        mask |= others;
      }
    }
    const { index, state, surroundings, reading } = piece;
    const orNone = <T>(list: readonly T[]): readonly T[] => (list.length === 0 ? none : list);
    const run: PieceRun = {
      index,
      state,
      surroundings,
      reading,
      findings: orNone(findings.sort(compareFindings)),
      always: orNone(always),
      onState: orNone(onState),
      onSurroundings: orNone(onSurroundings),
      onChange: orNone(onChange),
      mask,
    };
    this.#pieces.set(piece.key, run);
    return run;
  }

  /** Tells what the rule looked at. */
  #run(number: number, told: KeptFinding[], anchored: Anchor, walk: Walk): number {
    const context = this.#contexts[number] as Context;
    const { looks, watch } = this.#present;
    context.begin(told, anchored);
    looks.mask = 0;
    const started = watch.now();
    walk(context.active.rule.check, context.call);
    this.#present.spent(context.active.rule, watch.now() - started);
    return looks.mask;
  }
}

type Anchor = (span: Span) => Span | undefined;
type Walk = (check: RuleDefinition['check'], call: (handler: Handler, node: unknown) => void) => void;

/** The version that is judged, or was judged last. */
class Present {
  subject!: Subject;
  watch!: AnalysisWatch;
  looks!: Looks;
  readonly #fresh: (rule: ActiveRule, subject: Subject) => readonly Finding[];
  readonly #again = new Map<RuleDefinition, readonly Finding[]>();
  readonly #spent = new Map<RuleDefinition, number>();

  constructor(fresh: (rule: ActiveRule, subject: Subject) => readonly Finding[]) {
    this.#fresh = fresh;
  }

  begin(subject: Subject, watch: AnalysisWatch, looks: Looks): void {
    this.subject = subject;
    this.watch = watch;
    this.looks = looks;
    this.#again.clear();
  }

  spent(rule: RuleDefinition, milliseconds: number): void {
    this.#spent.set(rule, (this.#spent.get(rule) ?? 0) + milliseconds);
  }

  end(): void {
    for (const [rule, milliseconds] of this.#spent) this.watch.ruleTook(rule, milliseconds);
    this.#spent.clear();
  }

  /** The findings of a rule with their fixes. */
  again(active: ActiveRule): readonly Finding[] {
    let findings = this.#again.get(active.rule);
    if (findings === undefined) this.#again.set(active.rule, (findings = this.#fresh(active, this.subject)));
    return findings;
  }
}

/**
 * Outlives the version in which it was found: its span moves with the text. It has no fix of its own, which might speak of
 * nodes that are gone: when somebody asks, the rule looks at the present version once more.
 */
class KeptFinding implements Finding {
  readonly rule: RuleDefinition;
  readonly severity: Severity;
  readonly span: Span;
  readonly message: string;
  declare readonly isAbsence?: boolean;
  readonly related: readonly Related[];
  readonly #context: Context;

  constructor(context: Context, report: Report, span: Span) {
    const { rule, severity } = context.active;
    this.rule = rule;
    // A rule's own grading counts only where the user has not changed the rule's severity.
    this.severity = report.severity !== undefined && severity === rule.severity ? report.severity : severity;
    this.span = span;
    this.message = report.message;
    if (report.at instanceof Absence) this.isAbsence = true;
    this.related = report.related ?? none;
    this.#context = context;
  }

  get number(): number {
    return this.#context.number;
  }

  readonly fixes = (): readonly Fix[] => {
    const { present, active } = this.#context;
    return (
      present
        .again(active)
        .find((other) => areSame(other, this))
        ?.fixes() ?? []
    );
  };
}

function areSame(a: Finding, b: Finding): boolean {
  return a.rule === b.rule && a.span.start === b.span.start && a.span.end === b.span.end && a.message === b.message;
}

/** The same place and words twice is one finding, whatever path led there. */
function withoutRepeated(sorted: readonly Finding[]): Finding[] {
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
class Context implements RuleContext {
  readonly active: ActiveRule;
  readonly number: number;
  readonly present: Present;
  readonly #looks: Looks;
  #told: KeptFinding[] = [];
  #from = 0;
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
    for (let i = this.#from; i < this.#told.length; i++) {
      const { span, message } = this.#told[i] as KeptFinding;
      if (span.start === report.at.start && span.end === report.at.end && message === report.message) return;
    }
    this.#told.push(new KeptFinding(this, report, this.#moving(report.at)));
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
