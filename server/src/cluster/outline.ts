import type { WorkspaceView } from '../engine/facts/facts.js';
import type { Surroundings } from '../engine/rule/define.js';
import { contextsOfFile } from '../languages/builders/context.js';
import { folderOf } from '../languages/builders/facts.js';
import { exposedPorts } from '../languages/dockerfile/startCommand.js';
import type { Dockerfile, Instruction, Mount } from '../languages/dockerfile/model.js';
import { parseDockerfile } from '../languages/dockerfile/parse.js';
import { buildSources, isAside, isOthers, usesOf, viewFrom } from '../languages/kubernetes/imageSource.js';
import { LineIndex } from '../engine/text/lines.js';
import type { DockerfileOutline } from '../protocol.js';

/** What a build needs to know of the Dockerfile at `path`; undefined for a text without FROM. `near` looks from the Dockerfile's folder. */
export function dockerfileOutline(path: string, text: string, near: Surroundings): DockerfileOutline | undefined {
  const file = parseDockerfile(text);
  const stages = file.stages.filter(({ implicit }) => !implicit);
  if (stages.length === 0) return undefined;
  const lines = new LineIndex(text);
  const lineOf = (offset: number): number => lines.positionAt(offset).line;
  const contexts = contextsOfFile(path, near);
  return {
    path,
    stages: stages.map(({ name, from }) => ({
      name: name ?? null,
      base: from?.image?.text ?? '',
      line: lineOf(from?.span.start ?? 0),
    })),
    args: argumentsIn(file).map(({ name, value, at }) => ({ name, value, line: lineOf(at) })),
    secrets: secretsIn(file),
    ports: [...new Set((exposedPorts(file.finalStage) ?? []).map(({ port }) => port))],
    instructions: file.instructions.map((instruction) => ({
      keyword: instruction.keyword.text.toUpperCase(),
      firstLine: lineOf(instruction.span.start),
      lastLine: lineOf(instruction.span.end),
      stage: instruction.stage?.index ?? -1,
    })),
    contexts: [...new Set(contexts.map(({ folder }) => folder ?? folderOf(path)))],
    images: imagesOf(path, near.workspace),
    // The one beside the Dockerfile wins: https://docs.docker.com/build/concepts/context/#filename-and-location.
    lacksIgnoreFile: near.exists(`${near.fileName}.dockerignore`) === false && contexts[0]?.near.exists('.dockerignore') === false,
  };
}

/** Repositories that something of the workspace names it by: who says so first, then those whose name fits. */
function imagesOf(path: string, workspace: WorkspaceView): readonly string[] {
  const said = workspace
    .all('image.build')
    .filter(({ data }) => data.dockerfile === path)
    .sort((a, b) => buildSources.indexOf(a.data.by) - buildSources.indexOf(b.data.by));
  const used = usesOf(viewFrom(workspace, path));
  const known = [...new Set([...said, ...used].map(({ key }) => key))];
  return known.length > 0 ? known : soleUnbuilt(path, workspace);
}

/** Where one Dockerfile stands beside manifests that run one image which nobody else has, people mean that one, whatever it is called. */
function soleUnbuilt(path: string, workspace: WorkspaceView): readonly string[] {
  const dockerfiles = workspace.all('dockerfile').filter((fact) => !isAside(path, fact.path));
  if (dockerfiles.some((fact) => fact.path !== path)) return [];
  const repositories = workspace.all('image.used').flatMap(({ key, path: user }) => (isAside(path, user) || isOthers(key) ? [] : key));
  const [only, other] = new Set(repositories);
  return only === undefined || other !== undefined ? [] : [only];
}

/** The first declaration of each name: in front of the first FROM stands the default that counts. */
function argumentsIn({ instructions }: Dockerfile): { readonly name: string; readonly value: string | null; readonly at: number }[] {
  const found = new Map<string, { readonly name: string; readonly value: string | null; readonly at: number }>();
  for (const instruction of instructions) {
    if (instruction.kind !== 'ARG') continue;
    for (const { name, value, span } of instruction.pairs) {
      const known = found.get(name.value);
      // `ARG VERSION` in a stage only lets the value in that was declared above.
      if (known === undefined) found.set(name.value, { name: name.value, value: value?.value ?? null, at: span.start });
    }
  }
  return [...found.values()];
}

function secretsIn({ instructions }: Dockerfile): { readonly id: string; readonly isRequired: boolean }[] {
  const found = new Map<string, boolean>();
  for (const mount of instructions.flatMap(mountsOf)) {
    if (mount.type !== 'secret') continue;
    const target = mount.option('target', 'dst', 'destination')?.value?.value;
    // https://docs.docker.com/reference/dockerfile/#run---mounttypesecret: the id defaults to the target's last part.
    const id = mount.option('id')?.value?.value ?? target?.slice(target.lastIndexOf('/') + 1);
    if (id === undefined || id === '') continue;
    const required = mount.option('required');
    const isRequired = required !== undefined && !/^(?:false|0)$/i.test(required.value?.value ?? 'true');
    found.set(id, found.get(id) === true || isRequired);
  }
  return [...found].map(([id, isRequired]) => ({ id, isRequired }));
}

const mountsOf = (instruction: Instruction): readonly Mount[] => (instruction.kind === 'RUN' ? instruction.mounts : []);
