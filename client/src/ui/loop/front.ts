import * as vscode from 'vscode';
import type { BuildProblem, Change, Confirmation, Front, InstructionLayer, Question, Step, TextQuestion } from '../../loop/contract.js';
import type { ChangesView } from './changes.js';
import type { BuildProblems } from './problems.js';
import type { LayerSizes } from './layerSizes.js';

const words: Readonly<Record<Step, string>> = {
  check: 'Checking',
  build: 'Building',
  deliver: 'Delivering',
  diff: 'Comparing',
  deploy: 'Deploying',
  wait: 'Waiting',
  diagnose: 'Looking for the reason',
};

/** A text that says itself what is done needs no word before it: "Creating cluster dev". */
function shownStep(step: Step, text: string): string {
  return /^[a-z]+ing /.test(text) ? `${text.charAt(0).toUpperCase()}${text.slice(1)}` : `${words[step]}: ${text}`;
}

/** How a run is shown in VS Code: one notification with Cancel, output in its own channel, pickers for questions. */
export class VscodeFront implements Front {
  readonly #progress: vscode.Progress<{ message?: string; increment?: number }>;
  readonly #say: (line: string) => void;
  readonly #problems: BuildProblems;
  readonly #layers: LayerSizes;
  readonly #changes: ChangesView;
  /** Called at each step, for the status bar. */
  readonly #onStep: (step: Step, text: string) => void;
  #step: Step | undefined;
  #fraction = 0;

  constructor(
    progress: vscode.Progress<{ message?: string; increment?: number }>,
    shown: {
      readonly say: (line: string) => void;
      readonly problems: BuildProblems;
      readonly layers: LayerSizes;
      readonly changes: ChangesView;
    },
    onStep: (step: Step, text: string) => void,
  ) {
    this.#progress = progress;
    this.#say = shown.say;
    this.#problems = shown.problems;
    this.#layers = shown.layers;
    this.#changes = shown.changes;
    this.#onStep = onStep;
  }

  progress(step: Step, text: string, fraction?: number): void {
    const shown = shownStep(step, text);
    if (step !== this.#step) this.#say(`── ${shown}`);
    this.#step = step;
    // Only a build knows how far it is; the bar belongs to it.
    const increment = fraction === undefined ? 0 : Math.max(0, fraction - this.#fraction) * 100;
    this.#fraction = Math.max(this.#fraction, fraction ?? 0);
    this.#progress.report({ message: shown, ...(increment > 0 ? { increment } : {}) });
    this.#onStep(step, text);
  }

  output(line: string): void {
    this.#say(line);
  }

  async choose({ title, choices }: Question): Promise<string | undefined> {
    const picked = await vscode.window.showQuickPick(
      choices.map(({ value, label, description, detail, isPreferred }) => ({
        label,
        value,
        picked: isPreferred === true,
        ...(description === undefined ? {} : { description }),
        ...(detail === undefined ? {} : { detail }),
      })),
      { title, ignoreFocusOut: true, matchOnDescription: true },
    );
    return picked?.value;
  }

  async ask({ title, value, isSecret, fault }: TextQuestion): Promise<string | undefined> {
    return vscode.window.showInputBox({
      title,
      ...(value === undefined ? {} : { value }),
      password: isSecret === true,
      ignoreFocusOut: true,
      validateInput: (text) => fault(text),
    });
  }

  async changes(changes: readonly Change[]): Promise<void> {
    await this.#changes.show(changes);
  }

  async confirm({ title, detail, action, typed }: Confirmation): Promise<boolean> {
    const answer = await vscode.window.showWarningMessage(title, { modal: true, detail }, action);
    if (answer !== action) return false;
    if (typed === undefined) return true;
    const given = await vscode.window.showInputBox({
      title: `Type ${typed} to go on`,
      ignoreFocusOut: true,
      validateInput: (text) => (text === typed ? undefined : `Type ${typed}`),
    });
    return given === typed;
  }

  buildProblems(dockerfile: string, problems: readonly BuildProblem[]): void {
    this.#problems.set(dockerfile, problems);
  }

  layers(dockerfile: string, layers: readonly InstructionLayer[]): void {
    this.#layers.set(dockerfile, layers);
  }
}
