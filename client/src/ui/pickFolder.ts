import * as vscode from 'vscode';

/** The folder of the present editor's file, else the workspace folder; asks when there are several. */
export async function pickFolder(title: string): Promise<vscode.Uri | undefined> {
  const active = vscode.window.activeTextEditor?.document.uri;
  if (active?.scheme === 'file') return vscode.Uri.joinPath(active, '..');
  return (await pickWorkspaceFolder(title))?.uri;
}

/** The sole workspace folder; asks when there are several, says so when there is none. */
export async function pickWorkspaceFolder(title: string): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    void vscode.window.showInformationMessage('Slipway: open a folder first.');
    return undefined;
  }
  if (folders.length === 1) return folders[0];
  const picked = await vscode.window.showQuickPick(
    folders.map((folder) => ({ label: folder.name, description: folder.uri.fsPath, folder })),
    { title },
  );
  return picked?.folder;
}
