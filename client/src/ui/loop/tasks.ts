import * as vscode from 'vscode';
import type { AnswerKey, Answers, LoopContext, Memory } from '../../loop/contract.js';
import { runAll, runBuild, runDeploy } from '../../loop/run.js';
import { controlC, LineTerminal } from './lineTerminal.js';
import type { LoopUi } from './loop.js';
import { manifestSource } from './manifestSource.js';

const type = 'slipway';

/** `tasks.json`: `{ "type": "slipway", "step": "buildAndDeploy", "target": "runtime", … }`. What it does not say is remembered or asked. */
interface Definition extends vscode.TaskDefinition {
  readonly step: 'build' | 'deploy' | 'buildAndDeploy';
  /** Relative to the workspace folder. */
  readonly dockerfile?: string;
  readonly context?: string;
  readonly manifests?: string;
  readonly target?: string;
  readonly image?: string;
  readonly cluster?: string;
  readonly namespace?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
}

const names: Readonly<Record<Definition['step'], string>> = { build: 'Build Image', deploy: 'Deploy', buildAndDeploy: 'Build and Deploy' };
const textual = ['dockerfile', 'context', 'manifests', 'target', 'image', 'cluster', 'namespace'] as const;

/** Tasks run what the commands run: one code path, in a terminal of their own. */
export function registerTasks(loop: LoopUi): vscode.Disposable {
  return vscode.tasks.registerTaskProvider(type, {
    provideTasks: () =>
      (vscode.workspace.workspaceFolders ?? []).flatMap((folder) =>
        (Object.keys(names) as Definition['step'][]).map((step) => taskFor({ type, step }, folder, loop)),
      ),
    resolveTask: ({ scope, definition }) => {
      // A task of a .code-workspace file is of no folder: it runs in the first.
      const folder = typeof scope === 'object' ? scope : vscode.workspace.workspaceFolders?.[0];
      return folder === undefined ? undefined : taskFor(definition, folder, loop);
    },
  });
}

/** What is wrong with a definition; tasks.json is text that somebody wrote. */
function faultOf(definition: vscode.TaskDefinition): string | undefined {
  const { step, buildArgs } = definition as Readonly<Record<string, unknown>>;
  const known = Object.keys(names)
    .map((name) => `"${name}"`)
    .join(', ');
  if (typeof step !== 'string') return `This task has no "step". It has to be one of ${known}.`;
  if (!Object.hasOwn(names, step)) return `The "step" of this task is "${step}", and has to be one of ${known}.`;
  for (const key of textual) {
    const value: unknown = definition[key];
    if (value !== undefined && (typeof value !== 'string' || value === '')) return `"${key}" of this task has to be a text.`;
  }
  const areTexts =
    typeof buildArgs === 'object' && buildArgs !== null && Object.values(buildArgs).every((value) => typeof value === 'string');
  return buildArgs === undefined || areTexts ? undefined : '"buildArgs" of this task has to be an object of texts.';
}

function taskFor(definition: vscode.TaskDefinition, folder: vscode.WorkspaceFolder, loop: LoopUi): vscode.Task {
  const fault = faultOf(definition);
  const name = fault === undefined ? names[(definition as Definition).step] : type;
  const execution = new vscode.CustomExecution(() =>
    Promise.resolve(fault === undefined ? new TaskRun(definition as Definition, folder, loop).terminal : refusal(fault)),
  );
  // Problems are published by the run itself; without a list, VS Code would ask how to look for them.
  const task = new vscode.Task(definition, folder, name, type, execution, []);
  if (definition['step'] === 'build') task.group = vscode.TaskGroup.Build;
  return task;
}

/** As a mistake in the words of a command ends it. */
const usageCode = 2;

function refusal(fault: string): vscode.Pseudoterminal {
  const terminal = new LineTerminal({
    onOpen: () => {
      terminal.say(`${fault} Nothing was run.`, 'bad');
      terminal.end(usageCode);
    },
    onClose: () => undefined,
    onKey: () => undefined,
  });
  return terminal;
}

class TaskRun {
  readonly terminal: LineTerminal;
  readonly #end = new AbortController();
  readonly #definition: Definition;
  readonly #folder: vscode.WorkspaceFolder;
  readonly #loop: LoopUi;

  constructor(definition: Definition, folder: vscode.WorkspaceFolder, loop: LoopUi) {
    this.#definition = definition;
    this.#folder = folder;
    this.#loop = loop;
    this.terminal = new LineTerminal({
      onOpen: () => void this.#start(),
      onClose: () => this.#end.abort(),
      onKey: (key) => {
        if (key === controlC) this.#end.abort();
      },
    });
  }

  async #start(): Promise<void> {
    try {
      this.terminal.end((await this.#run()) ? 0 : 1);
    } catch (error) {
      this.terminal.say(String(error), 'bad');
      this.terminal.end(1);
    }
  }

  async #run(): Promise<boolean> {
    const { step } = this.#definition;
    const isOk = await this.#loop.run({
      title: names[step],
      folder: this.#folder,
      isQuiet: true,
      signal: this.#end.signal,
      onLine: (line) => this.terminal.lineOfRun(line),
      work: async ({ ctx, memory }) => {
        // What a task says holds for its own runs, and is remembered like any answer.
        const said = await this.#answers();
        const own: Memory = {
          get: () => ({ ...memory.get(), answers: { ...memory.get().answers, ...said } }),
          set: (remembered) => memory.set(remembered),
        };
        const run: LoopContext = { ...ctx, given: new Set(Object.keys(said) as AnswerKey[]) };
        return step === 'build' ? this.#build(run, own) : this.#deploy(run, own);
      },
    });
    return isOk === true;
  }

  async #build(ctx: LoopContext, memory: Memory): Promise<boolean> {
    const built = await runBuild(ctx, memory);
    if (built.ok) this.terminal.say(`Built ${built.value.reference}.`, 'good');
    else this.#tell(built.failure);
    return built.ok;
  }

  async #deploy(ctx: LoopContext, memory: Memory): Promise<boolean> {
    const { step } = this.#definition;
    const end = step === 'deploy' ? await runDeploy(ctx, memory) : await runAll(ctx, memory);
    if (end.state === 'running') this.terminal.say(`Running in ${end.deployment.target.kubeContext}.`, 'good');
    else if (end.diagnoses.length === 0) this.#tell(end.failure);
    for (const { cause, explanation } of end.state === 'running' ? [] : end.diagnoses)
      this.terminal.say(`${cause}\n  ${explanation}`, 'bad');
    // The terminal has said it; what is left is a way to the line or to the browser.
    if (end.state === 'running' || end.diagnoses.length > 0) void this.#loop.tell(names[step], end);
    return end.state === 'running';
  }

  #tell({ message, remedy }: { readonly message: string; readonly remedy?: string }): void {
    this.terminal.say(`${message}${remedy === undefined ? '' : ` ${remedy}.`}`, 'bad');
  }

  async #answers(): Promise<Partial<Answers>> {
    const { dockerfile, context, manifests, target, image, cluster, namespace, buildArgs } = this.#definition;
    const root = this.#folder.uri.fsPath.replaceAll('\\', '/');
    const uriOf = (path: string): vscode.Uri => vscode.Uri.joinPath(this.#folder.uri, path);
    const at = (path: string): string => uriOf(path).fsPath.replaceAll('\\', '/');
    return {
      folder: root,
      ...(dockerfile === undefined ? {} : { dockerfile: at(dockerfile) }),
      ...(context === undefined ? {} : { context: at(context) }),
      ...(manifests === undefined ? {} : { manifests: [await manifestSource(uriOf(manifests))] }),
      ...(target === undefined ? {} : { target }),
      ...(image === undefined ? {} : { image }),
      ...(cluster === undefined ? {} : { cluster }),
      ...(namespace === undefined ? {} : { namespace }),
      ...(buildArgs === undefined ? {} : { buildArgs }),
    };
  }
}
