import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type {
  CodeLens,
  Definition,
  DefinitionLink,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  Location,
  Position,
  PrepareRenameResult,
  Range,
  ReferenceParams,
  RenameParams,
  SymbolInformation,
  TextDocumentIdentifier,
  TextDocumentPositionParams,
  TextEdit,
  WorkspaceEdit,
  WorkspaceSymbol,
  WorkspaceSymbolParams,
} from 'vscode-languageserver/node';
import { SymbolKind } from 'vscode-languageserver-types';
import type { Subject } from '../../engine/analyze.js';
import type { FactQuestion } from '../../engine/facts/facts.js';
import {
  renamed,
  type Lens,
  type Navigation,
  type OutlineSymbol,
  type Place,
  type Renamable,
  type SymbolSort,
} from '../../engine/features/navigation.js';
import type { Span } from '../../engine/text/span.js';
import { showReferencesCommand } from '../../protocol.js';
import { rangesIn, toRange } from '../convert.js';
import type { OpenDocument } from '../documents.js';
import type { ServerState } from '../server.js';

// Definitions, uses, links, outline, renaming, code lenses: the languages answer with places, which become positions here.

/** A document that the language finds its way in. */
interface Asked {
  readonly entry: OpenDocument;
  readonly subject: Subject;
  readonly navigation: Navigation;
}

/** `alone`: nothing but the document itself is looked at, so that unsaved text of others does not matter. */
function ask(
  state: ServerState,
  { uri }: TextDocumentIdentifier,
  alone = false,
  record?: (asked: FactQuestion) => void,
): Asked | undefined {
  const entry = state.documents.get(uri);
  const navigation = entry?.language.navigation;
  if (entry === undefined || navigation === undefined) return undefined;
  if (!alone) state.tellFacts();
  const subject = state.documents.subject(uri, record);
  return subject === undefined ? undefined : { entry, subject, navigation };
}

export function definition(
  state: ServerState,
  { textDocument, position }: TextDocumentPositionParams,
): Definition | DefinitionLink[] | null {
  const asked = ask(state, textDocument);
  if (asked === undefined) return null;
  const { entry, subject, navigation } = asked;
  const targets = navigation.targets(subject.model, entry.document.offsetAt(position), subject.near);
  if (targets === undefined) return null;
  const { from, places } = targets;
  const locations = new Locations(state, entry);
  if (!state.client.definitionLinks) return locations.all(places);
  return places.flatMap((place) => {
    const location = locations.of(place);
    if (location === undefined) return [];
    const { uri, range } = location;
    const whole = place.whole === undefined ? undefined : locations.of({ path: place.path, span: place.whole });
    return [
      {
        originSelectionRange: toRange(entry.document, from),
        targetUri: uri,
        targetRange: whole?.range ?? range,
        targetSelectionRange: range,
      },
    ];
  });
}

export function references(state: ServerState, { textDocument, position, context }: ReferenceParams): Location[] | null {
  const asked = ask(state, textDocument);
  if (asked === undefined) return null;
  const { entry, subject, navigation } = asked;
  const mentions = navigation.mentions(subject.model, entry.document.offsetAt(position), subject.near);
  const wanted = context.includeDeclaration ? mentions : mentions.filter(({ isDeclaration }) => !isDeclaration);
  return wanted.length === 0 ? null : new Locations(state, entry).all(wanted);
}

/** Null leaves it to the editor, which marks equal words. */
export function highlights(state: ServerState, { textDocument, position }: TextDocumentPositionParams): DocumentHighlight[] | null {
  const asked = ask(state, textDocument, true);
  if (asked === undefined) return null;
  const { entry, subject, navigation } = asked;
  const mentions = navigation.highlights?.(subject.model, entry.document.offsetAt(position)) ?? [];
  if (mentions.length === 0) return null;
  return mentions.map(({ span, isDeclaration }) => ({ range: toRange(entry.document, span), kind: isDeclaration ? 3 : 2 }));
}

export function documentLinks(
  state: ServerState,
  { textDocument }: { readonly textDocument: TextDocumentIdentifier },
): DocumentLink[] | null {
  const asked = ask(state, textDocument);
  if (asked === undefined) return null;
  const { entry, subject, navigation } = asked;
  if (entry.path === undefined) return null;
  const folder = dirname(entry.path);
  return (navigation.links?.(subject.model, subject.near) ?? []).map(({ span, path, tooltip }) => ({
    range: toRange(entry.document, span),
    target: pathToFileURL(resolve(folder, path)).href,
    tooltip,
  }));
}

const symbolKinds: Readonly<Record<SymbolSort, SymbolKind>> = {
  stage: SymbolKind.Module,
  variable: SymbolKind.Variable,
  instruction: SymbolKind.Event,
  object: SymbolKind.Object,
  container: SymbolKind.Struct,
  key: SymbolKind.Key,
  port: SymbolKind.Interface,
};

export function documentSymbols(
  state: ServerState,
  { textDocument }: { readonly textDocument: TextDocumentIdentifier },
): DocumentSymbol[] | SymbolInformation[] | null {
  const asked = ask(state, textDocument, true);
  const symbols = asked?.navigation.symbols?.(asked.subject.model) ?? [];
  if (asked === undefined || symbols.length === 0) return null;
  const { document } = asked.entry;
  const range = (span: Span): Range => toRange(document, span);
  const nested = ({ sort, name, detail, span, nameSpan, children }: OutlineSymbol): DocumentSymbol => ({
    // A symbol without a name is refused by the editor.
    name: name === '' ? '?' : name,
    detail,
    kind: symbolKinds[sort],
    range: range(span),
    selectionRange: range(nameSpan),
    children: children.map(nested),
  });
  if (state.client.nestedSymbols) return symbols.map(nested);
  const flat = (symbol: OutlineSymbol, within?: string): SymbolInformation[] => [
    {
      name: symbol.name === '' ? '?' : symbol.name,
      kind: symbolKinds[symbol.sort],
      location: { uri: document.uri, range: range(symbol.span) },
      ...(within === undefined ? {} : { containerName: within }),
    },
    ...symbol.children.flatMap((child) => flat(child, symbol.name)),
  ];
  return symbols.flatMap((symbol) => flat(symbol));
}

/** Whoever sees more than this types another letter. */
const mostSymbols = 300;

export function workspaceSymbols(state: ServerState, { query }: WorkspaceSymbolParams): WorkspaceSymbol[] {
  state.tellFacts();
  const wanted = query.trim().toLowerCase();
  const view = state.documents.facts.view(undefined);
  const found = state.documents.languages
    .all()
    .flatMap(({ navigation }) => navigation?.workspaceSymbols?.(view, (name) => name.toLowerCase().includes(wanted)) ?? []);
  const locations = new Locations(state);
  return found.slice(0, mostSymbols).flatMap(({ sort, name, within, path, span }): WorkspaceSymbol[] => {
    const base = { name, kind: symbolKinds[sort], containerName: within };
    // Positions need the text of each file: it is read for the symbol that somebody chooses.
    if (state.client.symbolResolve && path !== undefined) return [{ ...base, location: { uri: uriOf(state, path) }, data: { path, span } }];
    const location = locations.of({ path, span });
    return location === undefined ? [] : [{ ...base, location }];
  });
}

export function resolveWorkspaceSymbol(state: ServerState, symbol: WorkspaceSymbol): WorkspaceSymbol {
  const { path, span } = (symbol.data ?? {}) as Partial<Place>;
  const location = path === undefined || span === undefined ? undefined : new Locations(state).of({ path, span });
  return location === undefined ? symbol : { ...symbol, location };
}

export function prepareRename(state: ServerState, { textDocument, position }: TextDocumentPositionParams): PrepareRenameResult | null {
  const asked = ask(state, textDocument);
  const found = asked === undefined ? undefined : renamableAt(asked, position);
  if (asked === undefined || found === undefined) return null;
  const { document } = asked.entry;
  const written = document.getText().slice(found.at.start, found.at.end);
  // The editor offers what is marked: the name without its quotes.
  const shift = written.length - found.name.length === 2 && /^(["']).*\1$/.test(written) ? 1 : 0;
  return { range: toRange(document, { start: found.at.start + shift, end: found.at.end - shift }), placeholder: found.name };
}

export function rename(state: ServerState, { textDocument, position, newName }: RenameParams): WorkspaceEdit | null {
  const asked = ask(state, textDocument);
  const found = asked === undefined ? undefined : renamableAt(asked, position);
  if (asked === undefined || found === undefined) return null;
  const objection = found.objection(newName);
  if (objection !== undefined) throw refused(objection);
  const locations = new Locations(state, asked.entry);
  const edits = new Map<string, TextEdit[]>();
  for (const place of found.places) {
    const location = locations.of(place);
    const newText = renamed(locations.textAt(place) ?? '', found, newName);
    if (location === undefined || newText === undefined)
      throw refused(`\`${place.path ?? asked.subject.near.fileName}\` does not say \`${found.name}\` in plain words where it is expected.`);
    const known = edits.get(location.uri);
    if (known === undefined) edits.set(location.uri, [{ range: location.range, newText }]);
    else known.push({ range: location.range, newText });
  }
  if (!state.client.documentChanges) return { changes: Object.fromEntries(edits) };
  const version = (uri: string): number | null => state.documents.get(uri)?.document.version ?? null;
  return { documentChanges: [...edits].map(([uri, own]) => ({ textDocument: { uri, version: version(uri) }, edits: own })) };
}

function renamableAt({ entry, subject, navigation }: Asked, position: Position): Renamable | undefined {
  const found = navigation.renamable?.(subject.model, entry.document.offsetAt(position), subject.near);
  if (found !== undefined && 'refusal' in found) throw refused(found.refusal);
  return found;
}

const refused = (message: string): ResponseError<void> => new ResponseError(LSPErrorCodes.RequestFailed, message);

/** `record` hears what the lenses depend on. */
export async function codeLenses(
  state: ServerState,
  { textDocument }: { readonly textDocument: TextDocumentIdentifier },
  record: (asked: FactQuestion) => void,
): Promise<CodeLens[] | null> {
  const entry = state.documents.get(textDocument.uri);
  if (entry?.language.navigation?.lenses === undefined) return null;
  const settings =
    state.configuration.known(textDocument.uri, entry.path) ?? (await state.configuration.rulesFor(textDocument.uri, entry.path));
  const asked = settings.lenses ? ask(state, textDocument, false, record) : undefined;
  if (asked === undefined) return null;
  const lenses = asked.navigation.lenses?.(asked.subject.model, asked.subject.near) ?? [];
  const locations = new Locations(state, asked.entry);
  return lenses.map((lens) => toCodeLens(state, asked.entry, lens, locations));
}

function toCodeLens(state: ServerState, { document }: OpenDocument, { span, title, places }: Lens, locations: Locations): CodeLens {
  const range = toRange(document, span);
  const found = locations.all(places);
  // A client without the command shows the words.
  if (!state.client.showsReferences || found.length === 0) return { range, command: { title, command: '' } };
  return { range, command: { title, command: showReferencesCommand, arguments: [document.uri, range.start, found] } };
}

const uriOf = ({ documents }: ServerState, path: string): string => documents.openAt(path)?.document.uri ?? pathToFileURL(path).href;

/** Places as positions; each file is looked at once. */
class Locations {
  readonly #state: ServerState;
  readonly #own: OpenDocument | undefined;
  readonly #files = new Map<string | undefined, LocatedFile | undefined>();

  constructor(state: ServerState, own?: OpenDocument) {
    this.#state = state;
    this.#own = own;
  }

  of({ path, span }: Place): Location | undefined {
    const file = this.#file(path);
    return file === undefined ? undefined : { uri: file.uri, range: file.range(span) };
  }

  all(places: readonly Place[]): Location[] {
    return places.flatMap((place) => this.of(place) ?? []);
  }

  textAt({ path, span }: Place): string | undefined {
    return this.#file(path)?.text.slice(span.start, span.end);
  }

  #file(path: string | undefined): LocatedFile | undefined {
    if (!this.#files.has(path)) this.#files.set(path, this.#read(path));
    return this.#files.get(path);
  }

  #read(path: string | undefined): LocatedFile | undefined {
    const open = path === undefined ? this.#own : this.#state.documents.openAt(path);
    if (open !== undefined) {
      const { document } = open;
      return { uri: document.uri, text: document.getText(), range: (span) => toRange(document, span) };
    }
    const text = path === undefined ? undefined : this.#state.disk.around(path).read(path);
    return path === undefined || text === undefined ? undefined : { uri: pathToFileURL(path).href, text, range: rangesIn(text) };
  }
}

interface LocatedFile {
  readonly uri: string;
  readonly text: string;
  range(span: Span): Range;
}
