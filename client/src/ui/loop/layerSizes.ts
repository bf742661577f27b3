import * as vscode from 'vscode';
import type { InstructionLayer } from '../../loop/contract.js';

/** Layers smaller than this are noise beside an instruction. */
const leastShown = 100_000;

/** Behind each instruction, how many bytes it added to the last image. An edit of the file takes them away: they are no longer true. */
export class LayerSizes implements vscode.Disposable {
  readonly #type = vscode.window.createTextEditorDecorationType({
    after: { color: new vscode.ThemeColor('editorCodeLens.foreground'), margin: '0 0 0 2em' },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  readonly #layers = new Map<string, readonly InstructionLayer[]>();
  readonly #listeners = [
    vscode.window.onDidChangeVisibleTextEditors((editors) => editors.forEach((editor) => this.#show(editor))),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && this.#layers.delete(document.uri.fsPath)) this.#showAll();
    }),
  ];

  set(dockerfile: string, layers: readonly InstructionLayer[]): void {
    this.#layers.set(vscode.Uri.file(dockerfile).fsPath, layers);
    this.#showAll();
  }

  #showAll(): void {
    for (const editor of vscode.window.visibleTextEditors) this.#show(editor);
  }

  #show(editor: vscode.TextEditor): void {
    const layers = this.#layers.get(editor.document.uri.fsPath) ?? [];
    const largest = Math.max(0, ...layers.map(({ bytes }) => bytes));
    editor.setDecorations(
      this.#type,
      layers.flatMap(({ firstLine, lastLine, bytes }) => {
        if (bytes < leastShown || lastLine >= editor.document.lineCount) return [];
        const { end } = editor.document.lineAt(lastLine).range;
        const text = `${shownBytes(bytes)}${bytes === largest ? ' · largest layer' : ''}`;
        return {
          range: new vscode.Range(end, end),
          renderOptions: { after: { contentText: text } },
          hoverMessage: `Lines ${firstLine + 1} to ${lastLine + 1} added ${text} to the last image.`,
        };
      }),
    );
  }

  dispose(): void {
    this.#type.dispose();
    for (const listener of this.#listeners) listener.dispose();
  }
}

/** Decimal units, as Docker prints them. */
export function shownBytes(bytes: number): string {
  const sign = bytes < 0 ? '-' : '';
  let value = Math.abs(bytes);
  for (const unit of ['B', 'kB', 'MB']) {
    if (value < 1000) return `${sign}${value < 10 && unit !== 'B' ? value.toFixed(1) : Math.round(value)} ${unit}`;
    value /= 1000;
  }
  return `${sign}${value.toFixed(2)} GB`;
}
