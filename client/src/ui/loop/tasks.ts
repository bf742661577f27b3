import * as vscode from 'vscode';
import type { AnswerKey, Answers, LoopContext, Memory } from '../../loop/contract.js';
import { runAll, runBuild, runDeploy } from '../../loop/run.js';
import type { LoopUi } from './loop.js';

const type = 'slipway';

/** `tasks.json`: `{ "type": "slipway", "step": "buildAndDeploy", "target": "runtime", … }`. What it does not say is remembered or asked. */
interface Definition extends vscode.TaskDefinition {
  readonly step: 'build' | 'deploy' | 'buildAndDeploy';
  /** Relative to the workspace folder. */
  readonly dockerfile?: string;
  readonly context?: string;
  readonly target?: string;
  readonly image?: string;
  readonly cluster?: string;
  readonly namespace?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
}

const names: Readonly<Record<Definition['step'], string>> = { build: 'Build Image', deploy: 'Deploy', buildAndDeploy: 'Build and Deploy' };

/** Tasks run what the commands run: one code path, in a terminal of their own. */
export function registerTasks(loop: LoopUi): vscode.Disposable {
  return vscode.tasks.registerTaskProvider(type, {
    provideTasks: () =>
      (vscode.workspace.workspaceFolders ?? []).flatMap((folder) =>
        (Object.keys(names) as Definition['step'][]).map((step) => taskFor({ type, step }, folder, loop)),
      ),
    resolveTask: (task) => {
      const { scope, definition } = task;
      if (typeof scope !== 'object' || !isDefinition(definition)) return undefined;
      return taskFor(definition, scope, loop);
    },
  });
}

function isDefinition(definition: vscode.TaskDefinition): definition is Definition {
  return definition.type === type && typeof definition['step'] === 'string' && Object.hasOwn(names, definition['step']);
}

function taskFor(definition: Definition, folder: vscode.WorkspaceFolder, loop: LoopUi): vscode.Task {
  const task = new vscode.Task(
    definition,
    folder,
    names[definition.step],
    'slipway',
    new vscode.CustomExecution(() => Promise.resolve(new LoopTerminal(definition, folder, loop))),
  );
  if (definition.step === 'build') task.group = vscode.TaskGroup.Build;
  return task;
}

class LoopTerminal implements vscode.Pseudoterminal {
  readonly #write = new vscode.EventEmitter<string>();
  readonly #close = new vscode.EventEmitter<number>();
  readonly #end = new AbortController();
  readonly #definition: Definition;
  readonly #folder: vscode.WorkspaceFolder;
  readonly #loop: LoopUi;
  readonly onDidWrite = this.#write.event;
  readonly onDidClose = this.#close.event;

  constructor(definition: Definition, folder: vscode.WorkspaceFolder, loop: LoopUi) {
    this.#definition = definition;
    this.#folder = folder;
    this.#loop = loop;
  }

  open(): void {
    void this.#run().then(
      (code) => this.#close.fire(code),
      (error: unknown) => {
        this.#say(String(error));
        this.#close.fire(1);
      },
    );
  }

  close(): void {
    this.#end.abort();
  }

  async #run(): Promise<number> {
    const { step } = this.#definition;
    const isOk = await this.#loop.run({
      title: names[step],
      folder: this.#folder,
      signal: this.#end.signal,
      onLine: (line) => this.#say(line),
      work: async ({ ctx, memory }) => {
        // What a task says holds for its own runs, and is remembered like any answer.
        const said = this.#answers();
        const own: Memory = {
          get: () => ({ ...memory.get(), answers: { ...memory.get().answers, ...said } }),
          set: (remembered) => memory.set(remembered),
        };
        const run: LoopContext = { ...ctx, given: new Set(Object.keys(said) as AnswerKey[]) };
        if (step === 'build') {
          const built = await runBuild(run, own);
          this.#say(built.ok ? `built ${built.value.reference}` : built.failure.message);
          return built.ok;
        }
        const end = step === 'deploy' ? await runDeploy(run, own) : await runAll(run, own);
        this.#say(end.state === 'running' ? 'running' : `${end.step}: ${end.diagnoses[0]?.cause ?? end.failure.message}`);
        void this.#loop.tell(names[step], end);
        return end.state === 'running';
      },
    });
    return isOk === true ? 0 : 1;
  }

  #answers(): Partial<Answers> {
    const { dockerfile, context, target, image, cluster, namespace, buildArgs } = this.#definition;
    const root = this.#folder.uri.fsPath.replaceAll('\\', '/');
    const at = (path: string): string => vscode.Uri.joinPath(this.#folder.uri, path).fsPath.replaceAll('\\', '/');
    return {
      folder: root,
      ...(dockerfile === undefined ? {} : { dockerfile: at(dockerfile) }),
      ...(context === undefined ? {} : { context: at(context) }),
      ...(target === undefined ? {} : { target }),
      ...(image === undefined ? {} : { image }),
      ...(cluster === undefined ? {} : { cluster }),
      ...(namespace === undefined ? {} : { namespace }),
      ...(buildArgs === undefined ? {} : { buildArgs }),
    };
  }

  #say(line: string): void {
    this.#write.fire(`${line.replaceAll('\n', '\r\n')}\r\n`);
  }
}
