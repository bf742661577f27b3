import type { WorkspaceView } from '../../engine/facts/facts.js';
import { folderOf } from '../../languages/builders/facts.js';

/** Longer ways are no layout that somebody keeps in mind. */
const longestWay = 6;

/** Folders of the kustomizations that take the file at `path` in, those that list it and those that list these. */
export function takersOf(workspace: WorkspaceView, path: string): ReadonlySet<string> {
  const found = new Set<string>();
  const climb = (at: string, depth: number): void => {
    if (depth > longestWay) return;
    for (const { data } of workspace.find('kustomize.resource', at)) {
      const folder = folderOf(data.by);
      if (found.has(folder)) continue;
      found.add(folder);
      climb(folder, depth + 1);
    }
  };
  climb(path, 0);
  return found;
}

/** Whether a kustomization that takes this file in brings an object of that kind along: an overlay completes its base. */
export function isBroughtByTakers(workspace: WorkspaceView, kind: string): boolean {
  const { path } = workspace;
  if (path === undefined) return false;
  const takers = takersOf(workspace, path);
  if (takers.size === 0) return false;
  return workspace.all('object').some((fact) => fact.key.startsWith(`${kind} `) && takers.has(folderOf(fact.path)));
}
