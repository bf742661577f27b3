import type { ActiveRule } from './config/config.js';
import { applySuppressions, type Suppressions } from './config/suppressions.js';
import type { WorkspaceView } from './facts/facts.js';
import type { Handler, Language, Part, Place, SinceThen } from './language.js';
import type { DataReader, ProjectSettings, Report, RuleContext, RuleDefinition, Surroundings } from './rule/define.js';
import { Absence } from './text/span.js';
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
  readonly #visitors: WeakMap<readonly ActiveRule[], Map<string, readonly ActiveRule[]>>;
  readonly #rounds: WeakMap<readonly ActiveRule[], Map<string, readonly Round[]>>;

  /** Together with `other` it chooses rules once. */
  constructor(other?: KeptFindings) {
    super();
    this.#visitors = other === undefined ? new WeakMap() : other.#visitors;
    this.#rounds = other === undefined ? new WeakMap() : other.#rounds;
  }

  /** Those of `own`, the rules of `rules` that are of the language, that find something to look at in the part. */
  visitors(part: Part, language: Language, rules: readonly ActiveRule[], own: readonly ActiveRule[]): readonly ActiveRule[] {
    const { sort } = part;
    if (sort === undefined || language.visits === undefined) return own;
    let bySort = this.#visitors.get(rules);
    if (bySort === undefined) this.#visitors.set(rules, (bySort = new Map()));
    const key = `${language.id} ${sort}`;
    let visitors = bySort.get(key);
    if (visitors === undefined) {
      visitors = own.filter(({ rule }) => language.visits?.(part, rule.check, rule.templates === true) === true);
      bySort.set(key, visitors);
    }
    return visitors;
  }

  /** Which rule goes through which of the parts; files of one composition share it. */
  rounds(parts: readonly Part[], language: Language, rules: readonly ActiveRule[], own: readonly ActiveRule[]): readonly Round[] {
    const key = parts.length > mostShared ? undefined : `${language.id} ${parts.map(({ sort }) => sort ?? '*').join('|')}`;
    let known = this.#rounds.get(rules);
    if (known === undefined) this.#rounds.set(rules, (known = new Map()));
    let rounds = key === undefined ? undefined : known.get(key);
    if (rounds === undefined) {
      const visiting = parts.map((part) => new Set(this.visitors(part, language, rules, own)));
      rounds = own.flatMap((active) => {
        const numbers = visiting.flatMap((visitors, number) => (visitors.has(active) ? [number] : []));
        return numbers.length === 0 ? [] : [{ active, numbers }];
      });
      if (key !== undefined && known.size < mostShared) known.set(key, rounds);
    }
    return rounds;
  }
}

/** Files of more parts are seldom alike, and more than so many compositions are not kept. */
const mostShared = 100;

interface Round {
  readonly active: ActiveRule;
  /** Of the parts. */
  readonly numbers: readonly number[];
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
  /** Where the part began when its findings were put down. */
  readonly start: number;
  /** In file order, without those of `looking`. */
  readonly findings: readonly Finding[];
  /** Rules that looked beyond the part: they are asked again each time. */
  readonly looking: readonly ActiveRule[];
  /** Rules that asked the workspace alone: they are asked again when it is no longer `beside`. */
  readonly asking: readonly ActiveRule[];
  readonly beside: object | undefined;
}

/** What is kept of a document that is edited, where its language is judged in pieces. */
export function keptRuns(watch: AnalysisWatch): KeptRuns {
  return new KeptRuns((active, subject) => {
    const found: Finding[] = [];
    runRules([active], subject, watch, found, (check, call) => subject.language.walk(subject.model, check, call));
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
  const found = findingsIn(subject, rules, watch, kept, runs);
  const inner = language.inner?.(model);
  if (inner !== undefined) found.push(...findingsIn({ ...subject, ...inner }, rules, watch, kept));
  const meant =
    found.some((finding) => finding.isAbsence) && language.isCompletedElsewhere?.(model, subject.near) === true
      ? found.filter((finding) => !finding.isAbsence)
      : found;
  const limited = inner !== undefined || (language.parts?.(model) ?? []).length > 1 ? firstOfEachRule(meant) : meant;
  const suppressions = applySuppressions(limited, subject, rules);
  return { findings: inOrder(suppressions.kept), suppressions };
}

function findingsIn(subject: Subject, rules: readonly ActiveRule[], watch: AnalysisWatch, kept?: KeptFindings, runs?: KeptRuns): Finding[] {
  const { language, model } = subject;
  const plan = watch.plans?.of(rules, language as Language) ?? planOf(rules, language as Language);
  const { own } = plan;
  const known = language.pieces === undefined ? undefined : runs?.analyze(subject, own, rules, watch);
  if (known !== undefined) return known;
  const found: Finding[] = [];
  runRules(plan.inFile(model), subject, watch, found, (check, call) => language.walk(model, check, call));
  const parts = language.parts?.(model) ?? [];
  if (parts.length === 0) return inOrder(found);
  const lists = [inOrder(found)];
  if (kept?.keeps !== true) lists.push(findingsInParts(parts, subject, rules, own, watch, kept));
  else for (const part of parts) analyzePart(part, subject, rules, own, watch, lists, kept);
  return merged(lists);
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
  const rounds = (chosen ?? new KeptFindings()).rounds(parts, language, rules, own);
  const found: Finding[] = [];
  let started = watch.now();
  for (const { active, numbers } of rounds) {
    const { rule } = active;
    const run = new RuleRun(active, subject, found, watch);
    for (const number of numbers) {
      const part = parts[number] as Part;
      const before = found.length;
      run.begin();
      language.walkPart?.(part, rule.check, run.call, rule.templates === true);
      if (found.length > before && part.isBroken === true)
        for (let at = before; at < found.length; at++) found[at] = shaky(found[at] as Finding);
    }
    const ended = watch.now();
    watch.ruleTook(rule, ended - started);
    started = ended;
  }
  return inOrder(found);
}

function inOrder(findings: Finding[]): Finding[] {
  for (let i = 1; i < findings.length; i++)
    if (compareFindings(findings[i - 1] as Finding, findings[i] as Finding) > 0) return findings.sort(compareFindings);
  return findings;
}

/**
 * One list of all. Each is in file order, and nearly all of them speak of what stands behind that of the list before; the first ones
 * speak of the whole file.
 */
function merged(lists: readonly (readonly Finding[])[]): Finding[] {
  const behind: Finding[] = [];
  const between: Finding[] = [];
  for (const list of [...lists.slice(2), ...lists.slice(0, 2)]) {
    const [first] = list;
    if (first === undefined) continue;
    const last = behind.at(-1);
    const into = last === undefined || compareFindings(last, first) <= 0 ? behind : between;
    for (const finding of list) into.push(finding);
  }
  if (between.length === 0) return behind;
  inOrder(between);
  const all: Finding[] = [];
  let at = 0;
  for (const finding of behind) {
    for (let other = between[at]; other !== undefined && compareFindings(other, finding) <= 0; other = between[++at]) all.push(other);
    all.push(finding);
  }
  for (; at < between.length; at++) all.push(between[at] as Finding);
  return all;
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
  const since = part.since?.(() => old?.findings.map(({ span }) => span as Place) ?? [], old?.start ?? 0);
  const isAsBefore = since === undefined ? part.since === undefined : since.isNothing === true;
  // Of most parts nothing is to be found out.
  if (old?.rules === rules && isAsBefore && old.looking.length === 0 && (old.asking.length === 0 || isSame(beside, old.beside))) {
    const known = movedTo(part.start, old);
    if (known !== old) kept.set(part, known);
    lists.push(part.isBroken === true ? known.findings.map(shaky) : known.findings);
    return;
  }
  const own = kept.visitors(part, subject.language, rules, ofLanguage);
  const walk: Walk = (check, call, rule) => subject.language.walkPart?.(part, check, call, rule.templates === true);
  let known = old?.rules === rules && (part.since === undefined || since !== undefined) ? movedTo(part.start, old) : undefined;
  const passing: Finding[] = [];
  const isAskedAgain = known !== undefined && known.asking.length > 0 && !isSame(beside, known.beside);
  const news = known === undefined || since === undefined || since.isNothing === true ? [] : newsOf(known, own, since);
  if (known === undefined || isAskedAgain || news.length > 0) {
    const again = known === undefined ? own : [...new Set([...known.looking, ...(isAskedAgain ? known.asking : []), ...news])];
    const told: Finding[] = [];
    const looks = runRules(again, subject, watch, told, walk);
    const { looking } = looks;
    const asking = [...new Set([...(known?.asking ?? []), ...looks.asking])].filter((active) => !looking.includes(active));
    const findings = known?.findings.filter(({ rule }) => !again.some((active) => active.rule === rule)) ?? [];
    for (const finding of told) (looking.some(({ rule }) => rule === finding.rule) ? passing : findings).push(finding);
    known = { rules, start: part.start, findings: findings.sort(compareFindings), looking, asking, beside };
  } else if (known.looking.length > 0) runRules(known.looking, subject, watch, passing, walk);
  if (known !== old) kept.set(part, known);
  const all = passing.length === 0 ? known.findings : [...known.findings, ...passing].sort(compareFindings);
  lists.push(part.isBroken === true ? all.map(shaky) : all);
}

const shaky = (finding: Finding): Finding => ({ ...finding, isShaky: true });

/** Whether the workspace answers as it did; where nobody knows, it may not. */
const isSame = (beside: object | undefined, before: object | undefined): boolean => beside !== undefined && beside === before;

/** Rules that may find something else since an edit of the part, or something in another place. */
function newsOf({ findings }: PartFindings, own: readonly ActiveRule[], { isNews, lost }: SinceThen): readonly ActiveRule[] {
  const moved = lost.size === 0 ? undefined : new Set(findings.filter(({ span }) => lost.has(span as Place)).map(({ rule }) => rule));
  return own.filter(({ rule }) => isNews(rule.check) || moved?.has(rule) === true);
}

function movedTo(start: number, known: PartFindings): PartFindings {
  const by = start - known.start;
  if (by === 0) return known;
  for (const { span } of known.findings) move(span, by);
  return { ...known, start };
}

/**
 * Findings of the version before move along, which nobody reads any more: their model is used up too. Related places and
 * fixes speak of nodes, which move by themselves.
 */
function move(span: { start: number; end: number }, by: number): void {
  span.start += by;
  span.end += by;
}

function firstOfEachRule(found: readonly Finding[]): readonly Finding[] {
  if (found.length <= findingsPerRule) return found;
  const counts = new Map<RuleDefinition, { count: number }>();
  let isTooMany = false;
  const isTold = found.map(({ rule }) => {
    let seen = counts.get(rule);
    if (seen === undefined) counts.set(rule, (seen = { count: 0 }));
    const isOver = ++seen.count > findingsPerRule;
    isTooMany ||= isOver;
    return !isOver;
  });
  return isTooMany ? found.filter((_, i) => isTold[i] === true) : found;
}

/** One rule over one document or part, and then the next one for as long as nothing is reported. */
class RuleRun implements RuleContext {
  /** Whether the rule asked for more than the nodes that it was handed. */
  hasLooked = false;
  /** Whether it asked the workspace. */
  hasAsked = false;
  readonly #subject: Subject;
  #active: ActiveRule;
  readonly #found: Finding[];
  readonly #watch: AnalysisWatch;
  #seen: Set<string> | undefined;

  constructor(active: ActiveRule, subject: Subject, found: Finding[], watch: AnalysisWatch) {
    this.#subject = subject;
    this.#active = active;
    this.#found = found;
    this.#watch = watch;
  }

  /** Another part is looked at: what was found in those before counts no more. */
  begin(): void {
    this.#seen = undefined;
  }

  /** The next rule has it. */
  take(active: ActiveRule): void {
    this.#active = active;
    this.hasLooked = false;
    this.hasAsked = false;
  }

  get hasReported(): boolean {
    return this.#seen !== undefined;
  }

  get text(): string {
    this.hasLooked = true;
    return this.#subject.text;
  }

  get near(): Surroundings {
    this.hasLooked = true;
    return this.#subject.near;
  }

  get workspace(): WorkspaceView {
    this.hasAsked = true;
    return this.#subject.near.workspace;
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
    const { rule, severity } = this.#active;
    const seen = (this.#seen ??= new Set());
    // The same place and words twice is one finding, whatever path led there.
    const { message, about } = report;
    const words = about === undefined ? message : message.replaceAll(`\`${about}\``, '');
    const key = `${report.at.start}:${report.at.end}:${words}`;
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
    ...(report.at instanceof Absence ? { isAbsence: true } : {}),
    related: report.related ?? [],
    fixes: () => {
      const fixes = fix?.();
      if (fixes === undefined) return [];
      return 'edits' in fixes ? [fixes] : fixes;
    },
    told: undefined,
  };
}
