import * as vscode from 'vscode';
import type { WorkspaceEdit } from 'vscode-languageclient/node';
import {
  chooseDockerfileCommand,
  dockerfilesMethod,
  sayDockerfileMethod,
  type DockerfileChoice,
  type DockerfilesParams,
  type SayDockerfileParams,
} from '../../../server/src/protocol.js';
import type { ClientCommand } from './command.js';

/** Lets the user say which Dockerfile, and which of its stages, builds an image; the answer goes into `.slipway.yaml`. */
export const chooseDockerfile: ClientCommand = {
  id: chooseDockerfileCommand,
  run: async ({ client }, uri, image) => {
    // Somebody may run it from a key binding.
    if (typeof uri !== 'string' || typeof image !== 'string') return;
    const asked: DockerfilesParams = { uri, image };
    const choices = await client.sendRequest<DockerfileChoice[]>(dockerfilesMethod, asked);
    const picked = await vscode.window.showQuickPick(
      choices.map((choice) => ({ label: choice.label, description: choice.isPresent ? 'taken now' : '', choice })),
      { title: `Which Dockerfile builds ${image}?`, placeHolder: 'It is written into .slipway.yaml' },
    );
    if (picked === undefined) return;
    const { path, stages } = picked.choice;
    const target = stages.length === 0 ? { stage: undefined } : await pickStage(image, stages);
    if (target === undefined) return;
    const params: SayDockerfileParams = { ...asked, dockerfile: path, ...(target.stage === undefined ? {} : { target: target.stage }) };
    const edit = await client.sendRequest<WorkspaceEdit | null>(sayDockerfileMethod, params);
    const change = edit === null ? undefined : await client.protocol2CodeConverter.asWorkspaceEdit(edit);
    if (change === undefined || !(await vscode.workspace.applyEdit(change))) {
      void vscode.window.showWarningMessage(
        'Slipway: .slipway.yaml could not be changed; it may have a fault that has to be mended first.',
      );
      return;
    }
    // The server reads the file from disk, as the command line does.
    for (const [file] of change.entries()) await vscode.workspace.save(file);
  },
};

async function pickStage(image: string, stages: readonly string[]): Promise<{ readonly stage: string | undefined } | undefined> {
  return vscode.window.showQuickPick(
    [
      { label: 'The last stage', description: 'what is built when no target is named', stage: undefined },
      ...stages.map((stage) => ({ label: stage, description: '', stage })),
    ],
    { title: `Which stage is ${image}?` },
  );
}
