import * as vscode from 'vscode';
import type { ManifestSource } from '../../loop/contract.js';

/** What a path stands for: a kustomization or a chart by its own file, a folder of manifests, one manifest. */
export async function manifestSource(uri: vscode.Uri): Promise<ManifestSource> {
  const path = uri.fsPath.replaceAll('\\', '/');
  const own = path.slice(0, path.lastIndexOf('/'));
  if (/\/kustomization\.ya?ml$|\/Kustomization$/.test(path)) return { kind: 'kustomize', path: own };
  if (/\/Chart\.yaml$/.test(path)) return { kind: 'helm', path: own };
  if (!(await isFolder(uri))) return { kind: 'file', path };
  const has = async (name: string): Promise<boolean> => (await typeOf(vscode.Uri.joinPath(uri, name))) !== undefined;
  for (const name of ['kustomization.yaml', 'kustomization.yml', 'Kustomization']) if (await has(name)) return { kind: 'kustomize', path };
  return { kind: (await has('Chart.yaml')) ? 'helm' : 'folder', path };
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  return (((await typeOf(uri)) ?? 0) & vscode.FileType.Directory) !== 0;
}

/** Undefined when nothing is there: whoever reads it says so in better words. */
async function typeOf(uri: vscode.Uri): Promise<vscode.FileType | undefined> {
  try {
    return (await vscode.workspace.fs.stat(uri)).type;
  } catch {
    return undefined;
  }
}
