import type { ServerState } from './server.js';
import { toDiagnostic } from './convert.js';

/** Findings for clients that cannot pull them: published once per turn of the event loop, for the newest text. */
export class PushDiagnostics {
  readonly #state: ServerState;
  readonly #waiting = new Set<string>();

  constructor(state: ServerState) {
    this.#state = state;
  }

  schedule(uri: string): void {
    if (this.#waiting.has(uri)) return;
    this.#waiting.add(uri);
    // Messages that wait in the pipe are read first, so a burst of keys costs one analysis.
    setImmediate(() => void this.#publish(uri));
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
    const known = entry === undefined ? undefined : (configuration.known(uri) ?? (await configuration.rulesFor(uri, entry.path)));
    this.#waiting.delete(uri);
    const present = documents.get(uri);
    if (present === undefined || known === undefined) return;
    const judged = documents.judge(uri, known.rules, known.revision);
    if (judged === undefined) return;
    const diagnostics = judged.findings.map((finding) => toDiagnostic(present.document, finding, this.#state.pageLink));
    await connection.sendDiagnostics({ uri, version: present.document.version, diagnostics });
  }
}
