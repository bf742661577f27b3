import { dirname } from 'node:path';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { analyze, keptRuns, type Analysis, type AnalysisWatch, type Subject } from '../engine/analyze.js';
import { KeptFindings, PassingFindings } from '../engine/partFindings.js';
import type { ActiveRule } from '../engine/config/config.js';
import type { KeptRuns } from '../engine/keptRuns.js';
import { FactStore, isOfOthers, sourceOf, type Fact, type FactQuestion } from '../engine/facts/facts.js';
import type { Language, PassingReader } from '../engine/language.js';
import { nowhere, type Disk } from '../host/disk.js';
import { builderFacts } from '../languages/builders/index.js';
import { Interests } from './interests.js';
import type { Languages } from './languages.js';
import { pathOf, slashed } from './paths.js';
import { Placed } from './placed.js';
import { lasting, Readers } from './readers.js';

/** An open document with what was computed for its present version. */
export interface OpenDocument {
  readonly document: TextDocument;
  readonly language: Language;
  /** Undefined for text that is not on disk. */
  readonly path: string | undefined;
}

export interface Judged extends Analysis {
  readonly subject: Subject;
  /** Changes when the findings may have changed: version, configuration, and what was read beside the document. */
  readonly resultId: string;
  /** Whether its findings outlive this version. */
  readonly isKept: boolean;
}

/** What text without a file is called. */
const fileNames: Readonly<Record<string, string>> = {
  dockerignore: '.dockerignore',
  kubernetes: 'manifest.yaml',
  compose: 'compose.yaml',
  helm: 'template.yaml',
};

/** How many models are kept: those of the documents in use. The others are parsed again when somebody asks. */
const keptModels = 8;

/** Each key in the name of an image is a question of its own. */
const mostQuestions = 10_000;

interface Beside {
  readonly nearRevision: number;
  /** With what was made of it; where changes of files are told. */
  near: Subject['near'] | undefined;
  /** The workspace's folders then. */
  roots: readonly string[] | undefined;
}

interface Entry extends OpenDocument {
  model: { readonly version: number; readonly value: unknown } | undefined;
  judged: Judged | undefined;
  /** What its last version's findings are good for in the next one; for documents in use alone. */
  runs: KeptRuns | undefined;
  /** Findings that rest on the answers are kept for as long as this is the same: then what was asked and read grows, else it begins anew. */
  beside: Beside;
  /** Edited, or asked about by a person: its next version or question will come soon. */
  inUse: boolean;
  /** Version when it was opened. */
  readonly openedAs: number;
  /** Tells this opening from all others, of other servers too: a document may be opened again with a version that it had. */
  readonly opening: string;
  /** Version whose facts are in the store. */
  toldVersion: number | undefined;
  /** Facts that were read when it was judged, and are not in the store yet. */
  untold: { readonly version: number; readonly facts: readonly Fact[] } | undefined;
  /** Counts changes of files that this document's findings looked at. */
  nearRevision: number;
  isClosed: boolean;
}

/** Open documents, their models and findings. Work is done when somebody asks, never when a key is pressed. */
export class Documents {
  readonly #entries = new Map<string, Entry>();
  /** Open documents by their path: every look at the disk asks here first. */
  readonly #uris = new Map<string, string>();
  readonly #placed: Placed;
  /** What documents looked at on disk, and what they asked of the workspace. */
  readonly #reads = new Interests<Entry>();
  readonly #asked = new Interests<Entry>();
  readonly facts = new FactStore();
  /** When a document was judged last, as `performance.now` has it. */
  judgedAt = Number.NEGATIVE_INFINITY;
  readonly #disk: Disk;
  readonly #watch: AnalysisWatch;
  readonly #session = `${process.pid.toString(36)}${Date.now().toString(36)}`;
  readonly #kept = new KeptFindings();
  /** Findings of documents that nobody works on are not kept. */
  readonly #passingFindings = new PassingFindings(this.#kept);
  #openings = 0;
  readonly languages: Languages;
  readonly readers: Readers;
  /** The passing model that was made last. */
  #lent: { readonly entry: Entry; readonly version: number; readonly reader: PassingReader<unknown>; readonly model: unknown } | undefined;

  constructor(disk: Disk, watch: AnalysisWatch, languages: Languages) {
    this.#disk = disk;
    this.#watch = watch;
    this.languages = languages;
    this.readers = new Readers(languages);
    this.#placed = new Placed(languages);
  }

  open(document: TextDocument): void {
    const path = pathOf(document.uri);
    const language = this.#placed.languageOf(document);
    if (language === undefined) return;
    if (path !== undefined) this.#uris.set(path, document.uri);
    const isTold =
      path !== undefined && language.facts !== undefined && this.facts.isFrom(slashed(path), sourceOf(language.id, document.getText()));
    this.#entries.set(document.uri, {
      document,
      language,
      path,
      model: undefined,
      judged: undefined,
      runs: undefined,
      beside: { nearRevision: 0, near: undefined, roots: undefined },
      inUse: false,
      openedAs: document.version,
      opening: `${this.#session}:${this.#openings++}`,
      // The others know from the disk what it says.
      toldVersion: isTold ? document.version : undefined,
      untold: undefined,
      nearRevision: 0,
      isClosed: false,
    });
  }

  /** Files were made or deleted: documents that are of another language for it are opened anew. Returns them. */
  changedPlaces(paths: readonly string[]): TextDocument[] {
    const others = this.#placed
      .asking(paths)
      .filter((document) => this.#placed.languageOf(document) !== this.#entries.get(document.uri)?.language);
    for (const document of others) {
      this.close(document.uri);
      this.open(document);
    }
    return others;
  }

  close(uri: string): void {
    this.#placed.forget(uri);
    const entry = this.#entries.get(uri);
    if (entry === undefined) return;
    if (entry.path !== undefined && this.#uris.get(entry.path) === uri) this.#uris.delete(entry.path);
    entry.isClosed = true;
    this.#reads.forget(entry);
    this.#asked.forget(entry);
    this.#entries.delete(uri);
  }

  get(uri: string): OpenDocument | undefined {
    return this.#entries.get(uri);
  }

  all(): OpenDocument[] {
    return [...this.#entries.values()];
  }

  /** The open document at a path with slashes. */
  openAt(path: string): OpenDocument | undefined {
    for (const entry of this.#entries.values()) if (entry.path !== undefined && slashed(entry.path) === path) return entry;
    return undefined;
  }

  /** Text of an open document by its path. */
  textAt(path: string): string | undefined {
    const uri = this.#uris.get(path);
    return uri === undefined ? undefined : this.#entries.get(uri)?.document.getText();
  }

  /** The text at `path` changed: documents whose findings looked at it are judged anew. Returns their uris. */
  changedText(path: string): string[] {
    const affected = new Set<Entry>();
    this.#reads.collect(path, affected);
    return judgedAnew(affected);
  }

  /** The same for files that were made, changed or deleted. A listed folder counts as looked at, so a new file matters to whoever listed it. */
  changedOnDisk(paths: readonly string[]): string[] {
    const affected = new Set<Entry>();
    for (const path of paths) {
      let at = path;
      for (let above = dirname(at); ; at = above, above = dirname(at)) {
        this.#reads.collect(at, affected);
        if (above === at) break;
      }
    }
    return judgedAnew(affected);
  }

  /** Answers have changed: documents whose findings asked for them are judged anew. Returns their uris. */
  changedFacts(changed: ReadonlySet<FactQuestion>, own?: string): string[] {
    const affected = new Set<Entry>();
    const itself = own === undefined ? undefined : this.#entries.get(own);
    let isItself = false;
    for (const question of changed) {
      this.#asked.collect(question, affected);
      isItself ||= itself !== undefined && affected.has(itself) && !isOfOthers(question);
      if (itself !== undefined && !isItself) affected.delete(itself);
    }
    return judgedAnew(affected);
  }

  /** Whether the others have not heard of its present version. */
  hasNews(uri: string): boolean {
    const entry = this.#entries.get(uri);
    return entry !== undefined && entry.toldVersion !== entry.document.version;
  }

  /** Whether the others have heard of some version of it. */
  hasTold(uri: string): boolean {
    return this.#entries.get(uri)?.toldVersion !== undefined;
  }

  /** What the open document at `uri` tells the others now. Returns the questions that have another answer. */
  tellFacts(uri: string, subject?: Subject): ReadonlySet<FactQuestion> {
    const entry = this.#entries.get(uri);
    if (entry?.path === undefined || entry.language.facts === undefined || entry.toldVersion === entry.document.version) return new Set();
    const { version } = entry.document;
    entry.toldVersion = version;
    const { untold } = entry;
    entry.untold = undefined;
    const facts =
      untold?.version === version
        ? untold.facts
        : this.#factsOf(entry, (subject ?? (entry.inUse ? this.#subject(entry) : this.#passing(entry))).model);
    return this.facts.set(slashed(entry.path), facts);
  }

  #factsOf(entry: Entry, model: unknown): readonly Fact[] {
    const { language, document } = entry;
    if (entry.path === undefined || language.facts === undefined) return [];
    const path = slashed(entry.path);
    const facts = [...language.facts(model, path), ...builderFacts(path, document.getText())];
    return entry.model?.value === model ? facts : lasting(facts);
  }

  /** The key of what `judge` would answer now, without computing it. */
  resultId(uri: string, configRevision: string): string | undefined {
    const entry = this.#entries.get(uri);
    return entry === undefined ? undefined : `${entry.opening}:${entry.document.version}:${configRevision}:${entry.nearRevision}`;
  }

  /** `isReport`: the findings are only told to the client, so a document that nobody works on costs no memory afterwards. */
  judge(uri: string, rules: readonly ActiveRule[], configRevision: string, isReport = false): Judged | undefined {
    const entry = this.#entries.get(uri);
    if (entry === undefined) return undefined;
    if (!isReport || entry.document.version !== entry.openedAs) entry.inUse = true;
    const resultId = this.resultId(uri, configRevision) ?? '';
    if (entry.judged?.resultId === resultId) return entry.judged;
    this.judgedAt = performance.now();
    const { isWatched } = this.#disk;
    if (!isWatched) this.#reads.forget(entry);
    if (
      entry.beside.nearRevision !== entry.nearRevision ||
      this.#asked.count(entry) > mostQuestions ||
      this.#reads.count(entry) > mostQuestions
    ) {
      this.#reads.forget(entry);
      this.#asked.forget(entry);
      entry.beside = { nearRevision: entry.nearRevision, near: undefined, roots: undefined };
    }
    const { language, text, model } = entry.inUse ? this.#subject(entry) : this.#passing(entry);
    const subject = { language, text, model, near: this.#lasting(entry), beside: entry.beside, isWatched };
    if (entry.inUse) entry.runs ??= keptRuns(this.#watch);
    const judged: Judged = {
      ...analyze(subject, rules, this.#watch, entry.inUse ? this.#kept : this.#passingFindings, entry.runs),
      subject,
      resultId,
      isKept: entry.inUse,
    };
    if (entry.inUse) {
      entry.judged = judged;
      this.#touch(uri, entry);
    }
    return judged;
  }

  /** The document as features see it that find nothing: what they look at is nothing that findings depend on. */
  subject(uri: string, record?: (asked: FactQuestion) => void): Subject | undefined {
    const entry = this.#entries.get(uri);
    if (entry === undefined) return undefined;
    entry.inUse = true;
    const subject = { ...this.#subject(entry), near: this.#near(entry, { asked: record ?? (() => undefined), read: () => undefined }) };
    this.#touch(uri, entry);
    return subject;
  }

  /** A subject for another text of the same document, as fix-all needs it between its passes. */
  subjectFor(uri: string, text: string): Subject | undefined {
    const entry = this.#entries.get(uri);
    if (entry === undefined) return undefined;
    return { language: entry.language, model: entry.language.parse(text, undefined, pathIn(entry)), text, near: this.#near(entry) };
  }

  analyze(subject: Subject, rules: readonly ActiveRule[]): Analysis {
    return analyze(subject, rules, this.#watch);
  }

  #subject(entry: Entry): Subject {
    const { document, language } = entry;
    const text = document.getText();
    if (entry.model?.version !== document.version) {
      // The previous model is used up by the parser: its spans move to the new text, so old findings must go first.
      entry.judged = undefined;
      entry.model = { version: document.version, value: language.parse(text, entry.model?.value, pathIn(entry), entry.inUse) };
    }
    return { language, model: entry.model.value, text, near: this.#near(entry) };
  }

  /** The surroundings as findings see them: the same for as long as nothing has changed that was looked at. */
  #lasting(entry: Entry): Subject['near'] {
    if (!entry.inUse || !this.#disk.isWatched) return this.#near(entry);
    const { beside } = entry;
    if (beside.near === undefined || beside.roots !== this.facts.roots) {
      beside.near = this.#near(entry);
      beside.roots = this.facts.roots;
    }
    return beside.near;
  }

  /** A model that costs no memory afterwards: it is good until the next one is made. */
  #passing(entry: Entry): Omit<Subject, 'near'> {
    const { document, language } = entry;
    const text = document.getText();
    this.#takeBack();
    // The one of the version before is used up.
    entry.model = undefined;
    const reader = this.readers.of(language);
    const model = reader.parse(text, pathIn(entry));
    this.#lent = { entry, version: document.version, reader, model };
    return { language, model, text };
  }

  /** What the others were not told yet of the passing model is read while it is good. */
  #takeBack(): void {
    if (this.#lent === undefined) return;
    const { entry, version, reader, model } = this.#lent;
    this.#lent = undefined;
    if (!entry.isClosed && entry.document.version === version && entry.toldVersion !== version)
      entry.untold = { version, facts: this.#factsOf(entry, model) };
    reader.release(model);
  }

  #near(
    entry: Entry,
    record: { readonly asked: (asked: FactQuestion) => void; readonly read: (path: string) => void } = {
      asked: (asked) => void (entry.isClosed || this.#asked.add(entry, asked)),
      read: (path) => void (entry.isClosed || this.#reads.add(entry, path)),
    },
  ): Subject['near'] {
    if (entry.path === undefined) return nowhere(fileNames[entry.language.id] ?? 'Dockerfile', this.#disk.data);
    return this.#disk.around(entry.path, this.facts.view(slashed(entry.path), record.asked), record.read);
  }

  /** Moves the document to the end of the map, which is the order of use, and lets go of models that nobody used lately. */
  #touch(uri: string, entry: Entry): void {
    this.#entries.delete(uri);
    this.#entries.set(uri, entry);
    let kept = 0;
    for (const other of this.#entries.values()) if (other.inUse) kept++;
    for (const other of this.#entries.values()) {
      if (kept <= keptModels) break;
      if (!other.inUse) continue;
      other.inUse = false;
      other.model = undefined;
      other.judged = undefined;
      other.runs = undefined;
      other.beside.near = undefined;
      kept--;
    }
  }
}

const pathIn = ({ path }: OpenDocument): string | undefined => (path === undefined ? undefined : slashed(path));

function judgedAnew(affected: ReadonlySet<Entry>): string[] {
  for (const entry of affected) entry.nearRevision++;
  return [...affected].map(({ document }) => document.uri);
}
