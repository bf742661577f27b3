import type { Diagnostic } from 'vscode-languageserver-types';
import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import type { RuleDefinition, Severity, Surroundings } from '../engine/rule/define.js';
import type { Finding } from '../engine/rule/finding.js';
import { toDiagnostic } from './convert.js';
import { Gravest, gravest } from './gravest.js';
import { ToldList, type LineChange, type Wording } from './toldList.js';

/** Findings of a document as the JSON text of their diagnostics, ASCII alone. */
export class ToldDiagnostics {
  /** A list is good until it is written, see `ToldList.isLent`. */
  readonly told: string | ToldList;

  constructor(told: string | ToldList) {
    this.told = told;
  }

  get json(): string {
    return typeof this.told === 'string' ? this.told : this.told.json;
  }

  /** For writers that do not know of it. */
  toJSON(): readonly Diagnostic[] {
    return JSON.parse(this.json) as Diagnostic[];
  }
}

/** The protocol library passes them on as they are; `writer.ts` knows what they are. */
export function asDiagnostics(told: ToldDiagnostics): Diagnostic[] {
  return told as unknown as Diagnostic[];
}

/** Of so many documents the lists are kept: as many as models, see `documents.ts`. */
const mostLists = 8;

interface Lists {
  readonly list: ToldList;
  readonly shown: Gravest;
  /** Of the document that was told. */
  readonly version: number;
}

/** The last edit of a document, from one version to the next. */
interface LastEdit {
  readonly before: number;
  readonly change: LineChange;
}

/** Tells findings as text. What all findings of a rule have in common is written once. */
export class Teller {
  readonly #pageLink: (rule: string) => string | undefined;
  /** By rule: what stands before the message and behind it, and for which severity. */
  readonly #common = new Map<RuleDefinition, { readonly severity: Severity; readonly before: string; readonly behind: string }>();
  /** Of documents that are edited, those that were told last at the end. */
  readonly #lists = new Map<TextDocument, Lists>();
  readonly #edits = new WeakMap<TextDocument, LastEdit>();

  constructor(pageLink: (rule: string) => string | undefined) {
    this.#pageLink = pageLink;
  }

  /** Takes changes into the text, and notes what saves looking for the lines of places that they have not touched. */
  update(document: TextDocument, changes: TextDocumentContentChangeEvent[], version: number): TextDocument {
    const { version: before, lineCount } = document;
    const [only] = changes;
    const { length } = document.getText();
    const updated = TextDocument.update(document, changes, version);
    if (changes.length !== 1 || only === undefined || !('range' in only)) this.#edits.delete(updated);
    else {
      const lines = [only.range.start.line, only.range.end.line];
      const change: LineChange = {
        from: Math.min(...lines),
        to: Math.max(0, ...lines),
        by: updated.getText().length - length,
        lines: updated.lineCount - lineCount,
      };
      this.#edits.set(updated, { before, change });
    }
    return updated;
  }

  /** The one edit since it was told. */
  #editOf(document: TextDocument, known: Lists | undefined): LineChange | undefined {
    const edit = this.#edits.get(document);
    return edit !== undefined && edit.before === known?.version && document.version > edit.before ? edit.change : undefined;
  }

  forget(document: TextDocument): void {
    this.#lists.delete(document);
  }

  /** `keeps`: the findings come again with the next version. */
  tell(document: TextDocument, findings: readonly Finding[], near: Pick<Surroundings, 'read'>, keeps: boolean): ToldDiagnostics {
    const wording: Wording = {
      placeOf: (offset) => document.positionAt(offset),
      behindRange: (finding) => (finding.related.length === 0 ? this.#plain(document, finding, near) : this.#rest(document, finding, near)),
    };
    const known = this.#lists.get(document);
    this.#lists.delete(document);
    if (!keeps) return new ToldDiagnostics(jsonOf(gravest(findings), wording));
    // What was told and is not written yet stays as it is.
    const list = known === undefined || known.list.isLent ? new ToldList() : known.list;
    const shown = known?.shown ?? new Gravest();
    this.#lists.set(document, { list, shown, version: document.version });
    if (this.#lists.size > mostLists) for (const [other] of this.#lists) if (this.#lists.size > mostLists) this.#lists.delete(other);
    list.lend(shown.of(findings), wording, this.#editOf(document, known));
    return new ToldDiagnostics(list);
  }

  #plain(document: TextDocument, finding: Finding, near: Pick<Surroundings, 'read'>): string {
    const { rule, severity, message } = finding;
    let common = this.#common.get(rule);
    if (common?.severity !== severity) {
      const rest = this.#rest(document, { ...finding, message: place }, near);
      const at = rest.indexOf(`"${place}"`);
      this.#common.set(rule, (common = { severity, before: rest.slice(0, at), behind: rest.slice(at + place.length + 2) }));
    }
    return `${common.before}${inAscii(JSON.stringify(message))}${common.behind}`;
  }

  /** What stands behind the range. */
  #rest(document: TextDocument, finding: Finding, near: Pick<Surroundings, 'read'>): string {
    const json = JSON.stringify(toDiagnostic(document, { ...finding, span: { start: 0, end: 0 } }, this.#pageLink, near));
    return inAscii(json.slice(beginning.length));
  }
}

function jsonOf(findings: readonly Finding[], wording: Wording): string {
  let json = '[';
  for (const finding of findings) {
    const from = wording.placeOf(finding.span.start);
    const to = wording.placeOf(finding.span.end);
    json += `${json.length === 1 ? '' : ','}{"range":{"start":{"line":${from.line},"character":${from.character}},"end":{"line":${to.line},"character":${to.character}}},${wording.behindRange(finding)}`;
  }
  return `${json}]`;
}

const beginning = '{"range":{"start":{"line":0,"character":0},"end":{"line":0,"character":0}},';

/** Stands for what is put in later: no text has it. */
export const place = '\u007f';

export function inAscii(json: string): string {
  // oxlint-disable-next-line no-control-regex
  if (/^[\u0000-\u007f]*$/.test(json)) return json;
  // oxlint-disable-next-line no-control-regex
  return json.replaceAll(/[^\u0000-\u007f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
