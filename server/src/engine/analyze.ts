import { Assembly, firstOfEachRule, inOrder, merged } from './assembly.js';
import type { ActiveRule } from './config/config.js';
import { applySuppressions, type Suppressions } from './config/suppressions.js';
import type { WorkspaceView } from './facts/facts.js';
import type { Call, Handler, Language, Part, Place, Selector, SinceThen } from './language.js';
import type { DataReader, ProjectSettings, Report, RuleContext, RuleDefinition, Surroundings } from './rule/define.js';
import { Absence, type Span } from './text/span.js';
import { PartSpan } from './partSpan.js';
import { KeptRuns } from './keptRuns.js';
import { planOf, type Plans } from './plans.js';
import { compareFindings, findingsPerRule, type Finding } from './rule/finding.js';

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

/** Findings of parts that outlive a version of their file; whoever owns the documents owns this. */
export class KeptFindings extends WeakMap<Part, PartFindings> {
  readonly keeps: boolean = true;
  readonly #visits: WeakMap<readonly ActiveRule[], Map<string, Visits>>;
  readonly #assemblies = new WeakMap<Part, Assembly>();
  readonly #subjects = new WeakMap<object, Subject>();

  /** Together with `other` it chooses rules once. */
  constructor(other?: KeptFindings) {
    super();
    this.#visits = other === undefined ? new WeakMap() : other.#visits;
  }

  /** The document, the same object in all of its versions: fixes of kept findings hold on to it, and with it to the text that it had. */
  lasting(subject: Subject): Subject {
    if (subject.beside === undefined) return subject;
    const known = this.#subjects.get(subject.beside);
    if (known !== undefined) return Object.assign(known, subject);
    const lasting = { ...subject };
    this.#subjects.set(subject.beside, lasting);
    return lasting;
  }

  /** Of the file that begins with the part. */
  assemblyOf(part: Part): Assembly {
    let assembly = this.#assemblies.get(part);
    if (assembly === undefined) this.#assemblies.set(part, (assembly = new Assembly()));
    return assembly;
  }

  /** What those of `own`, the rules of `rules` that are of the language, look at in parts of the sort of this one. */
  visits(part: Part, language: Language, rules: readonly ActiveRule[], own: readonly ActiveRule[]): Visits {
    const { sort } = part;
    if (sort === undefined || language.visits === undefined) return visitsOf(part, language, own);
    let bySort = this.#visits.get(rules);
    if (bySort === undefined) this.#visits.set(rules, (bySort = new Map()));
    const key = `${language.id} ${sort}`;
    let visits = bySort.get(key);
    if (visits === undefined) bySort.set(key, (visits = visitsOf(part, language, own)));
    return visits;
  }
}

/** Which rules find something to look at in parts of a sort. */
interface Visits {
  readonly visitors: readonly ActiveRule[];
  /** Theirs. */
  readonly checks: readonly RuleDefinition['check'][];
  /** For each rule: what is called, where the language tells it; undefined for those that are no visitors. */
  readonly calls: readonly (readonly Call[] | undefined)[];
  /** For each rule: one of these words has to stand in the part, by their numbers in `words`; undefined for all others. */
  readonly where: readonly (readonly number[] | undefined)[];
  readonly words: ReadonlyMap<string, number>;
}

function visitsOf(part: Part, language: Language, own: readonly ActiveRule[]): Visits {
  const calls = own.map(({ rule: { check, templates } }) => {
    if (part.sort !== undefined && language.visits?.(part, check, templates === true) === false) return undefined;
    return language.calls?.(part, check, templates === true) ?? [];
  });
  const visitors = own.filter((_, i) => calls[i] !== undefined);
  const words = new Map<string, number>();
  const numberOf = (word: string): number => {
    const number = words.get(word) ?? words.size;
    words.set(word, number);
    return number;
  };
  const where = own.map(({ rule }, i) => (calls[i] === undefined ? undefined : language.where?.(rule.check)?.map(numberOf)));
  return { visitors, checks: visitors.map(({ rule }) => rule.check), calls, where, words };
}

/** Which of the words that rules ask for stand in the part. */
function wordsIn(part: Part, language: Language, { words }: Visits): Uint8Array {
  const present = new Uint8Array(words.size);
  const all = words.size === 0 ? [] : (language.words?.(part) ?? []);
  for (let i = 0; i < all.length; i++) {
    const number = words.get(all[i] as string);
    if (number !== undefined) present[number] = 1;
  }
  return present;
}

/** By the rule's number: whether it may have something to tell of the part. */
function concernedBy({ calls, where }: Visits, present: Uint8Array): Uint8Array {
  const concerned = new Uint8Array(calls.length);
  for (let number = 0; number < calls.length; number++) {
    const asked = where[number];
    if (calls[number] !== undefined && (asked === undefined || hasOne(present, asked))) concerned[number] = 1;
  }
  return concerned;
}

function hasOne(present: Uint8Array, words: readonly number[]): boolean {
  for (let i = 0; i < words.length; i++) if (present[words[i] as number] === 1) return true;
  return false;
}

/** Of documents that are judged once: nothing is put down. */
export class PassingFindings extends KeptFindings {
  override readonly keeps = false;

  override set(): this {
    return this;
  }
}

interface PartFindings {
  readonly rules: readonly ActiveRule[];
  /** In file order, without those of `looking`. */
  readonly findings: readonly Finding[];
  /** Rules that looked beyond the part: they are asked again each time. */
  readonly looking: readonly ActiveRule[];
  /** Rules that looked at nothing but other files: they are asked again when these are no longer `beside`. */
  readonly asking: readonly ActiveRule[];
  readonly beside: object | undefined;
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

/** Where nothing is kept each rule goes through all parts, so that its code is at hand. */
function findingsInParts(
  parts: readonly Part[],
  subject: Subject,
  rules: readonly ActiveRule[],
  own: readonly ActiveRule[],
  watch: AnalysisWatch,
  chosen: KeptFindings | undefined,
): Finding[] {
  const { language } = subject;
  const choice = chosen ?? new KeptFindings();
  const visits = parts.map((part) => choice.visits(part, language, rules, own));
  const concerned = parts.map((part, at) => concernedBy(visits[at] as Visits, wordsIn(part, language, visits[at] as Visits)));
  const nodes = parts.map((part) => language.nodes?.(part));
  const found: Finding[] = [];
  let run: RuleRun | undefined;
  let started = watch.now();
  // Counted loops: this goes round 500 times a file, and each step of an iterator is an object.
  for (let number = 0; number < own.length; number++) {
    const active = own[number] as ActiveRule;
    let isVisitor = false;
    for (let at = 0; at < parts.length; at++) {
      if ((concerned[at] as Uint8Array)[number] === 0) continue;
      const those = (visits[at] as Visits).calls[number] as readonly Call[];
      if (run === undefined || (!isVisitor && run.hasReported)) run = new RuleRun(active, subject, found, watch);
      else if (!isVisitor) run.take(active);
      isVisitor = true;
      const part = parts[at] as Part;
      const table = nodes[at];
      const before = found.length;
      run.begin();
      if (table === undefined) language.walkPart?.(part, active.rule.check, run.call, active.rule.templates === true);
      else
        for (let each = 0; each < those.length; each++) {
          const { handler, on } = those[each] as Call;
          run.callAll(handler, table[on] as readonly unknown[]);
        }
      if (found.length > before && part.isBroken === true)
        for (let each = before; each < found.length; each++) found[each] = shaky(found[each] as Finding);
    }
    if (!isVisitor) continue;
    const ended = watch.now();
    watch.ruleTook(active.rule, ended - started);
    started = ended;
  }
  return inOrder(found);
}

type Walk = (check: RuleDefinition['check'], call: (handler: Handler, node: unknown) => void, rule: RuleDefinition) => void;

/** Tells which rules looked beyond the nodes that they were handed, and which of them asked the workspace alone. */
function runRules(rules: readonly ActiveRule[], subject: Subject, watch: AnalysisWatch, found: Finding[], walk: Walk): Looks {
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
function runSelected(
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

interface Looks {
  readonly looking: readonly ActiveRule[];
  readonly asking: readonly ActiveRule[];
}

function analyzePart(
  part: Part,
  subject: Subject,
  rules: readonly ActiveRule[],
  ofLanguage: readonly ActiveRule[],
  watch: AnalysisWatch,
  lists: (readonly Finding[])[],
  kept: KeptFindings,
): void {
  const { beside } = subject;
  const old = kept.get(part);
  const since = part.since?.(() => old?.findings.map(({ span }) => span as Place) ?? []);
  const isAsBefore = since === undefined ? part.since === undefined : since.isNothing === true;
  // Of most parts nothing is to be found out.
  if (old?.rules === rules && isAsBefore && old.looking.length === 0 && (old.asking.length === 0 || isSame(beside, old.beside))) {
    lists.push(part.isBroken === true ? old.findings.map(shaky) : old.findings);
    return;
  }
  const visits = kept.visits(part, subject.language, rules, ofLanguage);
  const walk: Walk = (check, call, rule) => subject.language.walkPart?.(part, check, call, rule.templates === true);
  let known = old?.rules === rules && (part.since === undefined || since !== undefined) ? old : undefined;
  const passing: Finding[] = [];
  const isAskedAgain = known !== undefined && known.asking.length > 0 && !isSame(beside, known.beside);
  const news = known === undefined || since === undefined || since.isNothing === true ? [] : newsOf(known, visits, since);
  if (known === undefined || isAskedAgain || news.length > 0) {
    const again = known === undefined ? visits.visitors : [...new Set([...known.looking, ...(isAskedAgain ? known.asking : []), ...news])];
    const told: Finding[] = [];
    const looks = runRules(again, subject, watch, told, walk);
    const { looking } = looks;
    const asking = [...new Set([...(known?.asking ?? []), ...looks.asking])].filter((active) => !looking.includes(active));
    const lasting: Finding[] = [];
    for (const finding of told) {
      if (looking.some(({ rule }) => rule === finding.rule)) passing.push(finding);
      else lasting.push(settled(finding, part));
    }
    known = { rules, findings: known === undefined ? inOrder(lasting) : replaced(known.findings, again, lasting), looking, asking, beside };
  } else if (known.looking.length > 0) runRules(known.looking, subject, watch, passing, walk);
  if (known !== old) kept.set(part, known);
  const all = passing.length === 0 ? known.findings : [...known.findings, ...passing].sort(compareFindings);
  lists.push(part.isBroken === true ? all.map(shaky) : all);
}

const shaky = (finding: Finding): Finding => ({ ...finding, isShaky: true });

/** Whether the workspace answers as it did; where nobody knows, it may not. */
const isSame = (beside: object | undefined, before: object | undefined): boolean => beside !== undefined && beside === before;

/** Rules that may find something else since an edit of the part, or something in another place. */
function newsOf({ findings }: PartFindings, { visitors, checks }: Visits, { isNews, lost }: SinceThen): readonly ActiveRule[] {
  const moved = lost.size === 0 ? undefined : new Set(findings.filter(({ span }) => lost.has(span as Place)).map(({ rule }) => rule));
  return visitors.filter(({ rule }, i) => isNews(checks, i) || moved?.has(rule) === true);
}

type Lasting = { -readonly [K in keyof Finding]: Finding[K] };

function settled(finding: Lasting, part: Part): Lasting {
  finding.span = new PartSpan(part, finding.span);
  return finding;
}

/**
 * Findings in file order, those of the rules that were asked again replaced by what they found now. Where one says the same in the
 * same place it stays the same object, and where all do the same list: whoever put it down knows that nothing is new.
 */
function replaced(findings: readonly Finding[], again: readonly ActiveRule[], found: Finding[]): readonly Finding[] {
  const old = new Map<RuleDefinition, { readonly findings: Lasting[]; next: number }>();
  for (const { rule } of again) old.set(rule, { findings: [], next: 0 });
  const left: Finding[] = [];
  for (let i = 0; i < findings.length; i++) {
    const finding = findings[i] as Finding;
    const own = old.get(finding.rule);
    if (own === undefined) left.push(finding);
    else own.findings.push(finding);
  }
  if (left.length === findings.length && found.length === 0) return findings;
  let isAsBefore = left.length + found.length === findings.length;
  const others = inOrder(found).map((finding) => {
    const own = old.get(finding.rule);
    let known = own?.findings[own.next];
    while (own !== undefined && known !== undefined && compareFindings(known, finding) < 0) known = own.findings[++own.next];
    if (own === undefined || known === undefined || !isSameFinding(known, finding)) {
      isAsBefore = false;
      return finding;
    }
    own.next++;
    known.fixes = finding.fixes;
    known.related = finding.related;
    return known;
  });
  if (isAsBefore) return findings;
  return left.length === 0 ? others : left.concat(others).sort(compareFindings);
}

function isSameFinding(one: Finding, other: Finding): boolean {
  return (
    compareFindings(one, other) === 0 &&
    one.severity === other.severity &&
    one.isAbsence === other.isAbsence &&
    one.isShaky === other.isShaky &&
    one.related.length === other.related.length &&
    one.message === other.message
  );
}

/** One rule over one document or part, and then the next one for as long as nothing is reported. */
class RuleRun implements RuleContext {
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
