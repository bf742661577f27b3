import type { Fact } from '../../engine/facts/facts.js';
import { Origin } from '../../engine/text/origin.js';
import type { Span } from '../../engine/text/span.js';
import { buildFacts, folderOf, placeIn } from '../builders/facts.js';
import { parseYaml } from '../yaml/parse.js';
import type { YamlNode } from '../yaml/nodes.js';

export const isConfigName = (path: string): boolean => /(?:^|\/)\.slipway\.ya?ml$/.test(path);

/** `images` of a `.slipway.yaml`: which Dockerfile builds an image, and from where. Paths are relative to the file's folder. */
export function configFacts(text: string, path: string): readonly Fact[] {
  // Most configuration files say nothing of images, and reading YAML loads its parser.
  if (!/^['"]?images\b/m.test(text)) return [];
  const [root] = parseYaml(text, { text, origin: new Origin(0) }).roots;
  return (root?.get('images')?.entries ?? []).flatMap(({ key, value }) =>
    settingFacts(key.content, settingOf(value), folderOf(path), key.span),
  );
}

export interface ImageSetting {
  readonly dockerfile: string;
  readonly target?: string;
  readonly context?: string;
}

/** Of the file and of the editor's settings alike. */
export function settingFacts(image: string, setting: ImageSetting | undefined, folder: string, at: Span): readonly Fact[] {
  if (setting === undefined || image.trim() === '') return [];
  return buildFacts({
    by: 'settings',
    name: image,
    images: [image],
    dockerfile: placeIn(folder, setting.dockerfile),
    // Nothing is said of a context that is not written: builds take the Dockerfile's folder or the project's.
    context: placeIn(folder, setting.context),
    target: setting.target ?? null,
    at,
  });
}

function settingOf(node: YamlNode): ImageSetting | undefined {
  if (node.kind === 'scalar') return node.string === undefined ? undefined : { dockerfile: node.string };
  const dockerfile = node.get('dockerfile')?.string;
  const [target, context] = [node.get('target'), node.get('context')];
  if (dockerfile === undefined) return undefined;
  return {
    dockerfile,
    ...(target?.scalarText === undefined ? {} : { target: target.scalarText }),
    ...(context?.string === undefined ? {} : { context: context.string }),
  };
}
