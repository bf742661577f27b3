import type { ServerState } from './server.js';
import { toDiagnostics } from './convert.js';
import { asDiagnostics } from './told.js';

/** Long enough for several files, short enough to go unnoticed before a hover. */
const sliceMilliseconds = 8;
/** Who keeps typing or opening files still hears something. */
const longestWait = 150;

/** Findings for clients that cannot pull them: published in slices of time, for the newest text. */
export class PushDiagnostics {
  readonly #state: ServerState;
  readonly #waiting = new Set<string>();
  #hasNew = false;
  #since = 0;

  constructor(state: ServerState) {
    this.#state = state;
  }

  schedule(uri: string): void {
    const isIdle = this.#waiting.size === 0;
    this.#waiting.add(uri);
    this.#hasNew = true;
    if (isIdle) this.#since = performance.now();
    const { documents, configuration } = this.#state;
    const entry = documents.get(uri);
    // The client is asked for the settings of all files at once, not of one behind the other.
    if (entry !== undefined && configuration.known(uri, entry.path) === undefined)
      void configuration.rulesFor(uri, entry.path).catch(() => undefined);
    if (isIdle) setImmediate(() => void this.#work());
  }

  /** Publishes for a slice of time, then lets requests in and answers out before it goes on. */
  async #work(): Promise<void> {
    const now = performance.now();
    // Messages that wait in the pipe are read first: a burst of keys costs one analysis, and a hover behind a thousand
    // opened files is answered before them.
    if (this.#hasNew && now - this.#since < longestWait) {
      this.#hasNew = false;
      setImmediate(() => void this.#work());
      return;
    }
    this.#since = now;
    const end = now + sliceMilliseconds;
    for (const uri of this.#waiting) {
      await this.#publish(uri).catch((error: unknown) => this.#state.connection.console.error(String(error)));
      if (performance.now() > end) break;
    }
    if (this.#waiting.size > 0) setImmediate(() => void this.#work());
  }

  clear(uri: string): void {
    if (!this.#state.client.pull) void this.#state.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  async #publish(uri: string): Promise<void> {
    const { documents, configuration, connection, configDocuments } = this.#state;
    const config = configDocuments.get(uri);
    if (config !== undefined) {
      this.#waiting.delete(uri);
      const { version } = config;
      return connection.sendDiagnostics({ uri, version, diagnostics: await configDocuments.diagnostics(config) });
    }
    const entry = documents.get(uri);
    const known =
      entry === undefined ? undefined : (configuration.known(uri, entry.path) ?? (await configuration.rulesFor(uri, entry.path)));
    this.#waiting.delete(uri);
    const present = documents.get(uri);
    if (present === undefined || known === undefined) return;
    const judged = documents.judge(uri, known.rules, known.revision, true);
    if (judged === undefined) return;
    // What is typed the others hear in the next pause.
    const told = documents.hasTold(uri) ? [] : documents.changedFacts(documents.tellFacts(uri, judged.subject), uri);
    // Itself too, where it asks for what it says.
    for (const other of told) this.schedule(other);
    const { pageLink, teller, besides, writesText } = this.#state;
    const others = besides(uri);
    const { document } = present;
    await connection.sendDiagnostics({
      uri,
      version: document.version,
      diagnostics:
        writesText && others.length === 0
          ? asDiagnostics(teller.tell(document, judged.findings, judged.subject.near, judged.isKept))
          : [...toDiagnostics(document, judged.findings, pageLink, judged.subject.near), ...others],
    });
  }
}
