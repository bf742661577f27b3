import type { Fact } from '../../engine/facts/facts.js';
import type { ComposeFile } from './model.js';
import type { Service, ServiceBuild } from './service.js';

/** What a Compose file tells the others; its facts are declared where they are asked for. `path` is absolute, with slashes. */
export function composeFacts(file: ComposeFile, path: string): readonly Fact[] {
  if (file.isTemplated) return [];
  const folder = path.slice(0, path.lastIndexOf('/'));
  return file.services.flatMap((service) => {
    const { build, image } = service;
    const places = build === undefined ? undefined : buildPlaces(build, folder);
    if (build === undefined || places === undefined) return [];
    const at = (build.contextNode ?? build.node).span;
    const { context, dockerfile } = places;
    const facts: Fact[] = [{ kind: 'build.context', key: dockerfile, data: { context, by: 'compose', name: service.name }, at }];
    // A stage that a variable names is not known, and the last one would be a guess.
    if (build.targetNode !== undefined && build.target === undefined) return facts;
    const tag = image?.isLiteral === true ? image.reference.tag : undefined;
    const data = { dockerfile, target: build.target ?? null, by: 'compose' as const, ...(tag === undefined ? {} : { tag }) };
    const key = image === undefined ? defaultImage(file, service, folder) : image.repository;
    if (key !== undefined) facts.push({ kind: 'image.build', key, data, at });
    return facts;
  });
}

/** Where a build takes its files from; undefined where that is somewhere else or not known. */
export function buildPlaces(build: ServiceBuild, folder: string): { readonly context: string; readonly dockerfile: string } | undefined {
  if (build.isRemote || build.context === undefined || build.dockerfile === undefined || build.context.startsWith('~')) return undefined;
  const context = joinPath(folder, build.context);
  return { context, dockerfile: joinPath(context, build.dockerfile) };
}

/** `folder-service`: https://docs.docker.com/reference/cli/docker/compose/build/. */
function defaultImage(file: ComposeFile, service: Service, folder: string): string | undefined {
  const project = (file.projectName ?? folder.slice(folder.lastIndexOf('/') + 1))
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '')
    .replace(/^[_-]+/, '');
  return project === '' ? undefined : `${project}-${service.name.toLowerCase()}`;
}

/** `path` as seen from `folder`, without `.` and `..`. */
export function joinPath(folder: string, path: string): string {
  const clean = path.replaceAll('\\', '/');
  const isAbsolute = /^(?:\/|[A-Za-z]:\/)/.test(clean);
  const parts: string[] = [];
  for (const part of (isAbsolute ? clean : `${folder}/${clean}`).split('/')) {
    if (part === '..' && parts.length > 1) parts.pop();
    else if (part !== '.' && part !== '..' && (part !== '' || parts.length === 0)) parts.push(part);
  }
  return parts.join('/') || '/';
}
