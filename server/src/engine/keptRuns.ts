import type { AnalysisWatch, Subject } from './analyze.js';
import type { ActiveRule } from './config/config.js';
import { Context, Present, withoutRepeated, type Anchor, type Fresh, type KeptFinding, type Walk } from './keptFindings.js';
import type { Language } from './language.js';
import { asked, besides, beyond, ownState, ownSurroundings, type Looks, type Piece, type Piecewise } from './pieces.js';
import { compareFindings, findingsPerRule, type Finding } from './rule/finding.js';

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
  /** Asked again when something of its mask has changed, which stands at the same place in `masks`. */
  readonly onChange: readonly number[];
  readonly masks: readonly number[];
  /** All of them. */
  readonly mask: number;
}

const none: readonly never[] = [];

/**
 * Findings of one document from version to version, for languages that are judged in pieces: after a key the rules see the
 * piece that was edited, and those that looked at something else which has changed are asked again. Whoever owns the
 * document owns this.
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
  /** By the number of a rule; all are 0 between uses. */
  #marks = new Uint8Array();
  readonly #present: Present;

  constructor(fresh: Fresh) {
    this.#present = new Present(fresh);
  }

  analyze(subject: Subject, own: readonly ActiveRule[], rules: readonly ActiveRule[], watch: AnalysisWatch): Finding[] {
    const piecewise = (subject.language as Language).pieces as Piecewise<unknown>;
    const looks = piecewise.looks(subject.model);
    if (rules !== this.#rules || looks !== this.#looks) this.#begin(own, rules, looks, piecewise);
    const present = this.#present;
    present.begin(subject, watch, looks, own.length);
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
    present.end(own);
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
    this.#marks = new Uint8Array(own.length);
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
    const again = [...known.always];
    if (isElsewhere) addTo(again, known.onState);
    if (isAmongOthers) addTo(again, known.onSurroundings);
    if (isAffected) addTo(again, isMoved ? known.onChange : known.onChange.filter((_, i) => ((known.masks[i] as number) & changed) !== 0));
    return this.#judge(piece, again, known, piecewise);
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
    const marks = this.#marks;
    for (const number of numbers) marks[number] = 1;
    const findings: KeptFinding[] = [];
    if (known !== undefined) for (const finding of known.findings) if (marks[finding.number] === 0) findings.push(finding);
    const always = unmarked(known?.always, marks);
    const onState = unmarked(known?.onState, marks);
    const onSurroundings = unmarked(known?.onSurroundings, marks);
    const onChange = unmarked(known?.onChange, marks);
    const masks = known === undefined ? [] : known.masks.filter((_, i) => marks[known.onChange[i] as number] === 0);
    for (const number of numbers) marks[number] = 0;
    let mask = 0;
    for (const each of masks) mask |= each;
    this.#present.looks.piece = piece;
    const anchored: Anchor = (span) => piece.anchored(span);
    const walk: Walk = (check, call) => piecewise.walk(piece, check, call);
    for (const number of numbers) {
      const seen = this.#run(number, findings, anchored, walk);
      if (seen === 0) continue;
      if ((seen & beyond) !== 0) always.push(number);
      else {
        if ((seen & ownState) !== 0) onState.push(number);
        if ((seen & ownSurroundings) !== 0) onSurroundings.push(number);
        const others = seen & ~(ownState | ownSurroundings);
        if (others !== 0) {
          onChange.push(number);
          masks.push(others);
          mask |= others;
        }
      }
    }
    const { index, state, surroundings, reading } = piece;
    const orNone = <T>(list: readonly T[]): readonly T[] => (list.length === 0 ? none : list);
    const run: PieceRun = {
      index,
      state,
      surroundings,
      reading,
      findings: orNone(findings.length > 1 ? findings.sort(compareFindings) : findings),
      always: orNone(always),
      onState: orNone(onState),
      onSurroundings: orNone(onSurroundings),
      onChange: orNone(onChange),
      masks: orNone(masks),
      mask,
    };
    this.#pieces.set(piece.key, run);
    return run;
  }

  /** Tells what the rule looked at. */
  #run(number: number, told: KeptFinding[], anchored: Anchor, walk: Walk): number {
    const context = this.#contexts[number] as Context;
    const { looks } = this.#present;
    context.begin(told, anchored);
    looks.mask = 0;
    walk(context.active.rule.check, context.call);
    this.#present.spent(number);
    return looks.mask;
  }
}

/** Adds what is not in the list yet. */
function addTo(list: number[], more: readonly number[]): void {
  const { length } = list;
  for (const number of more) if (length === 0 || !list.includes(number)) list.push(number);
}

function unmarked(list: readonly number[] | undefined, marks: Uint8Array): number[] {
  const left: number[] = [];
  if (list !== undefined) for (const number of list) if (marks[number] === 0) left.push(number);
  return left;
}
