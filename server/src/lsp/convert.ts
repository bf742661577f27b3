import {
  CodeActionKind,
  DiagnosticSeverity,
  DiagnosticTag,
  type CodeAction,
  type Diagnostic,
  type Range,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-types';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Fix, PageText, Severity, Surroundings } from '../engine/rule/define.js';
import type { Finding } from '../engine/rule/finding.js';
import { LineIndex } from '../engine/text/lines.js';
import { gravest } from './gravest.js';
import { joined, type Edit, type Span } from '../engine/text/span.js';

// The only file where a span becomes a range.

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export const diagnosticSource = 'slipway';

export function toRange(document: TextDocument, span: Span): Range {
  return { start: document.positionAt(span.start), end: document.positionAt(span.end) };
}

/** A range in a text that is no document of the editor. */
function rangeIn(text: string, span: Span): Range {
  const lines = new LineIndex(text);
  return { start: lines.positionAt(span.start), end: lines.positionAt(span.end) };
}

/** Ranges in a text that is no document of the editor, for many spans of it. */
export function rangesIn(text: string): (span: Span) => Range {
  const lines = new LineIndex(text);
  return ({ start, end }) => ({ start: lines.positionAt(start), end: lines.positionAt(end) });
}

export function toSpan(document: TextDocument, range: Range): Span {
  return { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
}

/** The findings of a document, the gravest where there are too many to show. */
export function toDiagnostics(
  document: TextDocument,
  findings: readonly Finding[],
  pageLink: (rule: string) => string | undefined,
  near: Pick<Surroundings, 'read'>,
): Diagnostic[] {
  return gravest(findings).map((finding) => toDiagnostic(document, finding, pageLink, near));
}

/** `near` gives the text of files beside the document, for related places in them. */
export function toDiagnostic(
  document: TextDocument,
  finding: Finding,
  pageLink: (rule: string) => string | undefined,
  near: Pick<Surroundings, 'read'>,
): Diagnostic {
  const diagnostic: Diagnostic = {
    range: toRange(document, finding.span),
    severity: severities[finding.severity],
    code: finding.rule.id,
    source: diagnosticSource,
    message: finding.message,
  };
  const href = pageLink(finding.rule.id);
  if (href !== undefined) diagnostic.codeDescription = { href };
  if (finding.rule.tags !== undefined)
    diagnostic.tags = finding.rule.tags.map((tag) => (tag === 'unnecessary' ? DiagnosticTag.Unnecessary : DiagnosticTag.Deprecated));
  if (finding.related.length > 0) {
    diagnostic.relatedInformation = finding.related.map((related) => ({
      location: {
        uri: related.path === undefined ? document.uri : siblingUri(document.uri, related.path),
        range: related.path === undefined ? toRange(document, related.at) : rangeIn(near.read(related.path) ?? '', related.at),
      },
      message: related.message,
    }));
  }
  return diagnostic;
}

/** Where a rule is explained: the client's own pages when it has some, else the rule's first source. */
export function pageLinks(
  rules: ReadonlyMap<string, { readonly page: PageText }>,
  prefix: string | undefined,
): (rule: string) => string | undefined {
  return (rule) => (prefix === undefined ? rules.get(rule)?.page.link : `${prefix}${rule}`);
}

export function toTextEdits(document: TextDocument, edits: readonly Edit[]): TextEdit[] {
  return joined(edits).map((edit) => ({ range: toRange(document, edit.span), newText: edit.newText }));
}

/** `fileText` tells the text of a file beside the document, undefined when there is none yet. */
export function toWorkspaceEdit(
  document: TextDocument,
  fix: Fix,
  versioned: boolean,
  fileText: (path: string) => string | undefined,
): WorkspaceEdit {
  const own = toTextEdits(document, fix.edits);
  const files = fix.files ?? [];
  if (files.length === 0 && !versioned) return { changes: { [document.uri]: own } };
  const changes: WorkspaceEdit['documentChanges'] =
    own.length === 0 ? [] : [{ textDocument: { uri: document.uri, version: document.version }, edits: own }];
  for (const { path, edits } of files) {
    const uri = siblingUri(document.uri, path);
    const text = fileText(path);
    if (text === undefined) changes.push({ kind: 'create', uri, options: { ignoreIfExists: true } });
    changes.push({
      textDocument: { uri, version: null },
      edits: joined(edits).map((edit) => ({ range: rangeIn(text ?? '', edit.span), newText: edit.newText })),
    });
  }
  return { documentChanges: changes };
}

export function toCodeAction(title: string, edit: WorkspaceEdit, diagnostics: Diagnostic[], isPreferred: boolean): CodeAction {
  const action: CodeAction = { title, kind: CodeActionKind.QuickFix, edit };
  if (diagnostics.length > 0) action.diagnostics = diagnostics;
  if (isPreferred) action.isPreferred = true;
  return action;
}

function siblingUri(uri: string, path: string): string {
  return new URL(path.split('/').map(encodeURIComponent).join('/'), uri).toString();
}
