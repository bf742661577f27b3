import * as vscode from 'vscode';
import { dockerignoreMethod } from '../../../server/src/protocol.js';
import { pickFolder } from '../ui/pickFolder.js';
import type { ClientCommand } from './command.js';

/** Writes a `.dockerignore` for the languages found in the folder; one that exists is opened and left as it is. */
export const createDockerignore: ClientCommand = {
  id: 'slipway.createDockerignore',
  run: async ({ client }) => {
    const folder = await pickFolder('Folder that is sent to the build');
    if (folder === undefined) return;
    const target = vscode.Uri.joinPath(folder, '.dockerignore');
    const names = (await vscode.workspace.fs.readDirectory(folder)).map(([name, type]) =>
      (type & vscode.FileType.Directory) !== 0 ? `${name}/` : name,
    );
    if (names.includes('.dockerignore')) {
      await vscode.window.showTextDocument(target);
      void vscode.window.showInformationMessage('Slipway: this folder has a .dockerignore already; its findings offer what it lacks.');
      return;
    }
    const text = await client.sendRequest<string>(dockerignoreMethod, { names });
    const edit = new vscode.WorkspaceEdit();
    edit.createFile(target, { contents: new TextEncoder().encode(text) });
    if (await vscode.workspace.applyEdit(edit)) await vscode.window.showTextDocument(target);
  },
};
