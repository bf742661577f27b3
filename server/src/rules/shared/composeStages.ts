import type { WorkspaceView } from '../../engine/facts/facts.js';
import { buildPlaces } from '../../languages/compose/facts.js';
import type { Service } from '../../languages/compose/service.js';
import { stageKey } from '../../languages/dockerfile/facts.js';
import { sourceOf } from '../../languages/kubernetes/imageSource.js';

/** The stage that a service runs, where a Dockerfile of the workspace tells. */
export function stageOf(service: Service, workspace: WorkspaceView): { readonly key: string; readonly file: string } | undefined {
  const { build, image } = service;
  const { path } = workspace;
  if (build === undefined) {
    if (image === undefined || !image.isLiteral) return undefined;
    const source = sourceOf(workspace, image.reference.text);
    // A name alone is too little to hold the one against the other.
    return source === undefined || source.by === 'name' ? undefined : { key: source.key, file: workspace.relative(source.dockerfile.path) };
  }
  const places = path === undefined ? undefined : buildPlaces(build, path.slice(0, path.lastIndexOf('/')));
  if (places === undefined || (build.targetNode !== undefined && build.target === undefined)) return undefined;
  const [dockerfile] = workspace.find('dockerfile', places.dockerfile);
  if (dockerfile === undefined) return undefined;
  const { stages, final } = dockerfile.data;
  const index = build.target === undefined ? final : stages.findIndex((name) => name?.toLowerCase() === build.target?.toLowerCase());
  return index < 0 ? undefined : { key: stageKey(dockerfile.path, index), file: workspace.relative(dockerfile.path) };
}

/** Whether the service itself says where its program listens, or may do so. */
export function mayListenElsewhere(service: Service): boolean {
  if (['command', 'entrypoint', 'env_file'].some((key) => service.get(key) !== undefined)) return true;
  return service.environment.some(
    ({ name, value }) => /PORT|ADDR|BIND|LISTEN|URL|HOST|ARGS|OPTS/i.test(name) || /:\d{2,5}\b/.test(value ?? ''),
  );
}
