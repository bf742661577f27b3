import * as vscode from 'vscode';
import type { Change } from '../../loop/contract.js';

const scheme = 'slipway-diff';

/** What a deployment would change, in VS Code's own diff editor: the cluster's object left, what would be right. */
export class ChangesView implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  #count = 0;

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  async show(changes: readonly Change[]): Promise<void> {
    this.#texts.clear();
    const run = ++this.#count;
    const documents = changes.map((change): [vscode.Uri, vscode.Uri, vscode.Uri] => {
      const name = `${change.kind} ${change.namespace === '' ? '' : `${change.namespace}/`}${change.name}.yaml`;
      const uri = (side: string, text: string): vscode.Uri => {
        const made = vscode.Uri.from({ scheme, path: `/${name}`, query: `${run}-${side}` });
        this.#texts.set(made.toString(), text);
        return made;
      };
      const [before, after] = [uri('before', change.before ?? ''), uri('after', change.after)];
      return [after, before, after];
    });
    await vscode.commands.executeCommand('vscode.changes', 'Cluster ↔ manifests', documents);
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
