import * as vscode from 'vscode';
import type { Step } from '../../loop/contract.js';

export interface OpenPort {
  readonly port: number;
  readonly title: string;
}

const icons: Readonly<Record<Step, string>> = {
  check: 'search',
  build: 'package',
  deliver: 'cloud-upload',
  diff: 'diff',
  deploy: 'rocket',
  wait: 'sync~spin',
  diagnose: 'bug',
};

/** The one item of the status bar: what runs, and a click away from running again. It is there once something was run. */
export class LoopStatus implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('slipway.loop', vscode.StatusBarAlignment.Left, 5);

  constructor() {
    this.#item.name = 'Slipway: Build and Deploy';
    this.#item.command = 'slipway.loopMenu';
  }

  at(step: Step, text: string): void {
    this.#item.text = `$(${icons[step]}) ${text.length > 40 ? `${text.slice(0, 39)}…` : text}`;
    this.#item.tooltip = text;
    this.#item.show();
  }

  /** Nothing runs but streams. */
  idle(ports: readonly OpenPort[]): void {
    this.#item.text = `$(rocket) Slipway${ports.length === 0 ? '' : ` $(plug) ${ports.map(({ port }) => port).join(' ')}`}`;
    this.#item.tooltip = ['Build and deploy again, logs, ports, roll back', ...ports.map(({ title }) => title)].join('\n');
    this.#item.show();
  }

  dispose(): void {
    this.#item.dispose();
  }
}
