import * as vscode from 'vscode';

const scheme = 'slipway-report';

/** Hardening reports as read-only documents in VS Code's own Markdown preview: one for each folder, made anew by the command. */
export class ReportPages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  readonly onDidChange = this.#changed.event;

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '# Hardening report\n\nRun "Slipway: Show Hardening Report" to make it.\n';
  }

  async show(folder: vscode.WorkspaceFolder, markdown: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme, path: `/Hardening report: ${folder.name}.md`, query: folder.uri.toString() });
    this.#texts.set(uri.toString(), markdown);
    this.#changed.fire(uri);
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}
