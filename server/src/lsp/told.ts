import type { Diagnostic } from 'vscode-languageserver-types';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { RuleDefinition, Severity, Surroundings } from '../engine/rule/define.js';
import type { Finding } from '../engine/rule/finding.js';
import { gravest, toDiagnostic } from './convert.js';

/** Findings of a document as the JSON text of their diagnostics, ASCII alone. */
export class ToldDiagnostics {
  readonly json: string;

  constructor(json: string) {
    this.json = json;
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

/** What was told of a finding last: after a key most stand where they stood, or some lines on. */
class Told {
  readonly rest: string;
  #startLine = -1;
  #startCharacter = 0;
  #endLine = 0;
  #endCharacter = 0;
  #text = '';

  /** `rest` is what stands behind the range. */
  constructor(rest: string) {
    this.rest = rest;
  }

  at(document: TextDocument, { start, end }: Finding['span']): string {
    const from = document.positionAt(start);
    const to = document.positionAt(end);
    if (
      from.line !== this.#startLine ||
      from.character !== this.#startCharacter ||
      to.line !== this.#endLine ||
      to.character !== this.#endCharacter
    ) {
      this.#startLine = from.line;
      this.#startCharacter = from.character;
      this.#endLine = to.line;
      this.#endCharacter = to.character;
      this.#text = `{"range":{"start":{"line":${from.line},"character":${from.character}},"end":{"line":${to.line},"character":${to.character}}},${this.rest}`;
    }
    return this.#text;
  }
}

/** Tells findings as text. What all findings of a rule have in common is written once. */
export class Teller {
  readonly #pageLink: (rule: string) => string | undefined;
  /** By rule: what stands before the message and behind it, and for which severity. */
  readonly #common = new Map<RuleDefinition, { readonly severity: Severity; readonly before: string; readonly behind: string }>();

  constructor(pageLink: (rule: string) => string | undefined) {
    this.#pageLink = pageLink;
  }

  /** `keeps`: the findings come again with the next version. */
  tell(document: TextDocument, findings: readonly Finding[], near: Pick<Surroundings, 'read'>, keeps: boolean): ToldDiagnostics {
    let json = '[';
    for (const finding of gravest(findings)) {
      let { told } = finding;
      if (!(told instanceof Told)) {
        // Related places move too.
        const isPlain = finding.related.length === 0;
        told = new Told(isPlain ? this.#plain(document, finding, near) : this.#rest(document, finding, near));
        if (keeps && isPlain) finding.told = told;
      }
      const text = (told as Told).at(document, finding.span);
      json += json.length === 1 ? text : `,${text}`;
    }
    return new ToldDiagnostics(`${json}]`);
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

const beginning = '{"range":{"start":{"line":0,"character":0},"end":{"line":0,"character":0}},';

/** Stands for what is put in later: no text has it. */
export const place = '\u007f';

export function inAscii(json: string): string {
  // oxlint-disable-next-line no-control-regex
  if (/^[\u0000-\u007f]*$/.test(json)) return json;
  // oxlint-disable-next-line no-control-regex
  return json.replaceAll(/[^\u0000-\u007f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
