import { LineIndex } from '../engine/text/lines.js';
import { applyEdits, replace, type Edit } from '../engine/text/span.js';
import { parseImageReference } from '../languages/dockerfile/image.js';
import type { Container } from '../languages/kubernetes/container.js';
import type { KubernetesDocument } from '../languages/kubernetes/document.js';
import { parseKubernetes, type KubernetesFile } from '../languages/kubernetes/file.js';
import type { KubernetesObject } from '../languages/kubernetes/object.js';
import { toData, type YamlScalar } from '../languages/yaml/nodes.js';
import { mapsIn } from '../languages/yaml/reading.js';
import type { DeployedContainer, DeployedObject, ManifestText, PrepareParams, PrepareResult } from '../protocol.js';
import { imagesOf, rewrite } from '../rules/shared/kubernetesImages.js';
import { firstFault } from '../rules/shared/yamlFaults.js';

/** Manifests as they are sent: images replaced where they are written and nothing else touched, objects listed. */
export function prepareManifests({ texts, images }: PrepareParams): PrepareResult {
  const wanted = new Map(images.map(({ repository, reference }) => [parseImageReference(repository).repository, reference]));
  const prepared = texts.map((text) => prepareText(text, wanted));
  return {
    texts: prepared.map(({ text }) => text),
    objects: prepared.flatMap(({ objects }) => objects),
    problems: prepared.flatMap(({ problems }) => problems),
    documents: prepared.flatMap(({ documents }) => documents),
  };
}

type Prepared = {
  readonly text: ManifestText;
  readonly objects: readonly DeployedObject[];
  readonly problems: PrepareResult['problems'];
  readonly documents: NonNullable<PrepareResult['documents']>;
};

function prepareText({ path, text }: ManifestText, wanted: ReadonlyMap<string, string>): Prepared {
  const before = parseKubernetes(text);
  const sent = applyEdits(text, imageEdits(before, wanted));
  const after = parseKubernetes(sent);
  // Lines are those of the file that the user sees.
  const lines = new LineIndex(text);
  const written = sentObjects(before);
  const objects = sentObjects(after).map(
    (object, index): DeployedObject =>
      deployed(path, object, index, lines.positionAt((written[index] ?? object).anchor.start).line, written[index]),
  );
  const documents = sentObjects(after).map((object, index) => ({ path, index, text: singleDocument(object) }));
  return { text: { path, text: sent }, objects, problems: problemsIn(path, before, objects.length), documents };
}

/** What is sent one by one: a List only carries its items. */
function sentObjects(file: KubernetesFile): readonly KubernetesObject[] {
  return file.objects.filter((object) => !isListOf(object));
}

const isListOf = ({ kind, root }: KubernetesObject): boolean => kind.endsWith('List') && root.get('items')?.kind === 'sequence';

function imageEdits(file: KubernetesFile, wanted: ReadonlyMap<string, string>): Edit[] {
  const edits = new Map<number, Edit>();
  for (const { node, reference } of file.objects.flatMap(({ pods }) => pods).flatMap(imagesOf)) {
    const to = wanted.get(reference.repository);
    // A node that an alias names is met once for each name, and written once.
    if (to !== undefined && node.scalarText !== to) edits.set(node.span.start, imageEdit(node, to));
  }
  return [...edits.values()];
}

function imageEdit(node: YamlScalar, to: string): Edit {
  if (node.style !== 'literal' && node.style !== 'folded') return rewrite(node, to)[0] as Edit;
  return replace(node.span, node.written.endsWith('\n') ? `${to}\n` : to);
}

function deployed(
  path: string,
  object: KubernetesObject,
  index: number,
  line: number,
  written: KubernetesObject | undefined,
): DeployedObject {
  const before = containersOf(written);
  return {
    path,
    line,
    index,
    apiVersion: object.apiVersion,
    kind: object.kind,
    namespace: object.namespace ?? null,
    name: object.name ?? object.get('metadata', 'generateName')?.scalarText ?? '',
    containers: containersOf(object).map((container, i): DeployedContainer => {
      const image = container.imageNode?.scalarText ?? '';
      return {
        name: container.name ?? '',
        image,
        writtenImage: before[i]?.imageNode?.scalarText ?? image,
        imagePullPolicy: container.get('imagePullPolicy')?.scalarText ?? null,
      };
    }),
    ports: object.kind === 'Service' && object.isBuiltIn ? servicePorts(object) : [],
  };
}

const containersOf = (object: KubernetesObject | undefined): readonly Container[] =>
  (object?.pods ?? []).flatMap(({ allContainers }) => allContainers);

function servicePorts(object: KubernetesObject): DeployedObject['ports'] {
  return mapsIn(object.get('spec', 'ports')).flatMap((each) => {
    const port = each.get('port')?.number;
    return port === undefined ? [] : [{ name: each.get('name')?.scalarText ?? null, port }];
  });
}

/** Text of the object alone. An item of a List becomes JSON, which is YAML too, for what its aliases name may stand in another item. */
function singleDocument({ document, root }: KubernetesObject): string {
  return document.root === root ? document.text : `${JSON.stringify(toData(root), undefined, 2)}\n`;
}

/** Why the text cannot be sent as it is. */
function problemsIn(path: string, file: KubernetesFile, count: number): PrepareResult['problems'] {
  const lines = new LineIndex(file.text);
  const found: { readonly path: string; readonly line: number; readonly message: string }[] = [];
  const add = (offset: number, message: string): void =>
    void found.push({ path, line: lines.positionAt(Math.max(0, offset)).line, message });
  for (const document of file.documents) {
    const { text, start } = document;
    if (document.isTemplated) {
      add(start + text.search(/\{\{|\{%/), 'The text is a template: Helm or another program has to fill it in first.');
      continue;
    }
    const fault = firstFault(text, document.faults);
    if (fault !== undefined) {
      add(start + fault.from, `This is not YAML that can be read. ${fault.explanation}`);
      continue;
    }
    if (document.objects.length === 0) {
      const content = contentOf(document);
      if (content !== undefined && count > 0)
        add(start + content, 'This document has no `apiVersion` and `kind`: `kubectl apply` refuses it.');
    }
    for (const object of document.objects) if (isForKustomize(object)) add(object.anchor.start, forKustomize);
  }
  if (count === 0 && found.length === 0) add(0, 'There is no Kubernetes object in this text.');
  return found;
}

const isForKustomize = ({ group }: KubernetesObject): boolean => group === 'kustomize.config.k8s.io';
const forKustomize = 'This is read by Kustomize and cannot be sent itself: the folder has to be rendered.';

/** Offset of the first line that is neither blank nor comment. */
function contentOf({ text }: KubernetesDocument): number | undefined {
  const match = /^(?!---(?:\s|$)|\.\.\.|\s*(?:#|$)|%).*\S/m.exec(text);
  return match === null ? undefined : match.index;
}
