import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { Diagnosis } from '../../../../server/src/protocol.js';
import type { LoopContext, Memory, RunEnd } from '../../loop/contract.js';
import { ProcessRunner } from '../../tools/processRunner.js';
import type { Failure, Outcome } from '../../tools/tool.js';
import { pickWorkspaceFolder } from '../pickFolder.js';
import { Activities } from './activities.js';
import { ChangesView } from './changes.js';
import { engineOf } from './engine.js';
import { commandsByTitle, named, showFailure, unquoted } from './failures.js';
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
  /** A stream has begun: its notification goes, and it is on the list of what goes on under this name. */
  readonly detach: (title: string, port?: number) => void;
}

export interface RunRequest<T> {
  /** Of the notification: "Build and Deploy". */
  readonly title: string;
  readonly work: (run: LoopRun) => Promise<T>;
  /** Without it the sole folder, that of the active editor, or one that the user picks. */
  readonly folder?: vscode.WorkspaceFolder;
  /** A stream that goes on until it is cancelled: no other run waits for it. */
  readonly isBackground?: boolean;
  /** A terminal shows it and ends it, or it is over at once: no notification. */
  readonly isQuiet?: boolean;
  /** Cancels from elsewhere: a terminal that is closed. */
  readonly signal?: AbortSignal;
  /** Hears every line beside the output channel. */
  readonly onLine?: (line: string) => void;
  /** Hears what a stream carries, which then does not go to the output channel. */
  readonly onOutput?: (line: string) => void;
}

type Shown = vscode.Progress<{ message?: string; increment?: number }>;

/** Everything that runs goes through here: trust, one run at a time for a folder, saving, progress, Cancel, output. */
export class LoopUi implements vscode.Disposable {
  readonly output = vscode.window.createOutputChannel('Slipway Run');
  readonly changes = new ChangesView();
  readonly activities: Activities;
  readonly #problems = new BuildProblems();
  readonly #layers = new LayerSizes();
  readonly #status = new LoopStatus();
  readonly #client: LanguageClient;
  readonly #state: vscode.Memento;
  readonly #commands: ReadonlyMap<string, string>;

  constructor(client: LanguageClient, { workspaceState, extension }: vscode.ExtensionContext) {
    this.#client = client;
    this.#state = workspaceState;
    this.#commands = commandsByTitle(extension);
    this.activities = new Activities(() => this.#atRest());
    // A window that was reloaded is where it was before.
    const folders = vscode.workspace.workspaceFolders ?? [];
    if (vscode.workspace.isTrusted && folders.some((folder) => this.memory(folder).hasRun)) this.#atRest();
  }

  memory(folder: vscode.WorkspaceFolder): FolderMemory {
    return new FolderMemory(this.#state, folder.uri.fsPath.replaceAll('\\', '/'));
  }

  /** Undefined when nothing was run: no trust, no folder, another run is on. */
  async run<T>(request: RunRequest<T>): Promise<T | undefined> {
    const { title, isBackground = false } = request;
    // Menus hide what runs programs; a keybinding or another extension may still ask for it.
    if (!vscode.workspace.isTrusted) {
      void askForTrust(title);
      return undefined;
    }
    const folder = request.folder ?? activeFolder() ?? (await pickWorkspaceFolder(title));
    if (folder === undefined) return undefined;
    const key = folder.uri.toString();
    const other = this.activities.runIn(key);
    if (!isBackground && other !== undefined) {
      request.onLine?.(`${other.title} is still running in ${folder.name}: nothing was run.`);
      const cancel = `Cancel ${other.title}`;
      void vscode.window
        .showInformationMessage(`Slipway: ${other.title} is still running in ${folder.name}, and one run at a time is enough.`, cancel)
        .then((answer) => {
          if (answer === cancel) other.end();
        });
      return undefined;
    }
    const end = new AbortController();
    request.signal?.addEventListener('abort', () => end.abort(), { once: true });
    const done = this.activities.add({ title, folder: key, isStream: isBackground, end: () => end.abort() });
    try {
      if (!(await this.#hasServer())) {
        const failure = { code: 'server-stopped', message: 'The language server does not start, and without it files cannot be read.' };
        request.onLine?.(failure.message);
        void this.tellFailure({ ...failure, remedy: 'Run "Slipway: Restart"' });
        return undefined;
      }
      await vscode.workspace.saveAll(false);
      return await this.#carriedOut(request, folder, end, done);
    } finally {
      done();
    }
  }

  /** Files are read by the server; one that has stopped is started once more. */
  async #hasServer(): Promise<boolean> {
    if (this.#client.isRunning()) return true;
    try {
      await this.#client.start();
    } catch {
      // The log has the reason.
    }
    return this.#client.isRunning();
  }

  async #carriedOut<T>(
    { title, work, isQuiet = false, onLine, onOutput }: RunRequest<T>,
    folder: vscode.WorkspaceFolder,
    end: AbortController,
    done: () => void,
  ): Promise<T> {
    this.output.appendLine(`\n── ${title}, ${new Date().toLocaleTimeString()}`);
    const memory = this.memory(folder);
    const start = (progress: Shown, detach: LoopRun['detach']): Promise<T> =>
      work({ ctx: this.#context(folder, progress, end.signal, onLine, onOutput), memory, folder, detach });
    if (isQuiet) return start({ report: () => undefined }, () => undefined);
    let stream: (() => void) | undefined;
    let result: Promise<T> | undefined;
    try {
      await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Notification, title: `Slipway: ${title}`, cancellable: true },
        async (progress, token) => {
          token.onCancellationRequested(() => end.abort());
          await new Promise<void>((isOver) => {
            result = start(progress, (name, port) => {
              done();
              const named = { title: name, folder: folder.uri.toString(), isStream: true, end: () => end.abort() };
              stream = this.activities.add(port === undefined ? named : { ...named, port });
              isOver();
            });
            void result.then(
              () => isOver(),
              () => isOver(),
            );
          });
        },
      );
      return await (result as unknown as Promise<T>);
    } finally {
      stream?.();
    }
  }

  #context(
    folder: vscode.WorkspaceFolder,
    progress: Shown,
    signal: AbortSignal,
    onLine: ((line: string) => void) | undefined,
    onOutput: ((line: string) => void) | undefined,
  ): LoopContext {
    const { output } = this;
    const log = (line: string): void => {
      output.appendLine(line);
      onLine?.(line);
    };
    const say = onOutput ?? log;
    return {
      runner: new ProcessRunner({
        env: process.env,
        paths: programPaths(),
        workspace: (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath),
        log,
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

  /** The status item once more as it is between two steps; a run that goes on has it for itself. */
  #atRest(): void {
    if (this.activities.all.every(({ isStream }) => isStream))
      this.#status.idle(this.activities.ports.map(({ port, title }) => ({ port, title })));
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
      named(first.cause),
      ...(first.place === null ? [] : ['Show the Line']),
      ...first.remedies.flatMap((remedy) => (remedy.kind === 'command' ? [unquoted(remedy.title)] : [])).slice(0, 2),
      'Show Output',
    );
    if (answer === 'Show the Line') await showPlace(first);
    else if (answer === 'Show Output') this.output.show(true);
    else {
      const remedy = first.remedies.find(({ title: shown }) => unquoted(shown) === answer);
      if (remedy?.kind === 'command') await vscode.commands.executeCommand('slipway.remedy', remedy.command, ...remedy.args);
    }
  }

  /** A cancelled run needs no message: the user knows. */
  async tellFailure(failure: Failure): Promise<void> {
    const { code, message, detail, remedy } = failure;
    this.output.appendLine(`${message}${remedy === undefined ? '' : ` ${remedy}.`}${detail === undefined ? '' : `\n${detail}`}`);
    if (code !== 'cancelled') await showFailure(failure, this.#commands, () => this.output.show(true));
  }

  /** Tells a failure and hands on the value of what worked. */
  async value<T>(outcome: Outcome<T> | undefined): Promise<T | undefined> {
    if (outcome === undefined || outcome.ok) return outcome?.value;
    await this.tellFailure(outcome.failure);
    return undefined;
  }

  /** Ends what runs: nothing outlives the window. */
  dispose(): void {
    this.activities.endAll();
    for (const part of [this.output, this.changes, this.#problems, this.#layers, this.#status]) part.dispose();
  }
}

async function askForTrust(title: string): Promise<void> {
  const manage = 'Manage Workspace Trust';
  const answer = await vscode.window.showWarningMessage(
    `Slipway: ${title} runs programs on files of this workspace, and the workspace is not trusted.`,
    manage,
  );
  if (answer === manage) await vscode.commands.executeCommand('workbench.trust.manage');
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
