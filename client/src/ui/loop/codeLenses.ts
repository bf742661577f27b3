import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { dockerfileOutlineMethod, prepareMethod, type DockerfileOutline, type PrepareResult } from '../../../../server/src/protocol.js';

/** Lines above stages and workloads that run something; none in an untrusted workspace, and none where the user wants no lenses. */
export function registerRunLenses(client: LanguageClient): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const isWanted = (document: vscode.TextDocument): boolean =>
    vscode.workspace.isTrusted &&
    document.uri.scheme === 'file' &&
    client.isRunning() &&
    vscode.workspace.getConfiguration('slipway', document.uri).get<boolean>('codeLens', true);
  const stages: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    async provideCodeLenses(document, token) {
      if (!isWanted(document)) return [];
      const outline = await client.sendRequest<DockerfileOutline | null>(
        dockerfileOutlineMethod,
        { path: document.uri.fsPath.replaceAll('\\', '/') },
        token,
      );
      return (outline?.stages ?? []).flatMap(({ name, line }, i, all) => {
        const isLast = i === all.length - 1;
        // A stage without a name cannot be built by itself, unless it is the last.
        if (name === null && !isLast) return [];
        const target = isLast ? '' : (name ?? '');
        return [
          lens(line, isLast ? '$(package) Build' : `$(package) Build ${name ?? ''}`, 'slipway.buildImage', document.uri, target),
          ...(isLast ? [lens(line, '$(rocket) Build and Deploy', 'slipway.buildAndDeploy', document.uri, '')] : []),
        ];
      });
    },
  };
  const workloads: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    async provideCodeLenses(document, token) {
      const text = document.getText();
      // Most YAML is nobody's manifest: the server is not asked for it.
      if (!isWanted(document) || !/^apiVersion:/m.test(text)) return [];
      const { objects } = await client.sendRequest<PrepareResult>(
        prepareMethod,
        { texts: [{ path: document.uri.fsPath, text }], images: [] },
        token,
      );
      return objects
        .filter(({ containers }) => containers.length > 0)
        .map(({ line }) => lens(line, '$(cloud-upload) Deploy', 'slipway.deploy', document.uri));
    },
  };
  return vscode.Disposable.from(
    changed,
    vscode.languages.registerCodeLensProvider({ scheme: 'file', language: 'dockerfile' }, stages),
    vscode.languages.registerCodeLensProvider(
      [
        { scheme: 'file', language: 'yaml' },
        { scheme: 'file', language: 'kubernetes' },
      ],
      workloads,
    ),
    vscode.workspace.onDidGrantWorkspaceTrust(() => changed.fire()),
    client.onDidChangeState(() => changed.fire()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('slipway.codeLens')) changed.fire();
    }),
  );
}

function lens(line: number, title: string, command: string, ...args: readonly unknown[]): vscode.CodeLens {
  return new vscode.CodeLens(new vscode.Range(line, 0, line, 0), { title, command, arguments: [...args] });
}
