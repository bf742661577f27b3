import type { Fact } from '../../engine/facts/facts.js';
import { Origin } from '../../engine/text/origin.js';
import { skaffoldInstallations } from '../helm/installed.js';
import { parseYaml } from '../yaml/parse.js';
import { mapsIn } from '../yaml/reading.js';
import { maskTemplates } from '../yaml/templates.js';
import type { YamlMap, YamlNode } from '../yaml/nodes.js';
import { buildFacts, folderOf, knownImage, placeIn } from './facts.js';

/** https://skaffold.dev/docs/references/yaml/. */
export function isSkaffoldName(path: string): boolean {
  return /(?:^|\/)(?:[^/]+[.-])?skaffold(?:[.-][^/]+)?\.ya?ml$/i.test(path);
}

/** Builders that read no Dockerfile. */
const others = ['bazel', 'buildpacks', 'custom', 'jib', 'jibMaven', 'jibGradle', 'ko'];

export function skaffoldFacts(text: string, path: string): readonly Fact[] {
  const folder = folderOf(path);
  return parseYaml(maskTemplates(text), { text, origin: new Origin(0) })
    .roots.filter((root) => root.get('apiVersion')?.string?.startsWith('skaffold/') === true)
    .flatMap((root) => [
      ...mapsIn(root.get('build', 'artifacts')).flatMap((artifact) => artifactFacts(artifact, folder)),
      ...skaffoldInstallations(root, folder),
    ]);
}

function artifactFacts(artifact: YamlMap, folder: string): readonly Fact[] {
  if (others.some((name) => artifact.has(name))) return [];
  const image = artifact.get('image');
  const name = image?.string === undefined ? undefined : knownImage(image.string);
  const builder = artifact.get('docker') ?? artifact.get('kaniko');
  const context = placeIn(folder, textOf(artifact.get('context') ?? artifact.get('workspace'), '.'));
  const dockerfile = textOf(builder?.get('dockerfile'), 'Dockerfile');
  const target = builder?.get('target');
  if (image === undefined || context === undefined) return [];
  return buildFacts({
    by: 'skaffold',
    name: image.scalarText ?? '',
    images: name === undefined ? [] : [name],
    context,
    dockerfile: placeIn(context, dockerfile),
    target: target === undefined ? null : target.string,
    arguments: [
      // Images of other artifacts come as arguments of these names.
      ...mapsIn(artifact.get('requires')).flatMap((each) => each.get('alias')?.string ?? each.get('image')?.string ?? []),
      ...(builder?.get('buildArgs')?.entries ?? []).map(({ key }) => key.content),
    ],
    at: image.span,
  });
}

function textOf(node: YamlNode | undefined, otherwise: string): string | undefined {
  return node === undefined || node.isNull ? otherwise : node.string;
}
