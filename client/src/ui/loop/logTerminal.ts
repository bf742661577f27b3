import * as vscode from 'vscode';
import { showLogs } from '../../loop/logs.js';
import { readPrefixedLine } from '../../tools/kubectl/logs.js';
import { controlC, LineTerminal } from './lineTerminal.js';
import type { LoopUi } from './loop.js';

/** Logs of a container in a terminal of their own: colours as the program wrote them, and a search. Closing it ends the stream. */
export async function openLogs(loop: LoopUi, wanted?: { readonly pod: string; readonly container: string }): Promise<void> {
  await new LogTerminal(loop).follow(wanted);
}

class LogTerminal {
  readonly #loop: LoopUi;
  #terminal: vscode.Terminal | undefined;
  #lines: LineTerminal | undefined;
  #end = new AbortController();
  #isStreaming = false;
  #onStart: (what: string) => void = () => undefined;

  constructor(loop: LoopUi) {
    this.#loop = loop;
  }

  async follow(wanted?: { readonly pod: string; readonly container: string }): Promise<void> {
    this.#end = new AbortController();
    const end = await this.#loop.run({
      title: 'Logs',
      isBackground: true,
      signal: this.#end.signal,
      onOutput: (line) => this.#shown(line),
      work: ({ ctx, memory, detach }) => {
        this.#onStart = detach;
        return showLogs(ctx, memory, wanted);
      },
    });
    if (!this.#isStreaming) {
      await this.#loop.value(end);
      return;
    }
    this.#isStreaming = false;
    if (end?.ok === false && end.failure.code !== 'cancelled') this.#lines?.say(end.failure.message, 'bad');
    this.#lines?.say('The logs ended. Enter shows those of the newest pod, any other key closes this.', 'aside');
  }

  #shown(line: string): void {
    const [, heading, container] = /^── ([^/]+\/([^/,]+).*)$/.exec(line) ?? [];
    if (heading !== undefined && container !== undefined) {
      this.#open(container);
      this.#lines?.say(heading, 'heading');
    } else this.#lines?.line(readPrefixedLine(line)?.text ?? line);
  }

  #open(container: string): void {
    if (this.#isStreaming) return;
    this.#isStreaming = true;
    this.#onStart(`Logs of ${container}`);
    if (this.#terminal === undefined) {
      this.#lines = new LineTerminal({ onClose: () => this.#end.abort(), onKey: (key) => this.#onKey(key) });
      this.#terminal = vscode.window.createTerminal({
        name: `Logs: ${container}`,
        pty: this.#lines,
        iconPath: new vscode.ThemeIcon('output'),
        isTransient: true,
      });
    }
    this.#terminal.show(true);
  }

  #onKey(key: string): void {
    if (this.#isStreaming) {
      if (key === controlC) this.#end.abort();
    } else if (key === '\r') void this.follow();
    else this.#terminal?.dispose();
  }
}
