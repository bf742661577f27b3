import { dirname } from 'node:path';
import {
  CodeLensRefreshRequest,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  DocumentDiagnosticReportKind,
  MessageType,
  ShowMessageNotification,
  TextDocuments,
  type CancellationToken,
  type Connection,
  type Diagnostic,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { FactQuestion } from '../engine/facts/facts.js';
import { SafeCounts } from '../engine/features/fixAll.js';
import { candidatesIn } from '../cluster/candidates.js';
import { Disk, isOnDisk } from '../host/disk.js';
import { configFileNames } from '../host/configFile.js';
import {
  builtMethod,
  dockerfilesMethod,
  dockerignoreMethod,
  candidatesMethod,
  explainMethod,
  reportMethod,
  rulesMethod,
  sayDockerfileMethod,
  settingsSection,
  statusMethod,
  type BuiltParams,
  type DockerfilesParams,
  type DockerignoreParams,
  type ExplainParams,
  type ReportParams,
  type SayDockerfileParams,
  type Settings,
  type StatusParams,
} from '../protocol.js';
import { rules } from '../rules/index.js';
import { dockerignoreFor } from '../rules/shared/ignoreTemplates.js';
import { pageLinks, toDiagnostics } from './convert.js';
import { capabilitiesFor, featuresOf, registerCompletion, type ClientFeatures } from './client.js';
import { Configuration } from './configuration.js';
import { ContextSizes } from './contextSizes.js';
import { Documents } from './documents.js';
import { pathOf, slashed } from './paths.js';
import { ToldBuilds } from './builds.js';
import { Calm } from './calm.js';
import { ClusterFindings } from './handlers/cluster.js';
import { codeActions, resolveCodeAction, withoutRepeats } from './handlers/codeActions.js';
import { configCompletion, resolveConfigCompletion } from './handlers/completion.js';
import { ConfigDocuments } from './handlers/configFile.js';
import { dockerfileChoices, dockerfileEdit } from './handlers/dockerfileChoice.js';
import { explain, ruleSummaries } from './handlers/explain.js';
import { hover } from './handlers/hover.js';
import { projectReport } from './handlers/report.js';
import {
  codeLenses,
  definition,
  documentLinks,
  documentSymbols,
  highlights,
  prepareRename,
  references,
  rename,
  resolveWorkspaceSymbol,
  workspaceSymbols,
} from './handlers/navigation.js';
import { completion, resolveCompletion } from './handlers/offers.js';
import { letHeapGrow } from './heap.js';
import { Languages } from './languages.js';
import { PushDiagnostics } from './push.js';
import { Workspace } from './workspace.js';
import { RuleTimes } from './ruleTimes.js';
import { asDiagnostics, Teller } from './told.js';

/** Languages whose models are small beside the room that V8 gives itself. */
const isSmallReader: ReadonlySet<string> = new Set(['', 'dockerfile', 'dockerignore']);

/** What the parts of the server share. */
export interface ServerState {
  readonly connection: Connection;
  readonly documents: Documents;
  readonly configuration: Configuration;
  readonly configDocuments: ConfigDocuments;
  readonly disk: Disk;
  readonly client: ClientFeatures;
  /** Whether the connection writes diagnostics that are text already. */
  readonly writesText: boolean;
  readonly teller: Teller;
  readonly contextSizes: ContextSizes;
  readonly safeCounts: SafeCounts;
  pageLink: (rule: string) => string | undefined;
  /** Diagnostics of a file that come from elsewhere than its text, for clients that have one list for each file. */
  besides: (uri: string) => readonly Diagnostic[];
  readonly publishAgain: (uri: string) => void;
  /** Makes the facts of all open documents those of their present text. */
  readonly tellFacts: () => void;
  /** Answers that a file gave to others have changed; `own` is the file itself, when it is judged already. */
  readonly factsChanged: (questions: ReadonlySet<FactQuestion>, own?: string) => void;
}

/** Wires handlers to a connection; everything the server knows lives in here. */
export function startServer(connection: Connection, writesText = false): void {
  const open = new TextDocuments({
    create: TextDocument.create,
    update: (document, changes, version) => state.teller.update(document, changes, version),
  });
  const client = featuresOf(undefined);
  const times = new RuleTimes(connection);
  let initial: Settings = {};
  let pushed: Settings | undefined;
  const rulesById = new Map(rules.map((rule) => [rule.id as string, rule]));

  // Without news of files a configuration that is made while the server runs has to be found at once.
  const configuration = new Configuration(rules, ask, (path) => (disk.isWatched ? disk.isThere(path) : isOnDisk(path)));
  async function ask(uri: string): Promise<Settings> {
    if (pushed !== undefined) return { ...initial, ...pushed };
    if (!client.configuration) return initial;
    try {
      const asked = (await connection.workspace.getConfiguration({ scopeUri: uri, section: settingsSection })) as Settings | null;
      return { ...initial, ...asked };
    } catch {
      // A client that announces the request and then fails it still gets findings.
      return initial;
    }
  }
  // Without a watcher a look at the disk grows old after two seconds.
  const disk = new Disk({
    lifetime: () => (client.watchesFiles ? Number.POSITIVE_INFINITY : 2000),
    overlay: (path) => documents.textAt(path),
  });
  const documents = new Documents(disk, times, new Languages(tellBroken));
  const configDocuments = new ConfigDocuments((uri) => open.get(uri));
  const state: ServerState = {
    connection,
    documents,
    configuration,
    configDocuments,
    disk,
    client,
    writesText,
    teller: new Teller((rule) => state.pageLink(rule)),
    contextSizes: new ContextSizes(() => (client.watchesFiles ? 300_000 : 10_000)),
    safeCounts: new SafeCounts(),
    pageLink: pageLinks(rulesById, undefined),
    besides: () => [],
    publishAgain: (uri) => push.schedule(uri),
    tellFacts: () => {
      for (const { document } of documents.all()) factsChanged(documents.tellFacts(document.uri));
    },
    factsChanged,
  };
  const push = new PushDiagnostics(state);
  const calm = new Calm(() => void connection.languages.diagnostics.refresh());
  const workspace = new Workspace(state, factsChanged);
  const builds = new ToldBuilds(documents.facts, factsChanged);
  let folders: readonly string[] = [];
  /** What the code lenses on screen may depend on. */
  const lensQuestions = new Set<FactQuestion>();

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    initial = (params.initializationOptions as Settings | undefined) ?? {};
    Object.assign(client, featuresOf(params));
    folders = params.workspaceFolders?.map(({ uri }) => uri) ?? (typeof params.rootUri === 'string' ? [params.rootUri] : []);
    state.pageLink = pageLinks(rulesById, initial.rulePages);
    return { capabilities: capabilitiesFor(client), serverInfo: { name: 'slipway' } };
  });

  connection.onInitialized(() => {
    if (client.completionRegistration) registerCompletion(connection);
    workspace.setFolders(folders);
    configuration.setFolders(folders);
    tellImageSettings();
    if (client.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        folders = [...folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
        workspace.setFolders(folders);
        configuration.setFolders(folders);
        configurationChanged();
      });
    }
    if (!client.watchesFiles) return;
    void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*' }] });
  });

  connection.onDidChangeConfiguration(({ settings }) => {
    const section = (settings as Record<string, unknown> | null | undefined)?.[settingsSection] as Settings | undefined;
    // Clients that answer workspace/configuration are asked again instead.
    if (section !== undefined && !client.configuration) pushed = section;
    configurationChanged();
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    disk.forget();
    const paths = changes.flatMap(({ uri }) => pathOf(uri) ?? []);
    state.contextSizes.changed(paths.map(slashed));
    for (const path of paths) workspace.fileChanged(path);
    cluster.changed(paths);
    placesChanged(changes.flatMap(({ uri, type }) => (type === FileChangeType.Changed ? [] : (pathOf(uri) ?? []))));
    if (changes.some(({ uri }) => configFileNames.some((name) => uri.endsWith(`/${name}`)))) return configurationChanged();
    judgeAgain(documents.changedOnDisk(paths));
  });

  let mayHeapGrow = false;
  open.onDidOpen(({ document }) => {
    documents.open(document);
    const own = pathOf(document.uri);
    disk.forget(own === undefined ? undefined : dirname(own));
    if (!mayHeapGrow && !isSmallReader.has(documents.get(document.uri)?.language.id ?? '')) {
      mayHeapGrow = true;
      letHeapGrow();
    }
    if (!client.pull) push.schedule(document.uri);
  });
  open.onDidChangeContent(({ document }) => {
    if (!client.pull) push.schedule(document.uri);
    calm.changed(document.uri);
    tellSoon(document.uri);
    const path = pathOf(document.uri);
    if (path !== undefined && document.version > 0) judgeAgain(documents.changedText(path).filter((uri) => uri !== document.uri));
  });
  open.onDidClose(({ document }) => {
    documents.close(document.uri);
    const path = pathOf(document.uri);
    // What was not saved is gone with the document.
    if (path !== undefined) {
      workspace.fileChanged(path);
      judgeAgain(documents.changedText(path));
    }
    configuration.forget(document.uri);
    calm.forget(document.uri);
    state.teller.forget(document);
    push.clear(document.uri);
  });

  // Behind the listeners above, so that texts are the new ones.
  const cluster = new ClusterFindings(state, open);

  connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token: CancellationToken) => {
    const config = configDocuments.get(textDocument.uri);
    if (config !== undefined) return { kind: DocumentDiagnosticReportKind.Full, items: await configDocuments.diagnostics(config) };
    const entry = documents.get(textDocument.uri);
    if (entry === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const known = configuration.known(textDocument.uri, entry.path) ?? (await configuration.rulesFor(textDocument.uri, entry.path));
    if (token.isCancellationRequested) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const expected = documents.resultId(textDocument.uri, known.revision);
    if (previousResultId !== undefined && previousResultId === expected)
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: previousResultId };
    const judged = documents.judge(textDocument.uri, known.rules, known.revision, true);
    const { version } = entry.document;
    // Other files hear of it when this one has its answer; of a version that is gone nobody needs to hear. What is typed they
    // hear in the next pause: at 1,200 lines telling costs 1.5 ms a key.
    if (!documents.hasTold(textDocument.uri))
      setImmediate(() => {
        if (documents.get(textDocument.uri) !== entry || entry.document.version !== version) return;
        factsChanged(documents.tellFacts(textDocument.uri, judged?.subject), textDocument.uri);
      });
    if (judged === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const told = client.waitsForPause ? calm.mayTell(textDocument.uri, judged.findings, judged.subject.text) : judged.findings;
    return {
      kind: DocumentDiagnosticReportKind.Full,
      resultId: told === judged.findings ? judged.resultId : `${judged.resultId}:waiting`,
      items: writesText
        ? asDiagnostics(state.teller.tell(entry.document, told, judged.subject.near, judged.isKept))
        : toDiagnostics(entry.document, told, state.pageLink, judged.subject.near),
    };
  });
  connection.onHover((params) => {
    const config = configDocuments.get(params.textDocument.uri);
    return config === undefined ? hover(state, params) : configDocuments.hover(config, params.position);
  });
  connection.onCodeAction((params) => {
    const config = configDocuments.get(params.textDocument.uri);
    if (config !== undefined) return configDocuments.actions(config, params, client.documentChanges);
    return codeActions(state, params).then((actions) => withoutRepeats([...cluster.actions(params), ...actions]));
  });
  connection.onCodeActionResolve((action) => resolveCodeAction(state, action));
  connection.onDefinition((params) => definition(state, params));
  connection.onReferences((params) => references(state, params));
  connection.onDocumentHighlight((params) => highlights(state, params));
  connection.onDocumentLinks((params) => documentLinks(state, params));
  connection.onDocumentSymbol((params) => documentSymbols(state, params));
  connection.onWorkspaceSymbol((params) => workspaceSymbols(state, params));
  connection.onWorkspaceSymbolResolve((symbol) => resolveWorkspaceSymbol(state, symbol));
  connection.onPrepareRename((params) => prepareRename(state, params));
  connection.onRenameRequest((params) => rename(state, params));
  connection.onCodeLens((params) => codeLenses(state, params, (asked) => lensQuestions.add(asked)));
  connection.onCompletion(({ textDocument, position, context }) => {
    const config = configDocuments.get(textDocument.uri);
    if (config === undefined) return completion(state, textDocument.uri, position, context?.triggerCharacter);
    return configCompletion(config, position, client.snippets, workspace.namesFor(textDocument.uri));
  });
  connection.onCompletionResolve((item) =>
    typeof item.data === 'string' ? resolveConfigCompletion(item) : resolveCompletion(state, item),
  );
  connection.onRequest(explainMethod, ({ rule }: ExplainParams) => explain(rule));
  connection.onRequest(rulesMethod, () => ruleSummaries());
  connection.onRequest(candidatesMethod, async () => {
    await workspace.settled();
    state.tellFacts();
    return candidatesIn(documents.facts.view(undefined));
  });
  connection.onRequest(reportMethod, (params: ReportParams, token: CancellationToken) => projectReport(state, params, token));
  connection.onRequest(dockerfilesMethod, (params: DockerfilesParams) => dockerfileChoices(state, workspace.folders, params));
  connection.onRequest(sayDockerfileMethod, (params: SayDockerfileParams) => dockerfileEdit(state, workspace.folders, params));
  connection.onNotification(builtMethod, (params: BuiltParams) => builds.built(params));
  connection.onRequest(dockerignoreMethod, ({ names }: DockerignoreParams) => dockerignoreFor(names));

  /** Which Dockerfile builds an image, as the editor's settings have it for each folder. */
  function tellImageSettings(): void {
    for (const uri of folders) {
      const path = pathOf(uri);
      if (path !== undefined)
        void configuration.settingsIn(uri).then((settings) => builds.settings(slashed(path).replace(/\/$/, ''), settings));
    }
  }

  /** Files were made or deleted, and others are something else for it: a template is one below a Chart.yaml alone. */
  function placesChanged(paths: readonly string[]): void {
    for (const path of paths) workspace.placeChanged(path);
    for (const document of documents.changedPlaces(paths)) {
      const { uri } = document;
      calm.forget(uri);
      state.teller.forget(document);
      push.clear(uri);
      const path = pathOf(uri);
      // What it said as what it was.
      if (documents.get(uri) === undefined && path !== undefined) factsChanged(documents.facts.set(slashed(path), undefined));
      else factsChanged(documents.tellFacts(uri));
      judgeAgain([uri]);
    }
  }

  /** Once for a start: whoever opens YAML files would take them for good ones. */
  function tellBroken(error: unknown): void {
    const text = error instanceof Error ? error.message : String(error);
    connection.console.error(error instanceof Error ? (error.stack ?? text) : text);
    // The starter's own words say what to do.
    const own = /^Slipway: ([^]*)/.exec(text)?.[1];
    const reason = own ?? `the code for them cannot be run (${text}). Install Slipway again.`;
    const message = `Slipway does not judge YAML files (Kubernetes, Compose, Helm, Kustomize): ${reason}`;
    void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Error, message });
    void connection.sendNotification(statusMethod, { state: 'error', detail: message } satisfies StatusParams);
  }

  function configurationChanged(): void {
    configuration.changed();
    tellImageSettings();
    judgeAgain(documents.all().map(({ document }) => document.uri));
    showLensesAgain();
  }

  const untold = new Set<string>();
  let telling: NodeJS.Timeout | undefined;
  /** Nobody asks for the findings of a file that is edited behind the scenes, by a fix or a renaming; others wait for what it says now. */
  function tellSoon(uri: string): void {
    if (!documents.hasNews(uri)) return;
    untold.add(uri);
    if (telling !== undefined) return void telling.refresh();
    telling = setTimeout(() => {
      telling = undefined;
      for (const each of untold) factsChanged(documents.tellFacts(each), each);
      untold.clear();
    }, 300);
  }

  function factsChanged(questions: ReadonlySet<FactQuestion>, own?: string): void {
    if (questions.size === 0) return;
    // The file itself too, where it asks for what it says: it was judged when it had not said so yet.
    judgeAgain(documents.changedFacts(questions, own));
    for (const question of questions) if (lensQuestions.has(question)) return showLensesAgain();
  }

  let lensRefresh: NodeJS.Timeout | undefined;
  function showLensesAgain(): void {
    if (!client.lensRefresh || lensQuestions.size === 0) return;
    clearTimeout(lensRefresh);
    lensRefresh = setTimeout(() => {
      lensQuestions.clear();
      void connection.sendRequest(CodeLensRefreshRequest.type);
    }, 500);
  }

  let refresh: NodeJS.Timeout | undefined;
  function judgeAgain(uris: readonly string[]): void {
    if (uris.length === 0) return;
    if (!client.pull) {
      for (const uri of uris) push.schedule(uri);
      return;
    }
    if (!client.refresh) return;
    clearTimeout(refresh);
    refresh = setTimeout(() => void connection.languages.diagnostics.refresh(), 250);
  }

  open.listen(connection);
  connection.listen();
}
