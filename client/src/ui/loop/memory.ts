import type * as vscode from 'vscode';
import type { Memory, Remembered } from '../../loop/contract.js';
import { withoutSecrets } from '../../loop/memory.js';

const prefix = 'slipway.loop:';

/** What is remembered of a workspace folder, in VS Code's own state: no file of the project changes. */
export class FolderMemory implements Memory {
  readonly #state: vscode.Memento;
  readonly #folder: string;

  constructor(state: vscode.Memento, folder: string) {
    this.#state = state;
    this.#folder = folder;
  }

  get(): Remembered {
    const found = this.#state.get<Remembered>(`${prefix}${this.#folder}`);
    // Another version of the extension may have left another shape.
    return found?.answers?.version === 1 ? found : { answers: { version: 1, folder: this.#folder } };
  }

  /** Whether something was run in this folder before. */
  get hasRun(): boolean {
    const { answers, image, deployment } = this.get();
    return image !== undefined || deployment !== undefined || answers.cluster !== undefined;
  }

  async set(remembered: Remembered): Promise<void> {
    const { answers } = remembered;
    const { buildArgs } = answers;
    const kept = buildArgs === undefined ? remembered : { ...remembered, answers: { ...answers, buildArgs: withoutSecrets(buildArgs) } };
    await this.#state.update(`${prefix}${this.#folder}`, kept);
  }

  async forget(): Promise<void> {
    await this.#state.update(`${prefix}${this.#folder}`, undefined);
  }
}
