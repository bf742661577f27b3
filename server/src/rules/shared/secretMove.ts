import type { Fix, RuleContext } from '../../engine/rule/define.js';
import { lineBreakOf } from '../../engine/text/lines.js';
import { insert, replace, type Edit } from '../../engine/text/span.js';
import type { KubernetesFile } from '../../languages/kubernetes/file.js';
import { parseKubernetes } from '../../languages/kubernetes/file.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { inOneNamespace } from '../../languages/kubernetes/selectors.js';
import { addItems, block, merge, removeEntry } from '../../languages/yaml/edit.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { appOf } from './kubernetesApp.js';
import { configReferencesOf } from './kubernetesConfig.js';

/**
 * Moves a key of a ConfigMap to a Secret of the same name in the same file, and those who read it along. None where some
 * reader cannot be moved: a volume has the key as a file among the others, and other files are not touched.
 */
export function moveToSecret(at: number, key: string, ctx: RuleContext): Fix | undefined {
  // Without somebody who reads a ConfigMap by key nothing is moved, and a long file need not be read for that.
  if (!/configMap(?:Key)?Ref/.test(ctx.text)) return undefined;
  const file = parseKubernetes(ctx.text);
  const map = file.objects.find((object) => object.kind === 'ConfigMap' && object.root.span.start === at);
  const { name } = map ?? {};
  const data = map?.get('data');
  const entry = data?.kind === 'map' ? data.entries.find((each) => each.key.content === key) : undefined;
  const value = entry?.alias === undefined ? entry?.value.scalarText : undefined;
  if (map === undefined || name === undefined || data?.kind !== 'map' || value === undefined) return undefined;
  // Whoever reads it elsewhere would miss it, and where nobody does here somebody may there.
  if (file.documents.some(({ isTemplated, isBroken }) => isTemplated || isBroken) || isReadElsewhere(map, file, ctx)) return undefined;
  const moved = movedReaders(map, key, file);
  const removed = removeEntry(data, key);
  if (moved === undefined || moved.readers === 0 || removed === undefined) return undefined;
  const edits = [...removed, ...moved.edits, ...intoSecret(map, key, value, file)];
  return { title: `Move \`${key}\` to a Secret \`${name}\``, edits };
}

function isReadElsewhere(map: KubernetesObject, file: KubernetesFile, ctx: RuleContext): boolean {
  return appOf(file, ctx).others.some((other) =>
    configReferencesOf(other).some((each) => each.kind === 'ConfigMap' && each.name === map.name && inOneNamespace(map, other) !== 'no'),
  );
}

interface Moved {
  readonly edits: readonly Edit[];
  readonly readers: number;
}

/** Undefined where one of them cannot be moved. */
function movedReaders(map: KubernetesObject, key: string, file: KubernetesFile): Moved | undefined {
  const edits: Edit[] = [];
  let readers = 0;
  for (const object of file.objects) {
    if (inOneNamespace(map, object) === 'no') continue;
    const inEnvironment = new Set<object>();
    for (const container of object.pods.flatMap((pod) => pod.allContainers)) {
      for (const variable of mapsIn(container.get('env'))) {
        const from = variable.get('valueFrom');
        const entry = from?.kind === 'map' ? from.entry('configMapKeyRef') : undefined;
        const reference = entry?.value;
        if (entry === undefined || reference?.kind !== 'map' || reference.get('name')?.scalarText !== map.name) continue;
        inEnvironment.add(reference);
        if (reference.get('key')?.scalarText !== key) continue;
        // An alias has readers that are meant to stay.
        if (entry.alias !== undefined) return undefined;
        edits.push(replace(entry.key.span, 'secretKeyRef'));
        readers++;
      }
      const sources = container.get('envFrom');
      for (const source of mapsIn(sources)) {
        const reference = source.get('configMapRef');
        if (reference?.kind !== 'map' || reference.get('name')?.scalarText !== map.name) continue;
        inEnvironment.add(reference);
        const prefix = source.get('prefix')?.scalarText;
        const isThere = mapsIn(sources).some(
          (each) => each.get('secretRef', 'name')?.scalarText === map.name && each.get('prefix')?.scalarText === prefix,
        );
        if (sources?.kind !== 'sequence' || map.name === undefined) return undefined;
        const item = { ...(prefix === undefined ? {} : { prefix }), secretRef: { name: map.name } };
        if (!isThere) edits.push(...addItems(sources, [item]));
        readers++;
      }
    }
    // What is left are volumes: all keys, or those that are listed.
    const mounted = configReferencesOf(object).filter(
      (each) => each.kind === 'ConfigMap' && each.name === map.name && !inEnvironment.has(each.map),
    );
    if (mounted.some(({ keys }) => keys.length === 0 || keys.some((each) => each.name === key))) return undefined;
  }
  return { edits, readers };
}

/** The Secret of that name, else a new one behind the ConfigMap. */
function intoSecret(map: KubernetesObject, key: string, value: string, file: KubernetesFile): Edit[] {
  const known = file.objects.find(
    (object) => object.kind === 'Secret' && object.isBuiltIn && object.name === map.name && inOneNamespace(map, object) === 'yes',
  );
  if (known !== undefined) return [...merge(known.root, { stringData: { [key]: value } })];
  const eol = lineBreakOf(file.text);
  const namespace = map.namespace === undefined ? {} : { namespace: map.namespace };
  const metadata = { name: map.name ?? '', ...namespace };
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata, type: 'Opaque', stringData: { [key]: value } };
  const text = block(secret, map.root.source, 0)
    .replace(/^(?:\r?\n)+/, '')
    .replace(/\r?\n/g, eol);
  const document = file.documentAt(map.root.span.start);
  const end = document?.span.end ?? file.text.length;
  const isLast = end === file.text.length;
  const start = isLast && !file.text.endsWith('\n') ? eol : '';
  return [insert(end, `${start}---${eol}${text}${eol}`)];
}
