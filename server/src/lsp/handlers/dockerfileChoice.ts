import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CodeActionKind, type CodeAction, type WorkspaceEdit } from 'vscode-languageserver-types';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { WorkspaceView } from '../../engine/facts/facts.js';
import type { Span } from '../../engine/text/span.js';
import { configFileNames } from '../../host/configFile.js';
import { relativePlace } from '../../languages/builders/context.js';
import { parseImageReference } from '../../languages/dockerfile/image.js';
import { containersOf, type ChartContainer } from '../../languages/helm/defaults/containers.js';
import { helmPlace } from '../../languages/helm/place.js';
import { nearness, sourceOf } from '../../languages/kubernetes/imageSource.js';
import { sayDockerfile } from '../../languages/slipwayConfig/images.js';
import { chooseDockerfileCommand, type DockerfileChoice, type DockerfilesParams, type SayDockerfileParams } from '../../protocol.js';
import { toRange } from '../convert.js';
import type { OpenDocument } from '../documents.js';
import { pathOf, slashed } from '../paths.js';
import type { ServerState } from '../server.js';

/** So many Dockerfiles are enough to choose from. */
const mostChoices = 200;

/** Leads from an image in a manifest to the client's picker, where there is something to pick. */
export function choiceActions(state: ServerState, { document, path }: OpenDocument, span: Span): CodeAction[] {
  if (!state.client.choosesDockerfiles || path === undefined) return [];
  const { facts } = state.documents;
  if (facts.all('dockerfile').length === 0) return [];
  const own = slashed(path);
  const isHere = (fact: { readonly path: string; readonly at: Span }): boolean =>
    fact.path === own && fact.at.start <= span.end && span.start <= fact.at.end;
  const used = facts.all('image.used').find(isHere) ?? chartImageAt(facts.view(own), isHere);
  if (used === undefined) return [];
  const title = `Say which Dockerfile builds \`${used.key}\`…`;
  return [
    {
      title,
      kind: CodeActionKind.RefactorRewrite,
      command: { title, command: chooseDockerfileCommand, arguments: [document.uri, used.key] },
    },
  ];
}

/** The image that a template of a chart runs there with the chart's own values. */
function chartImageAt(view: WorkspaceView, isHere: (container: ChartContainer) => boolean): { readonly key: string } | undefined {
  const place = helmPlace(view.path ?? '');
  const found = place?.role === 'template' ? containersOf(view, place.root, view.path).find(isHere) : undefined;
  return found === undefined ? undefined : { key: parseImageReference(found.used.image).repository };
}

export function dockerfileChoices(
  { documents }: ServerState,
  folders: readonly string[],
  { uri, image }: DockerfilesParams,
): DockerfileChoice[] {
  const path = pathOf(uri);
  if (path === undefined || typeof image !== 'string') return [];
  const own = slashed(path);
  const view = documents.facts.view(own);
  const present = sourceOf(view, image)?.dockerfile.path;
  const root = rootOf(folders, own);
  return documents.facts
    .all('dockerfile')
    .map(({ path: dockerfile, data }) => ({
      path: dockerfile,
      label: relativePlace(root, dockerfile),
      stages: data.stages.flatMap((name) => name ?? []),
      isPresent: dockerfile === present,
    }))
    .sort(
      (a, b) => Number(b.isPresent) - Number(a.isPresent) || nearness(own, b.path) - nearness(own, a.path) || (a.label < b.label ? -1 : 1),
    )
    .slice(0, mostChoices);
}

/** The change of the nearest `.slipway.yaml` above the manifest, or a new one in its workspace folder. */
export function dockerfileEdit(
  { disk, client }: ServerState,
  folders: readonly string[],
  { uri, image, dockerfile, target }: SayDockerfileParams,
): WorkspaceEdit | null {
  const path = pathOf(uri);
  if (path === undefined || typeof image !== 'string' || image === '' || typeof dockerfile !== 'string') return null;
  const root = rootOf(folders, slashed(path));
  let place: { readonly path: string; readonly text: string } | undefined;
  for (let folder = dirname(path); place === undefined && slashed(folder).startsWith(root); folder = dirname(folder)) {
    for (const name of configFileNames) {
      const config = `${slashed(folder)}/${name}`;
      const text = disk.around(config).read(name);
      if (text !== undefined) place ??= { path: config, text };
    }
    if (dirname(folder) === folder) break;
  }
  const config = place?.path ?? `${root}/${configFileNames[0]}`;
  const written = relativePlace(config.slice(0, config.lastIndexOf('/')), slashed(dockerfile));
  const { repository } = parseImageReference(image);
  const edits = sayDockerfile(place?.text ?? '', repository, written, target);
  if (edits === undefined || (place === undefined && !client.createFiles)) return null;
  const uriOfConfig = pathToFileURL(config).href;
  const document = TextDocument.create(uriOfConfig, 'yaml', 0, place?.text ?? '');
  const change = {
    textDocument: { uri: uriOfConfig, version: null },
    edits: edits.map(({ span, newText }) => ({ range: toRange(document, span), newText })),
  };
  return { documentChanges: [...(place === undefined ? [{ kind: 'create' as const, uri: uriOfConfig }] : []), change] };
}

/** The workspace folder that the file lies in, or its own folder. */
function rootOf(folders: readonly string[], path: string): string {
  const holding = folders.filter((folder) => path.startsWith(`${folder}/`)).sort((a, b) => b.length - a.length);
  return holding[0] ?? path.slice(0, path.lastIndexOf('/'));
}
