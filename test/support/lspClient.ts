import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type CodeAction,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type MessageConnection,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

/** A client of the built server over its real pipes. */
export class LspClient {
  readonly connection: MessageConnection;
  readonly published: PublishDiagnosticsParams[] = [];
  /** What `workspace/configuration` answers. */
  settings: Record<string, unknown> = {};
  refreshes = 0;
  /** Whether it asks for findings; otherwise they are published. */
  pulls = true;
  #refreshed: (() => void) | undefined;
  readonly #process: ChildProcess;
  readonly #ended: Promise<number | null>;
  readonly #waiting: {
    readonly test: (params: PublishDiagnosticsParams) => boolean;
    readonly done: (params: PublishDiagnosticsParams) => void;
  }[] = [];

  private constructor(child: ChildProcess, connection: MessageConnection) {
    this.#process = child;
    this.connection = connection;
    this.#ended = new Promise((done) => child.once('exit', (code) => done(code)));
  }

  static async start(options: {
    readonly pull: boolean;
    readonly folder?: string;
    readonly settings?: Record<string, unknown>;
    readonly initializationOptions?: object;
    /** Capabilities of the workspace that this client has besides, or does not have. */
    readonly workspace?: object;
    readonly textDocument?: object;
    /** Its starter, where it is not the one that was built last. */
    readonly server?: string;
    /** Sees the connection before the server says anything. */
    readonly listening?: (connection: MessageConnection) => void;
  }): Promise<LspClient> {
    const child = spawn(process.execPath, [options.server ?? resolve('dist/server.js'), '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
    const client = new LspClient(child, connection);
    client.settings = options.settings ?? {};
    client.pulls = options.pull;
    connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => client.settings));
    connection.onRequest('client/registerCapability', () => null);
    connection.onRequest('workspace/diagnostic/refresh', () => {
      client.refreshes++;
      client.#refreshed?.();
      return null;
    });
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      client.published.push(params);
      const waitingNow = client.#waiting.slice();
      for (const waiting of waitingNow) {
        if (!waiting.test(params)) continue;
        client.#waiting.splice(client.#waiting.indexOf(waiting), 1);
        waiting.done(params);
      }
    });
    options.listening?.(connection);
    connection.listen();
    await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: options.folder === undefined ? null : pathToFileURL(options.folder).href,
      workspaceFolders: options.folder === undefined ? null : [{ uri: pathToFileURL(options.folder).href, name: 'test' }],
      initializationOptions: options.initializationOptions ?? {},
      capabilities: {
        workspace: {
          configuration: true,
          didChangeConfiguration: { dynamicRegistration: true },
          didChangeWatchedFiles: { dynamicRegistration: true },
          diagnostics: { refreshSupport: true },
          workspaceEdit: { documentChanges: true },
          ...options.workspace,
        },
        textDocument: {
          ...(options.pull ? { diagnostic: { dynamicRegistration: false, relatedDocumentSupport: false } } : {}),
          publishDiagnostics: { relatedInformation: true, tagSupport: { valueSet: [1, 2] }, codeDescriptionSupport: true },
          codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } } },
          ...options.textDocument,
        },
      },
    });
    await connection.sendNotification('initialized', {});
    return client;
  }

  /** The next publication that `test` accepts, the ones that came already included. */
  publication(test: (params: PublishDiagnosticsParams) => boolean): Promise<PublishDiagnosticsParams> {
    const known = this.published.filter(test).at(-1);
    return known === undefined ? new Promise((done) => this.#waiting.push({ test, done })) : Promise.resolve(known);
  }

  async open(uri: string, text: string, languageId = 'dockerfile', version = 1): Promise<void> {
    await this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version, text } });
  }

  async change(uri: string, version: number, contentChanges: object[]): Promise<void> {
    await this.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  }

  close(uri: string): Promise<void> {
    return this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest('textDocument/diagnostic', {
      textDocument: { uri },
      ...(previousResultId === undefined ? {} : { previousResultId }),
    });
  }

  async findings(uri: string): Promise<Diagnostic[]> {
    const report = await this.pull(uri);
    if (report.kind !== 'full') throw new Error('a full report was expected');
    return report.items;
  }

  async actions(uri: string, range: Diagnostic['range'], diagnostics: Diagnostic[] = [], only?: string[]): Promise<CodeAction[]> {
    const found = await this.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics, ...(only === undefined ? {} : { only }) },
    });
    return (found as CodeAction[] | null) ?? [];
  }

  /** Resolves when the server asks to pull anew; `work` is what should make it ask. */
  async refreshAfter(work: () => Promise<void>): Promise<void> {
    const asked = new Promise<void>((done) => (this.#refreshed = done));
    await work();
    await asked;
  }

  /** Ends the server without the words of the protocol, as a client that dies does; its exit code. */
  async abandon(how: 'exit' | 'pipe'): Promise<number | null> {
    if (how === 'exit') await this.connection.sendNotification('exit');
    else this.#process.stdin?.end();
    const code = await this.#ended;
    this.connection.dispose();
    return code;
  }

  /** Shuts the server down as the protocol asks; its exit code. */
  async stop(): Promise<number | null> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    const code = await this.#ended;
    this.connection.dispose();
    this.#process.stdin?.destroy();
    return code;
  }
}

/** The text after the edits that an action has for it. */
export function applyAction(uri: string, text: string, action: CodeAction): string {
  const document = TextDocument.create(uri, 'dockerfile', 1, text);
  const edits = [
    ...(action.edit?.changes?.[uri] ?? []),
    ...(action.edit?.documentChanges ?? []).flatMap((change) =>
      'textDocument' in change && change.textDocument.uri === uri ? change.edits : [],
    ),
  ];
  return TextDocument.applyEdits(document, edits as never);
}
