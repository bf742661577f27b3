import type { Finding } from '../engine/rule/finding.js';
import type { Suppressions } from '../engine/config/suppressions.js';
import { LineIndex } from '../engine/text/lines.js';
import { checklist, type ChecklistItem, type Subject } from './checklist.js';

/** What was judged of one file. */
export interface JudgedFile {
  /** As it is shown: relative to the root of the report, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly subjects: readonly Subject[];
  readonly findings: readonly Finding[];
  readonly silenced: Suppressions['silenced'];
  /** Rules of the checklist that the project's configuration switched off for this file. */
  readonly off: readonly string[];
}

export interface Place {
  readonly path: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  readonly rule: string;
  readonly severity: Finding['severity'];
  readonly message: string;
}

/**
 * `holds`: judged, nothing found. `fails`: findings. `accepted`: all findings are silenced in the files themselves.
 * `off`: the configuration switches all its rules off. `nothing`: there is no file to judge it on.
 */
export type State = 'holds' | 'fails' | 'accepted' | 'off' | 'nothing';

export interface ItemResult {
  readonly item: ChecklistItem;
  readonly state: State;
  /** Where it does not hold, in file order; the first of many. */
  readonly places: readonly Place[];
  /** Findings beyond `places`. */
  readonly more: number;
  readonly accepted: readonly (Place & { readonly reason: string | undefined })[];
  /** What shows that it holds, where that is not the absence of findings. */
  readonly evidence: readonly string[];
}

export interface ProjectReport {
  readonly title: string;
  readonly counts: Readonly<Record<State, number>>;
  readonly files: Readonly<Partial<Record<Subject, number>>>;
  readonly sections: readonly { readonly title: string; readonly results: readonly ItemResult[] }[];
}

/** More places of one item tell nothing new. */
const mostPlaces = 20;

/** Collects file by file; of a file only what the report shows is kept. */
export class ReportBuilder {
  readonly #files: Partial<Record<Subject, number>> = {};
  readonly #found = new Map<string, Place[]>();
  readonly #accepted = new Map<string, (Place & { readonly reason: string | undefined })[]>();
  readonly #judged = new Map<string, number>();
  readonly #evidence: string[] = [];

  add(file: JudgedFile): void {
    const lines = new LineIndex(file.text);
    const place = ({ span, rule, severity, message }: Finding): Place => {
      const { line, character } = lines.positionAt(span.start);
      return { path: file.path, line: line + 1, column: character + 1, rule: rule.id, severity, message };
    };
    for (const subject of file.subjects) this.#files[subject] = (this.#files[subject] ?? 0) + 1;
    for (const { items } of checklist) {
      for (const { rules, subject } of items) {
        if (!file.subjects.includes(subject)) continue;
        for (const rule of rules) if (!file.off.includes(rule)) this.#judged.set(rule, (this.#judged.get(rule) ?? 0) + 1);
      }
    }
    for (const finding of file.findings) put(this.#found, finding.rule.id, place(finding));
    for (const { finding, by } of file.silenced) put(this.#accepted, finding.rule.id, { ...place(finding), reason: by.reason });
  }

  /** Something in the project that updates base images: a place and what it says. */
  updates(where: string): void {
    this.#files['continuous-integration'] = 1;
    this.#evidence.push(where);
  }

  /** There are files of continuous integration, whatever they say. */
  hasIntegration(): void {
    this.#files['continuous-integration'] ??= 1;
  }

  build(title: string): ProjectReport {
    const counts: Record<State, number> = { holds: 0, fails: 0, accepted: 0, off: 0, nothing: 0 };
    const sections = checklist.map(({ title: name, items }) => ({
      title: name,
      results: items.map((item) => {
        const result = this.#result(item);
        counts[result.state]++;
        return result;
      }),
    }));
    return { title, counts, files: this.#files, sections };
  }

  #result(item: ChecklistItem): ItemResult {
    const of = <T>(map: ReadonlyMap<string, readonly T[]>): T[] => item.rules.flatMap((rule) => map.get(rule) ?? []);
    const places = of(this.#found).sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line || a.column - b.column));
    const accepted = of(this.#accepted);
    const shown = { item, places: places.slice(0, mostPlaces), more: Math.max(0, places.length - mostPlaces), accepted };
    if (item.subject === 'continuous-integration') {
      const state = this.#files[item.subject] === undefined ? 'nothing' : this.#evidence.length > 0 ? 'holds' : 'fails';
      return { ...shown, state, evidence: this.#evidence };
    }
    return { ...shown, state: this.#state(item, places, accepted), evidence: [] };
  }

  #state({ rules, subject }: ChecklistItem, places: readonly Place[], accepted: readonly Place[]): State {
    if (places.length > 0) return 'fails';
    if ((this.#files[subject] ?? 0) === 0) return 'nothing';
    if (!rules.some((rule) => (this.#judged.get(rule) ?? 0) > 0)) return 'off';
    return accepted.length > 0 ? 'accepted' : 'holds';
  }
}

function put<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
