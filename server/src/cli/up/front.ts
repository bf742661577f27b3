import { createInterface } from 'node:readline/promises';
import type { BuildProblem, Change, Confirmation, Front, Question, Step, TextQuestion } from '../../../../client/src/loop/contract.js';
import { lineDiff } from './lineDiff.js';

export interface TerminalOptions {
  /** A person sits there: questions are asked. Else a question without a sole or preferred answer ends the run. */
  readonly isInteractive: boolean;
  /** `--yes`: confirmations are taken as given. */
  readonly isAgreed: boolean;
  /** Output of programs is shown line by line. */
  readonly isVerbose: boolean;
  /** Absolute path as it is shown. */
  readonly shown: (path: string) => string;
  readonly signal: AbortSignal;
}

/** A run on a terminal: progress and questions on standard error, so that standard output is the result's alone. */
export class TerminalFront implements Front {
  readonly #options: TerminalOptions;
  #step: Step | undefined;
  #last = '';
  /** Problems of the build, for the end of the run. */
  readonly problems: (BuildProblem & { readonly path: string })[] = [];
  /** The first question that nobody was there to answer, and the flag that does. */
  unanswered: string | undefined;

  constructor(options: TerminalOptions) {
    this.#options = options;
  }

  progress(step: Step, text: string): void {
    if (step === this.#step && text === this.#last) return;
    this.#step = step;
    this.#last = text;
    this.#say(`${step.padEnd(8)} ${text}`);
  }

  output(line: string): void {
    if (this.#options.isVerbose) this.#say(`         ${line}`);
  }

  async choose({ key, title, choices }: Question): Promise<string | undefined> {
    const { isInteractive } = this.#options;
    if (!isInteractive) {
      const preferred = choices.find((choice) => choice.isPreferred === true);
      if (preferred === undefined)
        this.#missed(
          `${title}: say which with --${flagOf(key)}. ${choices.length === 1 ? 'There is' : 'There are'} ${choices.map(({ label }) => `\`${label}\``).join(', ')}.`,
        );
      return preferred?.value;
    }
    this.#say(`${title}:`);
    choices.forEach(({ label, description }, i) =>
      this.#say(`  ${i + 1}  ${label}${description === undefined ? '' : `  (${description})`}`),
    );
    for (;;) {
      const answer = await this.#question(`1-${choices.length}, empty to stop: `);
      if (answer === undefined || answer === '') return undefined;
      const picked = choices[Number(answer) - 1];
      if (picked !== undefined) return picked.value;
    }
  }

  async ask({ key, title, value, fault }: TextQuestion): Promise<string | undefined> {
    if (!this.#options.isInteractive) {
      if (value !== undefined && fault(value) === undefined) return value;
      this.#missed(`${title}: say it with --${flagOf(key)}.`);
      return undefined;
    }
    for (;;) {
      const answer = await this.#question(`${title}${value === undefined || value === '' ? '' : ` [${value}]`}: `);
      if (answer === undefined) return undefined;
      const given = answer === '' ? (value ?? '') : answer;
      const wrong = fault(given);
      if (wrong === undefined) return given;
      this.#say(wrong);
    }
  }

  changes(changes: readonly Change[]): Promise<void> {
    for (const { kind, namespace, name, before, after } of changes) {
      this.#say(`${before === null ? 'new    ' : 'changed'} ${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`);
      if (before !== null) for (const line of lineDiff(before, after)) this.#say(`         ${line}`);
    }
    return Promise.resolve();
  }

  async confirm({ title, detail, action, typed }: Confirmation): Promise<boolean> {
    // What has to be typed is not agreed to beforehand.
    if (typed === undefined && this.#options.isAgreed) return true;
    this.#say(`${title}\n${detail}`);
    if (!this.#options.isInteractive) {
      this.#missed(`${/[.?]$/.test(title) ? title : `${title}.`} Nobody can be asked here${typed === undefined ? ': --yes agrees' : ''}.`);
      return false;
    }
    const answer = await this.#question(typed === undefined ? `${action}? y/N: ` : `Type ${typed} to go on: `);
    return typed === undefined ? /^y(?:es)?$/i.test(answer ?? '') : answer === typed;
  }

  buildProblems(dockerfile: string, problems: readonly BuildProblem[]): void {
    for (const problem of problems) {
      this.problems.push({ ...problem, path: dockerfile });
      this.#say(
        `${this.#options.shown(dockerfile)}:${problem.firstLine + 1}: ${problem.severity}: ${problem.message.split('\n')[0] ?? ''} [${problem.code}]`,
      );
    }
  }

  layers(): void {
    // A terminal has no line to put them on.
  }

  /** A line; undefined when the input ends or the run is cancelled. */
  async #question(text: string): Promise<string | undefined> {
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    // While it reads, Ctrl+C comes here and nowhere else.
    lines.on('SIGINT', () => process.emit('SIGINT'));
    const ended = new Promise<undefined>((end) => lines.once('close', () => end(undefined)));
    try {
      return (await Promise.race([lines.question(text, { signal: this.#options.signal }), ended]))?.trim();
    } catch {
      return undefined;
    } finally {
      lines.close();
    }
  }

  #missed(text: string): void {
    this.unanswered ??= text;
  }

  #say(text: string): void {
    process.stderr.write(`${text}\n`);
  }
}

const flags: Readonly<Record<string, string>> = {
  kubeContext: 'kube-context',
  buildArgs: 'build-arg',
  context: 'build-context',
  secrets: 'secret',
  delivery: 'deliver',
  dockerfile: 'file',
};

function flagOf(key: string): string {
  return flags[key] ?? key;
}
