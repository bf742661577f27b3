import * as vscode from 'vscode';
import type { ClientCommand } from './command.js';

const template = `# Slipway's configuration for this project; editors and CI read the same file.
# It wins over editor settings. Rules: run "Slipway: Explain Rule" or \`slipway rules\`.
preset: recommended

rules: {}
#  dockerfile/base-image-not-pinned-by-digest: warning
#  dockerfile/healthcheck-missing: off

overrides: []
#  - files: ['tools/**']
#    preset: none
`;

/** Creates `.slipway.yaml` in the workspace folder, or opens the one that is there. */
export const createConfig: ClientCommand = {
  id: 'slipway.createConfig',
  run: async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    if (folder === undefined) {
      void vscode.window.showInformationMessage('Slipway: open a folder first; the file belongs to a project.');
      return;
    }
    const target = vscode.Uri.joinPath(folder.uri, '.slipway.yaml');
    const edit = new vscode.WorkspaceEdit();
    edit.createFile(target, { ignoreIfExists: true, contents: new TextEncoder().encode(template) });
    if (await vscode.workspace.applyEdit(edit)) await vscode.window.showTextDocument(target);
  },
};
