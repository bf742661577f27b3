import type { WorkspaceView } from '../engine/facts/facts.js';
import type { Candidates, ManifestSource } from '../protocol.js';

/** What of the workspace can be built and deployed. What a chart or a kustomization holds is deployed through it. */
export function candidatesIn(workspace: WorkspaceView): Candidates {
  const dockerfiles = workspace.all('dockerfile').map(({ path }) => path);
  const charts = unique(workspace.all('helm.chart').map(({ path }) => folderOf(path)));
  const kustomizations = unique(workspace.all('kustomize').flatMap(({ key, data }) => (data.kind === 'Component' ? [] : [key])));
  const held = new Set(
    [...workspace.all('kustomize.resource'), ...workspace.all('kustomize.patch'), ...workspace.all('kustomize.file')].map(({ key }) => key),
  );
  const files = unique(workspace.all('object').map(({ path }) => path)).filter(
    (path) => !held.has(path) && !charts.some((chart) => path.startsWith(`${chart}/`)),
  );
  const byFolder = new Map<string, number>();
  for (const path of files) byFolder.set(folderOf(path), (byFolder.get(folderOf(path)) ?? 0) + 1);
  const source =
    (kind: ManifestSource['kind']) =>
    (path: string): ManifestSource => ({ kind, path });
  return {
    dockerfiles: unique(dockerfiles),
    manifests: [
      ...kustomizations.map(source('kustomize')),
      ...charts.map(source('helm')),
      ...[...byFolder].flatMap(([path, count]) => (count > 1 ? [source('folder')(path)] : [])),
      ...files.map(source('file')),
    ],
  };
}

const folderOf = (path: string): string => path.slice(0, Math.max(1, path.lastIndexOf('/')));
const unique = (paths: readonly string[]): string[] => [...new Set(paths)].sort();
