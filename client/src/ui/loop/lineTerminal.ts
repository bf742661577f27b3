import * as vscode from 'vscode';

const escape = '\u001b[';
const style = { reset: `${escape}0m`, bold: `${escape}1m`, faint: `${escape}2m`, red: `${escape}31m`, green: `${escape}32m` };

/** Within this time after it was opened, a terminal that ends counts as one that did not start, in milliseconds. */
const launchMs = 700;

/** A terminal that shows lines and nothing else; Ctrl+C and closing it ask for the end. */
export class LineTerminal implements vscode.Pseudoterminal {
  readonly #write = new vscode.EventEmitter<string>();
  readonly #close = new vscode.EventEmitter<number | void>();
  readonly #waiting: string[] = [];
  readonly #hooks: LineTerminalHooks;
  #isOpen = false;
  #openedAt = 0;
  readonly onDidWrite = this.#write.event;
  readonly onDidClose = this.#close.event;

  constructor(hooks: LineTerminalHooks) {
    this.#hooks = hooks;
  }

  open(): void {
    this.#isOpen = true;
    this.#openedAt = Date.now();
    for (const text of this.#waiting.splice(0)) this.#write.fire(text);
    this.#hooks.onOpen?.();
  }

  close(): void {
    this.#hooks.onClose();
  }

  handleInput(data: string): void {
    this.#hooks.onKey(data);
  }

  /** A line of a program: its colours are its own. */
  line(text: string): void {
    this.#put(`${text.replaceAll('\n', '\r\n')}\r\n`);
  }

  /** A line of ours. */
  say(text: string, kind: 'heading' | 'aside' | 'good' | 'bad'): void {
    const { bold, faint, red, green, reset } = style;
    const start = { heading: bold, aside: faint, good: green, bad: red }[kind];
    this.#put(`${start}${text.replaceAll('\n', '\r\n')}${reset}\r\n`);
  }

  /** A line of a run, as the output channel has it. */
  lineOfRun(text: string): void {
    // What ended well is seen by what comes next.
    if (/^ {2}\w+ ended with 0 after /.test(text)) return;
    if (text.startsWith('── ')) this.say(text.slice(3), 'heading');
    else if (/^\$ |^ {2}\w+ ended with /.test(text)) this.say(text, 'aside');
    else this.line(text);
  }

  /** Ends the terminal; a task's exit code, nothing where it is to be closed. */
  end(code?: number): void {
    // VS Code says of what ends sooner that it failed to launch.
    setTimeout(() => this.#close.fire(code), Math.max(0, this.#openedAt + launchMs - Date.now()));
  }

  /** What is written before somebody looks would be lost. */
  #put(text: string): void {
    if (this.#isOpen) this.#write.fire(text);
    else this.#waiting.push(text);
  }
}

export interface LineTerminalHooks {
  readonly onOpen?: () => void;
  readonly onClose: () => void;
  readonly onKey: (key: string) => void;
}

export const controlC = '\u0003';
