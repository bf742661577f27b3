import type { Fix, RuleContext } from '../../engine/rule/define.js';
import { lineBreakOf } from '../../engine/text/lines.js';
import { insert } from '../../engine/text/span.js';
import type { Container } from '../../languages/kubernetes/container.js';
import type { KubernetesFile } from '../../languages/kubernetes/file.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { eachValue, type YamlMap, type YamlNode } from '../../languages/yaml/nodes.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { inOneNamespace } from '../../languages/kubernetes/selectors.js';
import { appOf } from './kubernetesApp.js';
import { builtInLookupsOf, objectsOf, ofKind, referenceAt, workloadsIn, type Reference } from './kubernetesReferences.js';

// Where pods take configuration from: ConfigMaps and Secrets in env, envFrom and volumes.

export interface ConfigReference extends Reference {
  readonly kind: 'ConfigMap' | 'Secret';
  /** Single keys that are asked for, with the map and the key where each is written. */
  readonly keys: readonly { readonly name: string; readonly map: YamlMap }[];
  /** Whether the pod starts without it: it may lack. */
  readonly isOptional: boolean;
}

export function configReferencesOf(object: KubernetesObject): readonly ConfigReference[] {
  return object.pods.length === 0 ? [] : object.once(readConfigReferences);
}

/** Those of all objects of the file; the same list for as long as none of them refers to something else. */
export function configReferencesIn(file: KubernetesFile): readonly ConfigReference[] {
  return file.once(collectConfigReferences);
}

function collectConfigReferences(file: KubernetesFile): readonly ConfigReference[] {
  return workloadsIn(file).flatMap(configReferencesOf);
}

function readConfigReferences(object: KubernetesObject): readonly ConfigReference[] {
  return object.pods.flatMap((pod) => [
    ...pod.allContainers.flatMap((container) => [
      ...mapsIn(container.get('env')).flatMap((variable) => [
        ...reference(object, 'ConfigMap', variable.get('valueFrom', 'configMapKeyRef'), 'name'),
        ...reference(object, 'Secret', variable.get('valueFrom', 'secretKeyRef'), 'name'),
      ]),
      ...mapsIn(container.get('envFrom')).flatMap((source) => [
        ...reference(object, 'ConfigMap', source.get('configMapRef'), 'name'),
        ...reference(object, 'Secret', source.get('secretRef'), 'name'),
      ]),
    ]),
    ...pod.volumes.flatMap((volume) => [
      ...reference(object, 'ConfigMap', volume.get('configMap'), 'name'),
      ...reference(object, 'Secret', volume.get('secret'), 'secretName'),
      ...mapsIn(volume.get('projected', 'sources')).flatMap((source) => [
        ...reference(object, 'ConfigMap', source.get('configMap'), 'name'),
        ...reference(object, 'Secret', source.get('secret'), 'name'),
      ]),
    ]),
  ]);
}

/** Names that are in every namespace, or that a mesh puts there. */
const everywhere: ReadonlySet<string> = new Set(['kube-root-ca.crt', 'openshift-service-ca.crt', 'istio-ca-root-cert']);

function reference(object: KubernetesObject, kind: 'ConfigMap' | 'Secret', node: YamlNode | undefined, key: string): ConfigReference[] {
  if (node?.kind !== 'map') return [];
  const maps = node.has('key') ? [node] : mapsIn(node.get('items'));
  const keys = maps.flatMap((map) => {
    const name = map.get('key')?.scalarText;
    return name === undefined || name === '' ? [] : [{ name, map }];
  });
  const isOptional = node.get('optional')?.boolean === true || node.get('optional')?.isUnknown === true;
  return referenceAt(object, kind, node, key)
    .filter((found) => !everywhere.has(found.name))
    .map((found) => ({ ...found, kind, keys, isOptional }));
}

/** Keys of a ConfigMap or Secret; undefined where they are not all known, or somebody else fills it. */
export function keysOf(object: KubernetesObject): readonly string[] | undefined {
  return object.once(readKeys);
}

function readKeys(object: KubernetesObject): readonly string[] | undefined {
  const maps = ['data', 'stringData', 'binaryData'].flatMap((key) => {
    const node = object.get(key);
    return node?.kind === 'map' ? [node] : [];
  });
  const keys = maps.flatMap((map) => map.allEntries().map((entry) => entry.key.content));
  return keys.length === 0 || object.get('type')?.string === 'kubernetes.io/service-account-token' ? undefined : keys;
}

/**
 * Names that custom resources of the file mention: SealedSecrets, ExternalSecrets and Certificates make Secrets, and an
 * operator may make anything.
 */
export function namesInCustomResources(file: KubernetesFile): ReadonlySet<string> {
  return file.once(readNamesInCustomResources);
}

function readNamesInCustomResources(file: KubernetesFile): ReadonlySet<string> {
  const names = new Set<string>();
  for (const object of objectsOf(file))
    if (!object.isBuiltIn && object.pod === undefined) eachValue(object.root, (scalar) => names.add(scalar.content));
  return names;
}

/** Appends a ConfigMap with the keys that are asked for, to be filled in. */
export function stubFix(file: KubernetesFile, { from, kind, name }: ConfigReference, keys: readonly string[]): Fix | undefined {
  if (kind !== 'ConfigMap') return undefined;
  const eol = lineBreakOf(file.text);
  const namespace = from.namespace === undefined ? [] : [`  namespace: ${from.namespace}`];
  const data = keys.length === 0 ? ['data: {}'] : ['data:', ...[...new Set(keys)].map((key) => `  ${key}: ""`)];
  const lines = ['---', 'apiVersion: v1', 'kind: ConfigMap', 'metadata:', `  name: ${name}`, ...namespace, ...data];
  const start = /\n[ \t]*$/.test(file.text) ? '' : eol;
  return {
    title: `Add a ConfigMap \`${name}\` to this file`,
    edits: [insert(file.text.length, start + lines.join(eol) + (start === '' ? eol : ''))],
  };
}

/** Volumes of a kind that a container mounts, with the object of the file that each one names. */
export function mountedObjects(file: KubernetesFile, kind: 'ConfigMap' | 'Secret' | 'PersistentVolumeClaim') {
  const catalog = builtInLookupsOf(file).catalog(kind);
  if (catalog.all.length === 0) return [];
  return workloadsIn(file).flatMap((object) =>
    object.once(mountsOf).flatMap((mounted) => {
      if (mounted.kind !== kind) return [];
      const target = catalog.named(mounted.name).find((candidate) => inOneNamespace(candidate, object) === 'yes');
      return target === undefined ? [] : [{ ...mounted, target }];
    }),
  );
}

const volumeParts = [
  ['ConfigMap', 'configMap', 'name'],
  ['Secret', 'secret', 'secretName'],
  ['PersistentVolumeClaim', 'persistentVolumeClaim', 'claimName'],
] as const;

interface Mounted {
  readonly kind: (typeof volumeParts)[number][0];
  readonly node: YamlNode;
  readonly name: string;
  readonly container: Container;
}

/** Volumes that name an object and that a container mounts. */
function mountsOf(object: KubernetesObject): readonly Mounted[] {
  return object.pods.flatMap((pod) =>
    pod.volumes.flatMap((volume) =>
      volumeParts.flatMap(([kind, part, key]): Mounted[] => {
        const node = volume.get(part, key);
        const name = node?.scalarText;
        const volumeName = volume.get('name')?.scalarText;
        if (node === undefined || name === undefined || volumeName === undefined) return [];
        const container = pod.allContainers.find((candidate) =>
          candidate.mounts.some((mount) => mount.get('name')?.scalarText === volumeName),
        );
        return container === undefined ? [] : [{ kind, node, name, container }];
      }),
    ),
  );
}

/** Objects of a kind whose name no other object of the file mentions, nor one of the files beside it, where the file holds something that could. */
export function unmentioned(file: KubernetesFile, ctx: RuleContext, ...kinds: readonly string[]): KubernetesObject[] {
  const objects = objectsOf(file);
  const candidates = ofKind(objects, ...kinds).filter((object) => object.name !== undefined);
  if (candidates.length === 0 || !objects.some((object) => object.pod !== undefined)) return [];
  const { others } = appOf(file, ctx);
  const names = candidates.map(({ name }) => name as string);
  const [question, asked] = [`unmentioned ${kinds.join()}`, names.join('\n')];
  // A name that is not written yet is none that anybody could mention.
  const mentioned = new Set<string>(['']);
  for (const object of [...objects, ...others]) {
    if (kinds.includes(object.kind) && object.isBuiltIn) continue;
    const answer = object.answer(question, asked, mentionedIn);
    if (answer !== '') for (const name of answer.split('\n')) mentioned.add(name);
  }
  return candidates.filter(({ name }) => !mentioned.has(name as string));
}

/** Those of `names`, one on each line, that the object mentions. */
function mentionedIn(object: KubernetesObject, names: string): string {
  const words = object.once(wordsOf);
  return names
    .split('\n')
    .filter((name) => words.has(name))
    .join('\n');
}

/** Names stand alone, or in arguments like `--config=namespace/name`. */
function wordsOf(object: KubernetesObject): ReadonlySet<string> {
  const words = new Set<string>();
  eachValue(object.root, ({ content }) => {
    words.add(content);
    if (content.length < 2000 && /[^\w.-]/.test(content)) for (const word of content.split(/[^\w.-]+/)) words.add(word);
  });
  return words;
}
