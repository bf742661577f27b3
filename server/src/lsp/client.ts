import {
  CodeActionKind,
  CompletionRequest,
  TextDocumentSyncKind,
  type Connection,
  type InitializeParams,
  type ServerCapabilities,
} from 'vscode-languageserver/node';
import { configFileNames } from '../host/configFile.js';
import { fixAllKind, type Settings } from '../protocol.js';
import { triggers } from './handlers/offers.js';

/** What the client can do. */
export interface ClientFeatures {
  pull: boolean;
  refresh: boolean;
  configuration: boolean;
  watchesFiles: boolean;
  workDoneProgress: boolean;
  workspaceFolders: boolean;
  documentChanges: boolean;
  createFiles: boolean;
  completionRegistration: boolean;
  snippets: boolean;
  definitionLinks: boolean;
  nestedSymbols: boolean;
  symbolResolve: boolean;
  lensRefresh: boolean;
  /** It asks for the edit of a code action when somebody chooses it. */
  actionResolve: boolean;
  prepareRename: boolean;
  /** It has the command that code lenses lead to. */
  showsReferences: boolean;
  /** It has the command that lets the user say what builds an image. */
  choosesDockerfiles: boolean;
  /** It has the command that runs what mends a deployment. */
  runsRemedies: boolean;
  /** It has the command that asks for offers. */
  suggestsAgain: boolean;
  /** What is new while somebody types is told in the next pause. */
  waitsForPause: boolean;
}

/** From what the client says of itself at the start; before that it can do nothing. */
export function featuresOf(params: InitializeParams | undefined): ClientFeatures {
  const { workspace, textDocument, window } = params?.capabilities ?? {};
  const own = (params?.initializationOptions as Settings | undefined) ?? {};
  const refresh = workspace?.diagnostics?.refreshSupport === true;
  const documentChanges = workspace?.workspaceEdit?.documentChanges === true;
  return {
    pull: textDocument?.diagnostic !== undefined,
    refresh,
    configuration: workspace?.configuration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workDoneProgress: window?.workDoneProgress === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    documentChanges,
    createFiles: documentChanges && workspace?.workspaceEdit?.resourceOperations?.includes('create') === true,
    completionRegistration: textDocument?.completion?.dynamicRegistration === true,
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    definitionLinks: textDocument?.definition?.linkSupport === true,
    nestedSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    symbolResolve: workspace?.symbol?.resolveSupport?.properties.includes('location.range') === true,
    actionResolve:
      textDocument?.codeAction?.dataSupport === true && textDocument.codeAction.resolveSupport?.properties.includes('edit') === true,
    lensRefresh: workspace?.codeLens?.refreshSupport === true,
    prepareRename: textDocument?.rename?.prepareSupport === true,
    showsReferences: own.showsReferences === true,
    choosesDockerfiles: own.choosesDockerfiles === true && documentChanges,
    runsRemedies: own.runsRemedies === true,
    suggestsAgain: own.suggestsAgain === true,
    waitsForPause: own.waitsForPause === true && refresh,
  };
}

export function capabilitiesFor(client: ClientFeatures): ServerCapabilities {
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
    hoverProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    documentLinkProvider: {},
    documentSymbolProvider: { label: 'Slipway' },
    workspaceSymbolProvider: { resolveProvider: client.symbolResolve },
    renameProvider: client.prepareRename ? { prepareProvider: true } : true,
    codeLensProvider: {},
    // Where each language can have characters of its own that ask, it has.
    ...(client.completionRegistration ? {} : { completionProvider: { resolveProvider: true, triggerCharacters: triggers.yaml } }),
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, fixAllKind],
      resolveProvider: client.actionResolve,
    },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    diagnosticProvider: { identifier: 'slipway', interFileDependencies: true, workspaceDiagnostics: false },
  };
}

/** Each sort of file with the characters that ask in it. */
export function registerCompletion({ client }: Connection): void {
  void client.register(CompletionRequest.type, {
    documentSelector: configFileNames.map((name) => ({ pattern: `**/${name}` })),
    resolveProvider: true,
  });
  void client.register(CompletionRequest.type, {
    documentSelector: [{ language: 'dockerfile' }, { pattern: '**/{Dockerfile,Containerfile}' }],
    resolveProvider: true,
    triggerCharacters: triggers.dockerfile,
  });
  void client.register(CompletionRequest.type, {
    documentSelector: [{ pattern: '**/{.dockerignore,*.dockerignore}' }],
    triggerCharacters: triggers.paths,
  });
  void client.register(CompletionRequest.type, {
    documentSelector: [
      { language: 'yaml' },
      { language: 'dockercompose' },
      { language: 'kubernetes' },
      { language: 'helm' },
      { language: 'helm-template' },
      { pattern: '**/Kustomization' },
    ],
    resolveProvider: true,
    triggerCharacters: triggers.yaml,
  });
}
