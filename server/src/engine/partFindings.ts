import type { AnalysisWatch, Subject } from './analyze.js';
import { Assembly, inOrder } from './assembly.js';
import type { ActiveRule } from './config/config.js';
import type { Call, Language, Part, Place, SinceThen } from './language.js';
import { PartSpan } from './partSpan.js';
import type { RuleDefinition } from './rule/define.js';
import { compareFindings, type Finding } from './rule/finding.js';
import { RuleRun, runRules, type Walk } from './ruleRun.js';
import { concernedBy, visitsOf, wordsIn, type Visits } from './visits.js';

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

/** Where nothing is kept each rule goes through all parts, so that its code is at hand. */
export function findingsInParts(
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

export function analyzePart(
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
    if (own !== undefined) while (known !== undefined && compareFindings(known, finding) < 0) known = own.findings[++own.next];
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
