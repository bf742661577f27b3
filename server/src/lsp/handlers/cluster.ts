import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  CodeActionKind,
  DiagnosticSeverity,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  type TextDocuments,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { diagnose, keyOf, rangeOf, toDiagnosis, type Offer, type Sources, type Verdict } from '../../cluster/diagnose/diagnose.js';
import { dockerfileOutline } from '../../cluster/outline.js';
import { prepareManifests } from '../../cluster/prepare.js';
import { relativePath } from '../../engine/facts/facts.js';
import { languageOf } from '../../languages/index.js';
import {
  clearDiagnosesMethod,
  diagnoseMethod,
  dockerfileOutlineMethod,
  prepareMethod,
  remedyCommand,
  type DiagnoseParams,
  type DiagnoseResult,
  type DockerfileOutline,
  type DockerfileOutlineParams,
  type Evidence,
  type PrepareParams,
} from '../../protocol.js';
import { diagnosticSource, toCodeAction, toSpan, toWorkspaceEdit } from '../convert.js';
import { pathOf, slashed } from '../paths.js';
import type { ServerState } from '../server.js';

const severities = { error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning, info: DiagnosticSeverity.Information } as const;
const editMilliseconds = 300;
/** What the cluster said may be a log. */
const mostSaid = 500;

/** What a finding was when it was made: an edit of that ends it. */
interface Kept {
  readonly path: string;
  readonly text: string;
  /** Titles of the changes that were offered. One that is offered no more was applied. */
  readonly fixes: readonly string[];
}

/**
 * Why a deployment failed, on the lines that caused it. The findings are about what was deployed, so they stay while the files change
 * around them, until the next diagnosis, until somebody clears them, or until what they point at is edited: then only another deployment
 * can tell whether it is cured. They are published and not pulled, because a client keeps the two apart.
 */
export class ClusterFindings {
  readonly #state: ServerState;
  readonly #open: TextDocuments<TextDocument>;
  #evidence: Evidence | undefined;
  #kept = new Map<string, Kept>();
  #verdicts: readonly Verdict[] = [];
  /** Files whose texts the findings rest on. */
  #files = new Set<string>();
  /** Paths with findings on screen. */
  #published = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(state: ServerState, open: TextDocuments<TextDocument>) {
    this.#state = state;
    this.#open = open;
    const { connection } = state;
    state.besides = (uri) => this.#diagnosticsAt(pathIn(uri));
    open.onDidChangeContent(({ document }) => this.changed([pathIn(document.uri) ?? '']));
    open.onDidClose(({ document }) => this.changed([pathIn(document.uri) ?? '']));
    connection.onRequest(dockerfileOutlineMethod, ({ path }: DockerfileOutlineParams) => this.#outline(slashed(path)));
    connection.onRequest(prepareMethod, (params: PrepareParams) => prepareManifests(params));
    connection.onRequest(diagnoseMethod, (params: DiagnoseParams) => this.#diagnose(params));
    connection.onRequest(clearDiagnosesMethod, () => this.#clear());
  }

  /** Files have other texts; those who type are not disturbed. */
  changed(paths: readonly string[]): void {
    if (this.#evidence === undefined || !paths.some((path) => this.#files.has(slashed(path)))) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#refresh(), editMilliseconds);
  }

  /** The changes and commands for the findings at a place. */
  actions({ textDocument: { uri }, range, context }: CodeActionParams): CodeAction[] {
    const document = this.#open.get(uri);
    const path = pathIn(uri);
    const { only } = context;
    const isWanted = only === undefined || only.some((kind) => kind === CodeActionKind.QuickFix || kind === '');
    if (this.#evidence === undefined || document === undefined || path === undefined || !isWanted) return [];
    if (this.#timer !== undefined) this.#refresh();
    const span = toSpan(document, range);
    return this.#verdicts
      .filter(({ place }) => place?.path === path && place.span.start <= span.end && span.start <= place.span.end)
      .flatMap((verdict) => {
        const diagnostics = this.#toDiagnostic(verdict) ?? [];
        const first = verdict.offers.find(({ kind }) => kind === 'edit');
        return verdict.offers.flatMap((offer) => this.#toAction(document, path, offer, [diagnostics].flat(), offer === first));
      });
  }

  #outline(path: string): DockerfileOutline | null {
    const text = this.#read(path);
    const language = languageOf(path)?.id;
    if (text === undefined || (language !== undefined && language !== 'dockerfile')) return null;
    this.#state.tellFacts();
    const { documents, disk } = this.#state;
    return dockerfileOutline(path, text, disk.around(path, documents.facts.view(path))) ?? null;
  }

  #diagnose({ evidence, publish }: DiagnoseParams): DiagnoseResult {
    this.#state.tellFacts();
    const known = withSlashes(evidence);
    const verdicts = diagnose(known, this.#sources());
    if (publish) {
      this.#evidence = known;
      this.#kept = new Map(verdicts.map(keptOf).filter((kept) => kept !== undefined));
      this.#show(verdicts.filter(({ place }) => place !== undefined));
    }
    return { diagnoses: verdicts.map(toDiagnosis) };
  }

  #clear(): null {
    this.#evidence = undefined;
    this.#kept.clear();
    this.#show([]);
    return null;
  }

  /** Places and changes in the present texts. What was edited away does not come back. */
  #refresh(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#evidence === undefined) return;
    const present = new Map(diagnose(this.#evidence, this.#sources()).map((verdict) => [keyOf(verdict), verdict]));
    for (const [key, kept] of this.#kept) {
      const now = keptOf(present.get(key))?.[1];
      const isThere = now?.path === kept.path && now.text === kept.text && kept.fixes.every((title) => now.fixes.includes(title));
      if (!isThere) this.#kept.delete(key);
    }
    this.#show([...this.#kept.keys()].flatMap((key) => present.get(key) ?? []));
    if (this.#kept.size === 0) this.#evidence = undefined;
  }

  #show(verdicts: readonly Verdict[]): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#verdicts = verdicts;
    this.#files = new Set(verdicts.flatMap(filesOf));
    const paths = new Set(verdicts.flatMap(({ place }) => place?.path ?? []));
    for (const path of new Set([...paths, ...this.#published])) this.#publish(path);
    this.#published = paths;
  }

  /** A client that cannot pull has one list for each file, which `push.ts` makes of both. */
  #publish(path: string): void {
    const { client, connection, documents } = this.#state;
    const uri = this.#uriOf(path);
    if (!client.pull && documents.get(uri) !== undefined) this.#state.publishAgain(uri);
    else void connection.sendDiagnostics({ uri, diagnostics: this.#diagnosticsAt(path) });
  }

  #diagnosticsAt(path: string | undefined): Diagnostic[] {
    return this.#verdicts.flatMap((verdict) => (verdict.place?.path === path ? (this.#toDiagnostic(verdict) ?? []) : []));
  }

  #toDiagnostic({ code, place, cause, explanation, severity, said, related }: Verdict): Diagnostic | undefined {
    if (place === undefined) return undefined;
    const range = rangeOf(place);
    const words = said.length > mostSaid ? `…${said.slice(-mostSaid)}` : said;
    const own: DiagnosticRelatedInformation[] = said === '' ? [] : [{ location: { uri: this.#uriOf(place.path), range }, message: words }];
    return {
      range,
      severity: severities[severity],
      source: diagnosticSource,
      code: `cluster/${code}`,
      message: `${cause} ${explanation}`,
      relatedInformation: [
        ...own,
        ...related.map((each) => ({ location: { uri: this.#uriOf(each.place.path), range: rangeOf(each.place) }, message: each.message })),
      ],
    };
  }

  #toAction(document: TextDocument, path: string, offer: Offer, diagnostics: Diagnostic[], isFirst: boolean): CodeAction[] {
    const { client } = this.#state;
    const { title } = offer;
    if (offer.kind === 'command') {
      if (!client.runsRemedies) return [];
      const command = { title, command: remedyCommand, arguments: [offer.command, ...offer.args] };
      return [{ title, kind: CodeActionKind.QuickFix, diagnostics, command }];
    }
    const isHere = offer.path === path;
    if (!isHere && !client.documentChanges) return [];
    const folder = path.slice(0, path.lastIndexOf('/'));
    const fix = isHere
      ? { title, edits: offer.edits }
      : { title, edits: [], files: [{ path: relativePath(folder, offer.path), edits: offer.edits }] };
    const edit = toWorkspaceEdit(document, fix, client.documentChanges, () => offer.text);
    return [toCodeAction(title, edit, diagnostics, isFirst)];
  }

  #sources(): Sources {
    return { read: (path) => this.#read(path), workspace: this.#state.documents.facts.view(undefined) };
  }

  /** The editor's text, else the disk's. */
  #read(path: string): string | undefined {
    const document = this.#openAt(path);
    return document === undefined ? this.#state.disk.around(path).read(basename(path)) : document.getText();
  }

  #openAt(path: string): TextDocument | undefined {
    return this.#open.all().find(({ uri }) => pathIn(uri) === path);
  }

  #uriOf(path: string): string {
    return this.#openAt(path)?.uri ?? pathToFileURL(path).href;
  }
}

function pathIn(uri: string): string | undefined {
  const path = pathOf(uri);
  return path === undefined ? undefined : slashed(path);
}

function keptOf(verdict: Verdict | undefined): [string, Kept] | undefined {
  if (verdict?.place === undefined) return undefined;
  const { path, text, span } = verdict.place;
  const fixes = verdict.offers.flatMap(({ kind, title }) => (kind === 'edit' ? title : []));
  return [keyOf(verdict), { path, text: text.slice(span.start, span.end), fixes }];
}

const filesOf = ({ place, related, offers }: Verdict): string[] => [
  ...(place === undefined ? [] : [place.path]),
  ...related.map((each) => each.place.path),
  ...offers.flatMap((offer) => (offer.kind === 'edit' ? offer.path : [])),
];

function withSlashes(evidence: Evidence): Evidence {
  return {
    ...evidence,
    objects: evidence.objects.map((object) => ({ ...object, path: slashed(object.path) })),
    builds: evidence.builds.map((build) => ({ ...build, dockerfile: slashed(build.dockerfile) })),
    refusals: evidence.refusals.map((refusal) => ({ ...refusal, path: slashed(refusal.path) })),
  };
}
