import * as vscode from 'vscode';
import type { BuiltImage } from '../../loop/contract.js';
import { rememberAnswers } from '../../loop/memory.js';
import { runAll, runBuild, runDeliver, runDeploy } from '../../loop/run.js';
import { shownBytes } from '../../ui/loop/layerSizes.js';
import type { LoopRun, LoopUi } from '../../ui/loop/loop.js';
import { manifestSource } from '../../ui/loop/manifestSource.js';
import type { ClientCommand } from '../command.js';

/** Commands that build, deliver and deploy. An argument may say what for: a Dockerfile's uri, a stage's name. */

export const buildImage: ClientCommand = {
  id: 'slipway.buildImage',
  run: async ({ loop }, uri, target) => {
    const built = await loop.value(
      await loop.run({
        title: 'Build Image',
        ...folderOf(uri),
        work: async (run) => {
          await answerFor(run, uri, target);
          return runBuild(run.ctx, run.memory);
        },
      }),
    );
    if (built !== undefined) tellBuilt(loop, built);
  },
};

function tellBuilt(loop: LoopUi, { reference, bytes, change }: BuiltImage): void {
  const size = `${shownBytes(bytes)}${change === undefined || change === 0 ? '' : `, ${change > 0 ? '+' : ''}${shownBytes(change)} against the last build`}`;
  loop.output.appendLine(`── built ${reference}: ${size}`);
  void vscode.window.showInformationMessage(`Slipway: built ${reference}, ${size}.`);
}

/** Without an argument the last built image. */
export const importImage: ClientCommand = { id: 'slipway.importImage', run: async ({ loop }, image) => deliver(loop, 'import', image) };
export const pushImage: ClientCommand = { id: 'slipway.pushImage', run: async ({ loop }, image) => deliver(loop, 'push', image) };

async function deliver(loop: LoopUi, by: 'import' | 'push', image: unknown): Promise<void> {
  const reference = typeof image === 'string' ? image : undefined;
  const title = by === 'import' ? 'Import into k3d' : 'Push to k3d Registry';
  const delivered = await loop.value(await loop.run({ title, work: ({ ctx, memory }) => runDeliver(ctx, memory, by, reference) }));
  if (delivered === undefined) return;
  const { delivery } = delivered;
  const where = delivery.nodes.length === 0 ? 'the registry' : `${delivery.nodes.length} ${delivery.nodes.length === 1 ? 'node' : 'nodes'}`;
  void vscode.window.showInformationMessage(`Slipway: ${delivery.reference} is in ${where}.`);
}

export const deploy: ClientCommand = {
  id: 'slipway.deploy',
  run: async ({ loop }, uri) => {
    const end = await loop.run({
      title: 'Deploy',
      ...folderOf(uri),
      work: async (run) => {
        await manifestFor(run, uri);
        return runDeploy(run.ctx, run.memory);
      },
    });
    if (end !== undefined) await loop.tell('Deploy', end);
  },
};

export const buildAndDeploy: ClientCommand = {
  id: 'slipway.buildAndDeploy',
  run: async ({ loop }, uri, target, platform) => {
    const end = await loop.run({
      title: 'Build and Deploy',
      ...folderOf(uri),
      work: async (run) => {
        await answerFor(run, uri, target);
        if (typeof platform === 'string') await rememberAnswers(run.memory, { platform });
        return runAll(run.ctx, run.memory);
      },
    });
    if (end !== undefined) await loop.tell('Build and Deploy', end);
  },
};

/** The same answers once more; what no longer holds is asked again. */
export const runAgain: ClientCommand = {
  id: 'slipway.runAgain',
  run: async ({ loop }) => {
    const end = await loop.run({ title: 'Run Again', work: ({ ctx, memory }) => runAll(ctx, memory) });
    if (end !== undefined) await loop.tell('Run Again', end);
  },
};

export const forgetAnswers: ClientCommand = {
  id: 'slipway.forgetAnswers',
  run: async ({ loop }) => {
    await loop.run({
      title: 'Ask Everything Anew',
      isQuiet: true,
      work: async ({ folder, memory }) => {
        // What was deployed can still be deleted afterwards.
        const { deployment, left } = memory.get();
        await loop.memory(folder).forget();
        const kept = { ...(deployment === undefined ? {} : { deployment }), ...(left === undefined ? {} : { left }) };
        if (Object.keys(kept).length > 0) await memory.set({ ...memory.get(), ...kept });
        void vscode.window.showInformationMessage(`Slipway: the next run in ${folder.name} asks everything anew.`);
      },
    });
  },
};

function folderOf(uri: unknown): { readonly folder?: vscode.WorkspaceFolder } {
  const found = uri === undefined ? undefined : uriOf(uri);
  const folder = found === undefined ? undefined : vscode.workspace.getWorkspaceFolder(found);
  return folder === undefined ? {} : { folder };
}

function uriOf(given: unknown): vscode.Uri | undefined {
  if (given instanceof vscode.Uri) return given;
  return typeof given === 'string' ? vscode.Uri.parse(given) : undefined;
}

/** A menu or a code lens says which Dockerfile and stage: that is an answer like any other. The first time, so is the Dockerfile in front. */
async function answerFor({ memory, folder }: LoopRun, given: unknown, target: unknown): Promise<void> {
  const uri = uriOf(given) ?? (memory.get().answers.dockerfile === undefined ? dockerfileInFront(folder) : undefined);
  if (uri === undefined || uri.scheme !== 'file') return;
  const dockerfile = uri.fsPath.replaceAll('\\', '/');
  const known = memory.get();
  const isOther = known.answers.dockerfile !== dockerfile;
  const { image: _image, context: _context, target: _target, buildArgs: _args, secrets: _secrets, ...rest } = known.answers;
  const answers = isOther ? rest : known.answers;
  await memory.set({
    ...known,
    answers: { ...answers, dockerfile, ...(typeof target === 'string' ? { target: target === '' ? null : target } : {}) },
  });
}

function dockerfileInFront(folder: vscode.WorkspaceFolder): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== 'dockerfile') return undefined;
  return vscode.workspace.getWorkspaceFolder(document.uri)?.uri.toString() === folder.uri.toString() ? document.uri : undefined;
}

async function manifestFor({ memory }: LoopRun, given: unknown): Promise<void> {
  const uri = uriOf(given);
  if (uri === undefined || uri.scheme !== 'file') return;
  const known = memory.get();
  await memory.set({ ...known, answers: { ...known.answers, manifests: [await manifestSource(uri)] } });
}
