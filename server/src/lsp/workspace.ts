import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MessageType, ShowMessageNotification } from 'vscode-languageserver/node';
import { completeness, sourceOf, type FactQuestion } from '../engine/facts/facts.js';
import { filesToLint, mostFiles } from '../host/files.js';
import { relativePlace } from '../languages/builders/context.js';
import { folderOf } from '../languages/builders/facts.js';
import { helmPlace } from '../languages/helm/place.js';
import type { KnownNames } from '../languages/slipwayConfig/offers.js';
import { pathOf, slashed } from './paths.js';
import type { ServerState } from './server.js';

const largestFile = 1 << 20;
const sliceMilliseconds = 10;
/** Whoever opens a file wants its findings first. */
const idleMilliseconds = 400;
const quietMilliseconds = 30;
/** That a command waits for the folders to be read, in milliseconds. */
const longestWait = 10_000;
const progressAfter = 1000;

/** Reads what the files of the workspace's folders tell each other: politely, once, and then what changes. */
export class Workspace {
  readonly #state: ServerState;
  readonly #changed: (questions: ReadonlySet<FactQuestion>) => void;
  #folders: string[] = [];
  #scan = 0;
  #isReading = false;
  /** Paths that something happened to, and that nobody has looked at yet. */
  readonly #changes = new Set<string>();
  #isLimitTold = false;

  constructor(state: ServerState, changed: (questions: ReadonlySet<FactQuestion>) => void) {
    this.#state = state;
    this.#changed = changed;
  }

  /** Folders as `file:` uris. Facts of files that lie in none of them any more go, but for those of open ones. */
  setFolders(uris: readonly string[]): void {
    const before = this.#folders;
    this.#folders = uris.flatMap((uri) => (uri.startsWith('file:') ? [slashed(fileURLToPath(uri)).replace(/\/$/, '')] : []));
    const { facts } = this.#state.documents;
    // A reading that is under way is one of other folders.
    this.#scan++;
    this.#isReading = false;
    // In a new folder nothing is missing before it was read, nor where there is none.
    if (facts.complete && (this.#folders.length === 0 || this.#folders.some((folder) => !before.includes(folder)))) {
      facts.complete = false;
      this.#changed(new Set([completeness]));
    }
    facts.roots = this.#folders;
    const open = this.#openPaths();
    for (const path of facts.paths()) if (!this.#holds(path) && !open.has(path)) this.#changed(facts.set(path, undefined));
    if (this.#folders.length > 0) this.#schedule();
  }

  /** Absolute, with slashes. */
  get folders(): readonly string[] {
    return this.#folders;
  }

  /** What the workspace has that a `.slipway.yaml` may name. */
  namesFor(uri: string): KnownNames {
    const path = pathOf(uri);
    if (path === undefined) return { images: [], dockerfiles: [] };
    const { facts } = this.#state.documents;
    const folder = folderOf(slashed(path));
    return {
      images: [...new Set(facts.all('image.used').map(({ key }) => key))].sort(),
      dockerfiles: facts
        .all('dockerfile')
        .map((fact) => relativePlace(folder, fact.path))
        .sort(),
    };
  }

  /** A file was made, changed or deleted. A checkout changes thousands: they are read in slices, with requests in between. */
  fileChanged(path: string): void {
    this.#changes.add(path);
    if (this.#changes.size === 1) setImmediate(() => this.#readChanges());
  }

  /** A file was made or deleted. Files of a chart are something else without their Chart.yaml, so they are read again. */
  placeChanged(path: string): void {
    const place = helmPlace(path);
    if (place?.role !== 'chart') return;
    for (const known of this.#state.documents.facts.paths()) if (helmPlace(known)?.root === place.root) this.fileChanged(resolve(known));
    this.fileChanged(resolve(place.root));
  }

  #readChanges(): void {
    const end = performance.now() + sliceMilliseconds;
    for (const path of this.#changes) {
      if (performance.now() > end) return void setImmediate(() => this.#readChanges());
      try {
        this.#readChange(path);
      } catch (error) {
        this.#state.connection.console.error(String(error));
      }
      this.#changes.delete(path);
    }
  }

  /** It may be a folder that was moved as a whole: some watchers name nothing below it. Open documents tell their facts by themselves. */
  #readChange(path: string): void {
    const own = slashed(path);
    const { documents } = this.#state;
    if (!this.#holds(own)) {
      // A file of no folder says something for as long as it is open.
      if (documents.textAt(path) === undefined) this.#changed(documents.facts.set(own, undefined));
      return;
    }
    if (documents.languages.tellsFacts(own)) return this.#readFile(path);
    const open = this.#openPaths();
    // It said something as a file of a chart that is gone.
    if (!open.has(own)) this.#changed(documents.facts.set(own, undefined));
    // A folder that is gone takes its files with it.
    for (const known of documents.facts.paths())
      if (known.startsWith(`${own}/`) && !open.has(known) && statSync(known, { throwIfNoEntry: false }) === undefined)
        this.#changed(documents.facts.set(known, undefined));
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) void this.#readFolder(path);
  }

  /** What the folder holds and is not known yet; a watcher that names the files too makes nothing be read twice. */
  async #readFolder(folder: string): Promise<void> {
    const { facts } = this.#state.documents;
    const known = new Set(facts.paths());
    let slice = performance.now();
    for (const file of this.#filesIn([folder])) {
      if (known.has(slashed(file))) continue;
      // Meanwhile it may be no part of the workspace any more.
      if (known.size >= mostFiles || !this.#holds(slashed(file))) return;
      known.add(slashed(file));
      this.#readFile(file);
      if (performance.now() - slice < sliceMilliseconds) continue;
      await new Promise((done) => setImmediate(done));
      slice = performance.now();
    }
  }

  #filesIn(paths: readonly string[]): Generator<string> {
    const { languages } = this.#state.documents;
    return filesToLint(paths, {
      gitignore: true,
      isWanted: (path) => languages.tellsFacts(path),
      leftOut: () => undefined,
      // Whoever opens one of the files looks at what lies beside it.
      listed: (folder, entries) => this.#state.disk.learn(folder, entries),
    });
  }

  #readFile(path: string): void {
    const { documents } = this.#state;
    if (documents.textAt(path) !== undefined) return;
    const own = slashed(path);
    const text = readText(path);
    if (text === undefined) return this.#changed(documents.facts.set(own, undefined));
    const source = sourceOf(documents.languages.of(own)?.id ?? '', text);
    if (documents.facts.isFrom(own, source)) return;
    this.#changed(documents.facts.set(own, documents.readers.facts(own, text), source));
  }

  /** Waits until the folders were read, some seconds at most: a person who asks what there is must not be told of half of it. */
  async settled(): Promise<void> {
    const end = performance.now() + longestWait;
    while ((this.#isReading || this.#changes.size > 0) && performance.now() < end)
      await new Promise((done) => setTimeout(done, quietMilliseconds));
  }

  /** Paths whose facts come from an editor: it tells them once for each version, so they must not go meanwhile. With slashes. */
  #openPaths(): ReadonlySet<string> {
    return new Set(this.#state.documents.all().flatMap(({ path }) => (path === undefined ? [] : slashed(path))));
  }

  #holds(path: string): boolean {
    return this.#folders.some((folder) => path.startsWith(`${folder}/`));
  }

  #schedule(): void {
    const scan = ++this.#scan;
    this.#isReading = true;
    const read = async (): Promise<void> => {
      if (scan !== this.#scan) return;
      try {
        await this.#read(scan);
      } catch (error) {
        this.#state.connection.console.error(String(error));
      }
      if (scan === this.#scan) this.#isReading = false;
    };
    setTimeout(() => void read(), idleMilliseconds);
  }

  /** Once for a server: whoever has so many files sees it at each start. */
  #tellOfLimit(): void {
    const { connection } = this.#state;
    const told = `More than ${mostFiles} Dockerfiles and YAML files in the workspace: findings across files see the first ${mostFiles}.`;
    connection.console.warn(told);
    if (this.#isLimitTold) return;
    this.#isLimitTold = true;
    // Generated and fetched files are what makes so many, and those are ignored nearly everywhere.
    // A notification: it waits for no answer, and clients that cannot show it leave it.
    void connection.sendNotification(ShowMessageNotification.type, {
      type: MessageType.Info,
      message: `${told} What lies behind them counts as unknown, so nothing is called missing. Files that .gitignore names are not read.`,
    });
  }

  async #read(scan: number): Promise<void> {
    const { documents, connection, client } = this.#state;
    const { facts } = documents;
    const started = performance.now();
    let progress: Awaited<ReturnType<typeof connection.window.createWorkDoneProgress>> | undefined;
    let slice = started;
    let count = 0;
    let isWhole = true;
    for (const file of this.#filesIn(this.#folders)) {
      if (scan !== this.#scan) break;
      if (count++ >= mostFiles) {
        isWhole = false;
        this.#tellOfLimit();
        break;
      }
      this.#readFile(file);
      if (performance.now() - slice < sliceMilliseconds) continue;
      // Requests that came in meanwhile are answered first, and those that follow upon them: with a thousand files opened at
      // once, reading in between took a fifth of the time until all were answered.
      await new Promise((done) => setImmediate(done));
      while (performance.now() - documents.judgedAt < quietMilliseconds) await new Promise((done) => setTimeout(done, quietMilliseconds));
      slice = performance.now();
      if (slice - started < progressAfter || !client.workDoneProgress) continue;
      if (progress === undefined) {
        progress = await connection.window.createWorkDoneProgress();
        progress.begin('Slipway', undefined, 'reading the workspace', true);
        progress.token.onCancellationRequested(() => this.#scan++);
      }
      progress.report(`${count} files`);
    }
    progress?.done();
    if (scan !== this.#scan) return;
    for (const { document } of documents.all()) this.#changed(documents.tellFacts(document.uri));
    // What was not read may be what somebody asks for.
    facts.complete = isWhole && !documents.languages.isBroken;
    this.#changed(new Set([completeness]));
  }
}

/** At once: a small file takes a fraction of what waiting for it costs. */
function readText(path: string): string | undefined {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    return found === undefined || !found.isFile() || found.size > largestFile ? undefined : readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
