import { mayNameRules, type Suppression } from '../../engine/config/suppressions.js';
import type { Call, Comment, Handler, Language, Part } from '../../engine/language.js';
import type { Span } from '../../engine/text/span.js';
import { lineStart } from '../../engine/text/lines.js';
import type { YamlNode } from '../yaml/nodes.js';
import { noReads } from '../yaml/reads.js';
import type { KubernetesChecks } from './checks.js';
import type { DocumentComment, DocumentPart, KubernetesDocument } from './document.js';
import { kubernetesOffers, kubernetesOfferText } from './completion/completion.js';
import { kubernetesFacts } from './facts.js';
import { manifestFacts } from '../kustomize/manifests.js';
import { kubernetesHover } from './hover/hover.js';
import { kubernetesNavigation } from './navigation/navigation.js';
import { isKustomizePatch } from './kustomize.js';
import { isManifest } from './names.js';
import { hardenRefactorings } from './refactor/harden.js';
import { kubernetesRefactorings } from './refactor/refactor.js';
import { parseKubernetes, type KubernetesFile } from './file.js';
import { WholeFile } from './wholeFile.js';

export const kubernetesLanguage: Language<KubernetesFile> = {
  id: 'kubernetes',
  matches: isManifest,
  parse: parseKubernetes,
  // The file as a whole is a part too, so that what was found in it is kept.
  walk: () => undefined,
  selector: () => ({ visit: () => undefined }),
  parts: (file) => file.parts,
  walkPart,
  visits,
  calls: callsIn,
  nodes: nodesIn,
  where: ({ where }: KubernetesChecks) => where,
  words: wordsIn,
  isCompletedElsewhere: (_file, near) => isKustomizePatch(near),
  silencers,
  hover: kubernetesHover,
  offers: kubernetesOffers,
  offerText: kubernetesOfferText,
  navigation: kubernetesNavigation,
  refactorings: (file, span, near) => [...kubernetesRefactorings(file, span, near), ...hardenRefactorings(file, span)],
  facts: (file, path) => [...kubernetesFacts(file, path), ...manifestFacts(file, path)],
  comments,
  commentPlace,
  fileCommentPlace: (file) => (file.text.charCodeAt(0) === 0xfeff ? 1 : 0),
};

function walkPart(part: Part, check: KubernetesChecks, call: (handler: Handler, node: unknown) => void, seesTemplates = false): void {
  if (part instanceof WholeFile) {
    const { file } = part;
    const handler: Handler | undefined = check.File;
    if (handler !== undefined) file.reads.as(file.reads.numberOf(handler), () => call(handler, file));
    return;
  }
  const { document } = part as DocumentPart;
  // What another program fills in may be anything, and what lacks may come from there.
  if (document.isTemplated && !seesTemplates) return;
  const { Document, Object: each, Kind, Pod, Container } = check;
  if (Document === undefined && each === undefined && Kind === undefined && Pod === undefined && Container === undefined) return;
  const { reads } = document;
  if (reads === noReads) walkDocument(document, check, call);
  else reads.as(reads.numberOf(check), () => walkDocument(document, check, call));
}

/** Numbers of nodes: the whole as which a file or a document is judged, then its object, that one's pod and the containers. */
const whole = 0;
const ofObject = 1;
const ofPod = 2;
const ofContainers = 3;

function visits(part: Part, check: KubernetesChecks, seesTemplates = false): boolean {
  return callsIn(part, check, seesTemplates).length > 0;
}

/** `walkPart` in general: it depends on nothing that the sort of the part does not tell. */
function callsIn(part: Part, check: KubernetesChecks, seesTemplates = false): readonly Call[] {
  const calls: Call[] = [];
  const add = (handler: unknown, on: number): void => {
    if (handler !== undefined) calls.push({ handler: handler as Handler, on });
  };
  if (part instanceof WholeFile) {
    add(check.File, whole);
    return calls;
  }
  const { isTemplated, objects } = (part as DocumentPart).document;
  if (isTemplated && !seesTemplates) return calls;
  add(check.Document, whole);
  if (objects.length > 0) add(check.Object, ofObject);
  for (const { kind, isBuiltIn } of objects)
    if (isBuiltIn && check.Kind !== undefined && Object.hasOwn(check.Kind, kind)) add(check.Kind[kind], ofObject);
  if (objects.some(({ pods }) => pods.length > 0)) {
    add(check.Pod, ofPod);
    add(check.Container, ofContainers);
  }
  return calls;
}

/** Of a file whose readers are not written down; a list of objects is walked one after the other. */
function nodesIn(part: Part): readonly (readonly unknown[])[] | undefined {
  if (part instanceof WholeFile) return part.file.reads === noReads ? [[part.file]] : undefined;
  const { document } = part as DocumentPart;
  const { objects, reads } = document;
  if (reads !== noReads || objects.length > 1) return undefined;
  const pods = objects[0]?.pods ?? [];
  return [[document], objects, pods, pods[0]?.allContainers ?? []];
}

function wordsIn(part: Part): readonly string[] {
  return part instanceof WholeFile ? part.file.documents.flatMap((document) => document.part.words) : (part as DocumentPart).words;
}

function walkDocument(document: KubernetesDocument, check: KubernetesChecks, call: (handler: Handler, node: unknown) => void): void {
  if (check.Document !== undefined) call(check.Document as Handler, document);
  if (check.Object === undefined && check.Kind === undefined && check.Pod === undefined && check.Container === undefined) return;
  for (const object of document.objects) {
    if (check.Object !== undefined) call(check.Object as Handler, object);
    if (check.Kind !== undefined && object.isBuiltIn && Object.hasOwn(check.Kind, object.kind))
      call(check.Kind[object.kind] as Handler, object);
    if (check.Pod === undefined && check.Container === undefined) continue;
    for (const pod of object.pods) {
      if (check.Pod !== undefined) call(check.Pod as Handler, pod);
      if (check.Container !== undefined) for (const container of pod.allContainers) call(check.Container as Handler, container);
    }
  }
}

// Most documents have neither, and there may be hundreds.

function silencers(file: KubernetesFile): readonly Suppression[] {
  const all: Suppression[] = [];
  file.documents.forEach((document) => {
    const { silencers: own } = document;
    if (own.length > 0) all.push(...own);
  });
  return all;
}

function comments(file: KubernetesFile): Comment[] {
  const all: Comment[] = [];
  file.documents.forEach((document, i) => {
    const own = document.part.once(file, i, commentsOf);
    if (own.length > 0) all.push(...own);
  });
  return all;
}

function commentsOf(file: KubernetesFile, document: KubernetesDocument, index: number): readonly DocumentsComment[] {
  // Reading comments takes as long as reading the keys, and hardly a text names a rule.
  if (!mayNameRules(document.text)) return [];
  return document.comments.map((comment) => new DocumentsComment(file, document, index, comment));
}

/** Nearly every comment is prose, and nobody asks what it stands above. */
class DocumentsComment implements Comment {
  readonly text: string;
  readonly span: Span;
  readonly #file: KubernetesFile;
  readonly #document: KubernetesDocument;
  readonly #index: number;
  readonly #comment: DocumentComment;

  constructor(file: KubernetesFile, document: KubernetesDocument, index: number, comment: DocumentComment) {
    this.text = comment.text;
    this.span = comment.span;
    this.#file = file;
    this.#document = document;
    this.#index = index;
    this.#comment = comment;
  }

  get next(): Span | undefined {
    // Comments above the `---` of a document speak of that document.
    const above = this.#document.root === undefined ? this.#file.documents[this.#index + 1]?.span : undefined;
    return nextOf(this.#document, this.#comment) ?? above;
  }

  get leading(): boolean {
    const { root } = this.#document;
    return root === undefined || this.#comment.from < root.from;
  }
}

/** What a comment speaks of: the entry or item below it with all that it holds; behind a value, that line; at the top, the document. */
function nextOf(document: KubernetesDocument, { from, text }: DocumentComment): Span | undefined {
  const { root } = document;
  if (root === undefined) return undefined;
  const line = lineStart(document.text, from);
  if (document.text.slice(line, from).trim() !== '') return document.origin.span(line, from);
  const rest = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*/.exec(document.text.slice(from + text.length))?.[0].length ?? 0;
  const at = from + text.length + rest;
  if (at <= root.from) return root.span;
  return blockAt(document, root, at);
}

/** The outermost entry or item that begins at `at`. */
function blockAt(document: KubernetesDocument, node: YamlNode, at: number): Span | undefined {
  if (node.kind === 'map') {
    for (const { key, value } of node.entries) {
      if (key.from === at) return document.origin.span(at, Math.max(key.to, value.to));
      if (key.from < at && at < value.to) return blockAt(document, value, at);
    }
  } else if (node.kind === 'sequence') {
    for (const { dash, value } of node.slots) {
      if (dash === at || value.from === at) return document.origin.span(at, value.to);
      if (value.from < at && at < value.to) return blockAt(document, value, at);
    }
  }
  return undefined;
}

/** Above the line of the finding, or of the entry whose value goes over several lines. */
function commentPlace(file: KubernetesFile, span: Span): number | undefined {
  const document = file.documentAt(span.start);
  // A key of which nothing is written stands on no line of its own.
  if (document?.root === undefined || document.isBroken || span.start === span.end) return undefined;
  const at = span.start - document.start;
  if (at < document.root.from) return undefined;
  const start = lineStart(document.text, startOfBlock(document.root, at) ?? at);
  // Between the lines of one key or value a comment would cut it in two.
  if (isWithinScalar(document.root, start)) return undefined;
  return document.start + start + (/^[ \t]*/.exec(document.text.slice(start))?.[0].length ?? 0);
}

function isWithinScalar(node: YamlNode, offset: number): boolean {
  if (offset <= node.from || node.to <= offset) return false;
  if (node.kind === 'map') return node.entries.some(({ key, value }) => isWithinScalar(key, offset) || isWithinScalar(value, offset));
  if (node.kind === 'sequence') return node.slots.some(({ value }) => isWithinScalar(value, offset));
  return true;
}

/** Where the innermost entry begins that holds `at`: inside of a block scalar a line would be text. */
function startOfBlock(node: YamlNode, at: number): number | undefined {
  if (node.kind === 'map') {
    for (const { key, value } of node.entries) {
      if (key.from <= at && at <= Math.max(key.to, value.to)) return at <= key.to ? key.from : (startOfBlock(value, at) ?? key.from);
    }
  } else if (node.kind === 'sequence') {
    for (const { value } of node.slots) if (value.from <= at && at <= value.to) return startOfBlock(value, at) ?? value.from;
  }
  return undefined;
}
