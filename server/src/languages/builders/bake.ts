import type { Fact } from '../../engine/facts/facts.js';
import { Origin } from '../../engine/text/origin.js';
import type { Span } from '../../engine/text/span.js';
import { joinPath } from '../compose/facts.js';
import { parseYaml } from '../yaml/parse.js';
import type { YamlNode } from '../yaml/nodes.js';
import { buildFacts, folderOf, isLocalPath, knownImage, placeIn } from './facts.js';
import { readHcl, type HclValue } from './hcl.js';

/**
 * Files of `docker buildx bake`: https://docs.docker.com/build/bake/reference/. One that overrides another says only a part, and
 * what it does not say is not Bake's default but the other file's; it is left alone.
 */
export function isBakeName(path: string): boolean {
  return (
    /(?:^|\/)(?:docker-bake(?:\.[^/]+)?\.(?:hcl|json)|[^/]+\.bake\.(?:hcl|json)|bake\.(?:hcl|json))$/i.test(path) && !/override/i.test(path)
  );
}

interface Target {
  readonly get: (key: string) => HclValue;
  readonly has: (key: string) => boolean;
  readonly span: Span;
}

export function bakeFacts(text: string, path: string): readonly Fact[] {
  const targets = /\.json$/i.test(path) ? jsonTargets(text) : hclTargets(text);
  const inherited = new Set([...targets.values()].flatMap((target) => listOf(target.get('inherits'))));
  const folder = folderOf(path);
  return [...targets].flatMap(([name, target]): readonly Fact[] => {
    // What only lends its keys to others is no build.
    if (name.startsWith('_') || (inherited.has(name) && !target.has('tags'))) return [];
    const value = (key: string): Found => find(targets, target, key);
    if (value('dockerfile-inline').has) return [];
    const context = textOf(value('context'), '.');
    const dockerfile = textOf(value('dockerfile'), 'Dockerfile');
    if (context === undefined || dockerfile === undefined || !isLocalPath(context) || !isLocalPath(dockerfile)) return [];
    const stage = value('target');
    const place = joinPath(folder, context);
    return buildFacts({
      by: 'bake',
      name,
      images: [...new Set(listOf(value('tags').value).flatMap((tag) => (tag === undefined ? [] : (knownImage(tag) ?? []))))],
      context: place,
      dockerfile: placeIn(place, dockerfile),
      target: stage.has ? textOf(stage, '') : null,
      at: target.span,
    });
  });
}

/** `isSound`: nothing that is not known may have a part in it. */
interface Found {
  readonly has: boolean;
  readonly value: HclValue;
  readonly isSound: boolean;
}

/** The key of the target, or of those that it inherits from: of several parents the last wins. */
function find(targets: ReadonlyMap<string, Target>, target: Target, key: string, seen = new Set<Target>()): Found {
  if (target.has(key)) return { has: true, value: target.get(key), isSound: true };
  seen.add(target);
  let isSound = true;
  const inherits = target.get('inherits');
  if (target.has('inherits') && !Array.isArray(inherits)) isSound = false;
  for (const name of [...listOf(inherits)].reverse()) {
    const parent = name === undefined ? undefined : targets.get(name);
    if (parent === undefined) isSound = false;
    else if (!seen.has(parent)) {
      const found = find(targets, parent, key, seen);
      if (found.has) return { ...found, isSound: found.isSound && isSound };
      isSound &&= found.isSound;
    }
  }
  return { has: false, value: undefined, isSound };
}

function textOf({ has, value, isSound }: Found, otherwise: string): string | undefined {
  if (!isSound) return undefined;
  if (!has) return otherwise;
  return typeof value === 'string' && !/[$%]\{/.test(value) ? value : undefined;
}

const listOf = (value: HclValue): readonly (string | undefined)[] =>
  Array.isArray(value) ? (value as readonly (string | undefined)[]) : [];

function hclTargets(text: string): ReadonlyMap<string, Target> {
  const targets = new Map<string, Target>();
  for (const { type, labels, attributes, span } of readHcl(text)) {
    const [name] = labels;
    if (type !== 'target' || name === undefined) continue;
    targets.set(name, { get: (key) => attributes.get(key), has: (key) => attributes.has(key), span });
  }
  return targets;
}

/** JSON is YAML. */
function jsonTargets(text: string): ReadonlyMap<string, Target> {
  const [root] = parseYaml(text, { text, origin: new Origin(0) }).roots;
  const targets = new Map<string, Target>();
  for (const { key, value } of root?.get('target')?.entries ?? []) {
    const get = (name: string): HclValue => jsonValue(value.get(name));
    targets.set(key.content, { get, has: (name) => value.get(name) !== undefined, span: key.span });
  }
  return targets;
}

function jsonValue(node: YamlNode | undefined): HclValue {
  if (node?.kind === 'sequence') return node.items.map((item) => (item.kind === 'scalar' ? item.content : undefined));
  return node?.kind === 'scalar' ? node.content : undefined;
}
