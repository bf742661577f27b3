import { CodeActionKind, type CodeAction, type CodeActionParams, type WorkspaceEdit } from 'vscode-languageserver/node';
import { ignoreFixes } from '../../engine/config/suppressions.js';
import { fixAll, safeFix } from '../../engine/features/fixAll.js';
import type { Fix, Severity } from '../../engine/rule/define.js';
import type { Span } from '../../engine/text/span.js';
import type { Finding } from '../../engine/rule/finding.js';
import { fixAllKind } from '../../protocol.js';
import { toCodeAction, toDiagnostic, toSpan, toWorkspaceEdit } from '../convert.js';
import { choiceActions } from './dockerfileChoice.js';
import type { ServerState } from '../server.js';
import type { Judged, OpenDocument } from '../documents.js';

/** Fixes for the findings at the range, the rest of the same rule, suppressions, refactorings, fix-all. */
export async function codeActions(state: ServerState, { textDocument, range, context }: CodeActionParams): Promise<CodeAction[]> {
  const entry = state.documents.get(textDocument.uri);
  if (entry === undefined) return [];
  const known = state.configuration.known(textDocument.uri) ?? (await state.configuration.rulesFor(textDocument.uri, entry.path));
  const judged = state.documents.judge(textDocument.uri, known.rules, known.revision);
  if (judged === undefined) return [];
  const wants = (kind: string): boolean =>
    context.only === undefined || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
  const fixAllOf = (isWanted: (finding: Finding) => boolean): WorkspaceEdit | undefined =>
    wholeFileFix(state, entry, judged, known.rules, isWanted);

  const actions: CodeAction[] = [];
  const span = toSpan(entry.document, range);
  const larger = wants(CodeActionKind.RefactorRewrite) || wants(CodeActionKind.QuickFix) ? refactoringsAt(judged, span) : [];
  // What cures several findings here is the first thing to think of, and stands in the menu once.
  const cured = (fix: Fix): number => findingsAt(judged, span).filter(isCuredBy(fix)).length;
  const together = wants(CodeActionKind.QuickFix) ? larger.filter((fix) => cured(fix) > 1).sort((a, b) => cured(b) - cured(a)) : [];
  if (wants(CodeActionKind.QuickFix)) actions.push(...quickFixes(state, entry, judged, span, fixAllOf, together));
  if (wants(CodeActionKind.RefactorRewrite)) {
    const others = larger.filter((fix) => !together.includes(fix));
    actions.push(...refactorings(state, entry, judged, others), ...choiceActions(state, entry, span));
  }
  // On save VS Code asks for this kind by name; in the menu it would only repeat the quick fixes.
  if (context.only?.some((only) => fixAllKind === only || fixAllKind.startsWith(`${only}.`)) === true) {
    const edit = fixAllOf(() => true);
    if (edit !== undefined) actions.push({ title: 'Fix all safe findings of Slipway', kind: fixAllKind, edit });
  }
  return actions;
}

/** A rule and the cluster may find one mistake, and offer one cure for it. */
export function withoutRepeats(actions: readonly CodeAction[]): CodeAction[] {
  const known = new Map<string, CodeAction>();
  for (const action of actions) {
    const key = JSON.stringify([action.title, action.kind, action.edit, action.command]);
    const same = known.get(key);
    if (same === undefined) known.set(key, action);
    else same.diagnostics = [...(same.diagnostics ?? []), ...(action.diagnostics ?? [])];
  }
  return [...known.values()];
}

function quickFixes(
  state: ServerState,
  entry: OpenDocument,
  judged: Judged,
  span: Span,
  fixAllOf: (isWanted: (finding: Finding) => boolean) => WorkspaceEdit | undefined,
  together: readonly Fix[],
): CodeAction[] {
  const { document } = entry;
  const here = findingsAt(judged, span);
  const actions: CodeAction[] = [];
  const ignoring: CodeAction[][] = [[], []];
  for (const fix of together) {
    const edit = editOf(state, entry, judged, fix);
    const cured = here.filter(isCuredBy(fix)).map((finding) => toDiagnostic(document, finding, state.pageLink, judged.subject.near));
    if (edit !== undefined) actions.push(toCodeAction(fix.title, edit, cured, false));
  }
  for (const finding of here) {
    const diagnostics = [toDiagnostic(document, finding, state.pageLink, judged.subject.near)];
    finding.fixes().forEach((fix, i) => {
      const edit = editOf(state, entry, judged, fix);
      if (edit !== undefined) actions.push(toCodeAction(fix.title, edit, diagnostics, i === 0 && safeFix(finding) !== undefined));
    });
    // Those for the whole file stand behind all that are for this place.
    ignoreFixes(finding, judged.subject).forEach((fix, i, all) => {
      const edit = editOf(state, entry, judged, fix);
      if (edit !== undefined) ignoring[i === all.length - 1 ? 1 : 0]?.push(toCodeAction(fix.title, edit, diagnostics, false));
    });
  }
  for (const rule of new Set(here.map((finding) => finding.rule))) {
    const alike = judged.findings.filter((finding) => finding.rule === rule && safeFix(finding) !== undefined);
    const edit = alike.length < 2 ? undefined : fixAllOf((finding) => finding.rule === rule);
    if (edit === undefined) continue;
    const diagnostics = here
      .filter((finding) => finding.rule === rule)
      .map((finding) => toDiagnostic(document, finding, state.pageLink, judged.subject.near));
    actions.push(toCodeAction(`Fix all ${alike.length} of ${rule.id} in this file`, edit, diagnostics, false));
  }
  return [...actions, ...ignoring.flat()];
}

const byWeight: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** The findings at a place, the gravest first. */
function findingsAt(judged: Judged, span: Span): Finding[] {
  return judged.findings
    .filter((finding) => finding.span.start <= span.end && span.start <= finding.span.end)
    .sort((a, b) => byWeight.indexOf(a.severity) - byWeight.indexOf(b.severity));
}

const isCuredBy =
  (fix: Fix) =>
  ({ rule }: Finding): boolean =>
    fix.cures?.includes(rule.id) === true;

function refactoringsAt({ subject }: Judged, span: Span): readonly Fix[] {
  return subject.language.refactorings?.(subject.model, span, subject.near) ?? [];
}

function refactorings(state: ServerState, entry: OpenDocument, judged: Judged, fixes: readonly Fix[]): CodeAction[] {
  return fixes.flatMap((fix) => {
    const edit = editOf(state, entry, judged, fix);
    return edit === undefined ? [] : [{ title: fix.title, kind: CodeActionKind.RefactorRewrite, edit }];
  });
}

/** Undefined when the client cannot do what the fix needs. */
function editOf({ client }: ServerState, { document }: OpenDocument, { subject }: Judged, fix: Fix): WorkspaceEdit | undefined {
  const isNew = (fix.files ?? []).some((file) => subject.near.read(file.path) === undefined);
  if ((fix.files?.length ?? 0) > 0 && !client.documentChanges) return undefined;
  if (isNew && !client.createFiles) return undefined;
  return toWorkspaceEdit(document, fix, client.documentChanges, (path) => subject.near.read(path));
}

function wholeFileFix(
  state: ServerState,
  entry: OpenDocument,
  judged: Judged,
  rules: Parameters<ServerState['documents']['analyze']>[1],
  isWanted: (finding: Finding) => boolean,
): WorkspaceEdit | undefined {
  const { document } = entry;
  const before = judged.subject.text;
  const analyse = (text: string): readonly Finding[] => {
    if (text === before) return judged.findings;
    const subject = state.documents.subjectFor(document.uri, text);
    return subject === undefined ? [] : state.documents.analyze(subject, rules).findings;
  };
  const { text, applied } = fixAll(before, analyse, isWanted);
  if (applied === 0 || text === before) return undefined;
  // One edit between what the two texts share at both ends keeps cursors and folds outside it where they are.
  let start = 0;
  while (start < before.length && before[start] === text[start]) start++;
  let end = 0;
  while (end < before.length - start && end < text.length - start && before[before.length - 1 - end] === text[text.length - 1 - end]) end++;
  const fix: Fix = { title: '', edits: [{ span: { start, end: before.length - end }, newText: text.slice(start, text.length - end) }] };
  return editOf(state, entry, judged, fix);
}
