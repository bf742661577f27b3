import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { Diagnosis } from '../../../../server/src/protocol.js';
import type { LoopContext, Memory, RunEnd } from '../../loop/contract.js';
import { ProcessRunner } from '../../tools/processRunner.js';
import type { Failure, Outcome } from '../../tools/tool.js';
import { pickWorkspaceFolder } from '../pickFolder.js';
import { ChangesView } from './changes.js';
import { engineOf } from './engine.js';
import { VscodeFront } from './front.js';
import { LayerSizes } from './layerSizes.js';
import { FolderMemory } from './memory.js';
import { BuildProblems } from './problems.js';
import { loopSettings, programPaths } from './settings.js';
import { LoopStatus } from './statusBar.js';

/** What a command of the inner loop is given. */
export interface LoopRun {
  readonly ctx: LoopContext;
  readonly memory: Memory;
  readonly folder: vscode.WorkspaceFolder;
}

export interface RunRequest<T> {
  /** Of the notification: "Build and Deploy". */
  readonly title: string;
  readonly work: (run: LoopRun) => Promise<T>;
  /** Without it the sole folder, that of the active editor, or one that the user picks. */
  readonly folder?: vscode.WorkspaceFolder;
  /** A stream that goes on until it is cancelled: no other run waits for it. */
  readonly isBackground?: boolean;
  /** Cancels from elsewhere: a task's terminal that is closed. */
  readonly signal?: AbortSignal;
  /** Hears every line beside the output channel. */
  readonly onLine?: (line: string) => void;
}

/** Everything that runs goes through here: trust, one run at a time for a folder, saving, progress, Cancel, output. */
export class LoopUi implements vscode.Disposable {
  readonly output = vscode.window.createOutputChannel('Slipway Run');
  readonly changes = new ChangesView();
  readonly #problems = new BuildProblems();
  readonly #layers = new LayerSizes();
  readonly #status = new LoopStatus();
  readonly #client: LanguageClient;
  readonly #state: vscode.Memento;
  readonly #running = new Map<string, string>();
  readonly #ends = new Set<AbortController>();

  constructor(client: LanguageClient, state: vscode.Memento) {
    this.#client = client;
    this.#state = state;
  }

  memory(folder: vscode.WorkspaceFolder): FolderMemory {
    return new FolderMemory(this.#state, folder.uri.fsPath.replaceAll('\\', '/'));
  }

  /** Undefined when nothing was run: no trust, no folder, another run is on. */
  async run<T>({ title, work, folder: given, isBackground = false, signal, onLine }: RunRequest<T>): Promise<T | undefined> {
    // Menus hide what runs programs; a keybinding or another extension may still ask for it.
    if (!vscode.workspace.isTrusted) {
      void vscode.window
        .showWarningMessage(`Slipway: ${title} runs programs on files of this workspace, which is not trusted.`, 'Manage Trust')
        .then((answer) => {
          if (answer !== undefined) void vscode.commands.executeCommand('workbench.trust.manage');
        });
      return undefined;
    }
    const folder = given ?? activeFolder() ?? (await pickWorkspaceFolder(title));
    if (folder === undefined) return undefined;
    const key = folder.uri.toString();
    const other = this.#running.get(key);
    if (!isBackground && other !== undefined) {
      void vscode.window.showInformationMessage(`Slipway: ${other} is still running in ${folder.name}. Cancel it, or wait for its end.`);
      return undefined;
    }
    await vscode.workspace.saveAll(false);
    if (!isBackground) this.#running.set(key, title);
    const end = new AbortController();
    this.#ends.add(end);
    signal?.addEventListener('abort', () => end.abort(), { once: true });
    try {
      this.output.appendLine(`\n── ${title}, ${new Date().toLocaleTimeString()}`);
      return await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Notification, title: `Slipway: ${title}`, cancellable: true },
        (progress, token) => {
          token.onCancellationRequested(() => end.abort());
          return work({ ctx: this.#context(folder, progress, end.signal, onLine), memory: this.memory(folder), folder });
        },
      );
    } finally {
      this.#ends.delete(end);
      if (!isBackground) {
        this.#running.delete(key);
        this.#status.idle();
      }
    }
  }

  #context(
    folder: vscode.WorkspaceFolder,
    progress: vscode.Progress<{ message?: string; increment?: number }>,
    signal: AbortSignal,
    onLine: ((line: string) => void) | undefined,
  ): LoopContext {
    const { output } = this;
    const say = (line: string): void => {
      output.appendLine(line);
      onLine?.(line);
    };
    return {
      runner: new ProcessRunner({
        env: process.env,
        paths: programPaths(),
        workspace: (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath),
        log: say,
      }),
      engine: engineOf(this.#client),
      front: new VscodeFront(progress, { say, problems: this.#problems, layers: this.#layers, changes: this.changes }, (step, text) =>
        this.#status.at(step, text),
      ),
      settings: loopSettings(folder.uri),
      signal,
      folders: [folder.uri.fsPath.replaceAll('\\', '/')],
    };
  }

  /** Tells how a whole run ended: one notification, with what can be done next. */
  async tell(title: string, end: RunEnd): Promise<void> {
    if (end.state === 'running') {
      const { target, objects } = end.deployment;
      this.output.appendLine(`── ${title}: ${objects.length} objects are running in ${target.kubeContext}, namespace ${target.namespace}`);
      const open = objects.some(({ kind }) => kind === 'Service') ? ['Open in Browser'] : [];
      const answer = await vscode.window.showInformationMessage(
        `Slipway: running in ${target.kubeContext}${end.image === undefined ? '' : ` as ${end.image.reference}`}.`,
        ...open,
        'Show Logs',
      );
      if (answer === 'Open in Browser') await vscode.commands.executeCommand('slipway.openInBrowser');
      if (answer === 'Show Logs') await vscode.commands.executeCommand('slipway.showPodLogs');
      return;
    }
    const [first] = end.diagnoses;
    for (const diagnosis of end.diagnoses) this.output.appendLine(`${diagnosis.cause}\n  ${diagnosis.explanation}\n  ${diagnosis.said}`);
    if (first === undefined) return this.tellFailure(end.failure);
    const answer = await vscode.window.showErrorMessage(
      `Slipway: ${first.cause}`,
      ...(first.place === null ? [] : ['Show the Line']),
      ...first.remedies.flatMap((remedy) => (remedy.kind === 'command' ? [remedy.title] : [])).slice(0, 2),
      'Show Output',
    );
    if (answer === 'Show the Line') await showPlace(first);
    else if (answer === 'Show Output') this.output.show(true);
    else {
      const remedy = first.remedies.find((one) => one.title === answer);
      if (remedy?.kind === 'command') await vscode.commands.executeCommand('slipway.remedy', remedy.command, ...remedy.args);
    }
  }

  /** A cancelled run needs no message: the user knows. */
  async tellFailure({ code, message, detail, remedy }: Failure): Promise<void> {
    this.output.appendLine(`${message}${remedy === undefined ? '' : ` ${remedy}.`}${detail === undefined ? '' : `\n${detail}`}`);
    if (code === 'cancelled') return;
    const answer = await vscode.window.showErrorMessage(`Slipway: ${message}${remedy === undefined ? '' : ` ${remedy}.`}`, 'Show Output');
    if (answer !== undefined) this.output.show(true);
  }

  /** Tells a failure and hands on the value of what worked. */
  async value<T>(outcome: Outcome<T> | undefined): Promise<T | undefined> {
    if (outcome === undefined || outcome.ok) return outcome?.value;
    await this.tellFailure(outcome.failure);
    return undefined;
  }

  /** Ends what runs: nothing outlives the window. */
  dispose(): void {
    for (const end of this.#ends) end.abort();
    for (const part of [this.output, this.changes, this.#problems, this.#layers, this.#status]) part.dispose();
  }
}

function activeFolder(): vscode.WorkspaceFolder | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri === undefined ? undefined : vscode.workspace.getWorkspaceFolder(uri);
}

async function showPlace({ place }: Diagnosis): Promise<void> {
  if (place === null) return;
  const { start, end } = place.range;
  await vscode.window.showTextDocument(vscode.Uri.file(place.path), {
    selection: new vscode.Range(start.line, start.character, end.line, end.character),
  });
}
