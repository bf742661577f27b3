import {
  CodeActionKind,
  LSPErrorCodes,
  ResponseError,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic,
  type Range,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { ActiveRule } from '../../engine/config/config.js';
import { ignoreFixes } from '../../engine/config/suppressions.js';
import { fixAll, isSafe } from '../../engine/features/fixAll.js';
import type { Fix, Severity } from '../../engine/rule/define.js';
import type { Span } from '../../engine/text/span.js';
import type { Finding } from '../../engine/rule/finding.js';
import { fixAllKind } from '../../protocol.js';
import { toCodeAction, toDiagnostic, toSpan, toWorkspaceEdit } from '../convert.js';
import { choiceActions } from './dockerfileChoice.js';
import type { ServerState } from '../server.js';
import type { Judged, OpenDocument } from '../documents.js';

/** Where the edit of an action is found again that was offered without it. */
interface Later {
  readonly uri: string;
  readonly version: number;
  readonly range: Range;
  /** Of "fix all" of this rule, */
  readonly rule?: string;
  /** or of the refactoring of this title. */
  readonly title?: string;
}

/** What an answer is made from. */
interface Asked {
  readonly state: ServerState;
  readonly entry: OpenDocument;
  readonly judged: Judged;
  readonly rules: readonly ActiveRule[];
  readonly range: Range;
  readonly span: Span;
}

/** Fixes for the findings at the range, the rest of the same rule, suppressions, refactorings, fix-all. */
export async function codeActions(state: ServerState, { textDocument, range, context }: CodeActionParams): Promise<CodeAction[]> {
  const asked = await lookAt(state, textDocument.uri, range);
  if (asked === undefined) return [];
  const { entry, judged, span } = asked;
  const wants = (kind: string): boolean =>
    context.only === undefined || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));

  const actions: CodeAction[] = [];
  const here = findingsAt(judged, span);
  const larger = wants(CodeActionKind.RefactorRewrite) || wants(CodeActionKind.QuickFix) ? refactoringsAt(judged, span) : [];
  // What cures several findings here is the first thing to think of, and stands in the menu once.
  const cured = (fix: Fix): number => here.filter(isCuredBy(fix)).length;
  const together = wants(CodeActionKind.QuickFix) ? larger.filter((fix) => cured(fix) > 1).sort((a, b) => cured(b) - cured(a)) : [];
  if (wants(CodeActionKind.QuickFix)) actions.push(...quickFixes(asked, here, together));
  if (wants(CodeActionKind.RefactorRewrite)) {
    const others = larger.filter((fix) => !together.includes(fix));
    actions.push(...others.flatMap((fix) => refactoring(asked, fix) ?? []), ...choiceActions(state, entry, span));
  }
  // On save VS Code asks for this kind by name; in the menu it would only repeat the quick fixes.
  if (context.only?.some((only) => fixAllKind === only || fixAllKind.startsWith(`${only}.`)) === true) {
    const edit = wholeFileFix(asked, () => true);
    if (edit !== undefined) actions.push({ title: 'Fix all safe findings of Slipway', kind: fixAllKind, edit });
  }
  return actions;
}

/** The action with the edit that it was offered without. */
export async function resolveCodeAction(state: ServerState, action: CodeAction): Promise<CodeAction> {
  const later = action.data as Later | undefined;
  if (action.edit !== undefined || typeof later?.uri !== 'string') return action;
  const asked = await lookAt(state, later.uri, later.range);
  if (asked?.entry.document.version !== later.version)
    throw new ResponseError(LSPErrorCodes.ContentModified, 'The file has changed since.');
  const edit = later.rule === undefined ? refactoringEdit(asked, later.title) : fixAllOf(asked, later.rule);
  return edit === undefined ? action : { ...action, edit };
}

async function lookAt(state: ServerState, uri: string, range: Range): Promise<Asked | undefined> {
  const entry = state.documents.get(uri);
  if (entry === undefined) return undefined;
  const known = state.configuration.known(uri, entry.path) ?? (await state.configuration.rulesFor(uri, entry.path));
  const judged = state.documents.judge(uri, known.rules, known.revision);
  return judged === undefined ? undefined : { state, entry, judged, rules: known.rules, range, span: toSpan(entry.document, range) };
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

function quickFixes(asked: Asked, here: readonly Finding[], together: readonly Fix[]): CodeAction[] {
  const { state, entry, judged } = asked;
  const shown = new Map(
    here.map((finding) => [finding, toDiagnostic(entry.document, finding, state.pageLink, judged.subject.near)] as const),
  );
  const told = (isMeant: (finding: Finding) => boolean): Diagnostic[] =>
    [...shown].flatMap(([finding, diagnostic]) => (isMeant(finding) ? [diagnostic] : []));
  const actions: CodeAction[] = [];
  const ignoring: CodeAction[][] = [[], []];
  for (const fix of together) {
    const action = refactoring(asked, fix);
    if (action !== undefined) actions.push({ ...action, kind: CodeActionKind.QuickFix, diagnostics: told(isCuredBy(fix)) });
  }
  for (const [finding, diagnostic] of shown) {
    finding.fixes().forEach((fix, i) => {
      const edit = editOf(asked, fix);
      if (edit !== undefined) actions.push(toCodeAction(fix.title, edit, [diagnostic], i === 0 && isSafe(finding, fix)));
    });
    // Those for the whole file stand behind all that are for this place.
    ignoreFixes(finding, judged.subject).forEach((fix, i, all) => {
      const edit = editOf(asked, fix);
      if (edit !== undefined) ignoring[i === all.length - 1 ? 1 : 0]?.push(toCodeAction(fix.title, edit, [diagnostic], false));
    });
  }
  for (const rule of new Set(here.map((finding) => finding.rule))) {
    const count = state.safeCounts.of(judged.findings, rule);
    if (count < 2) continue;
    const title = `Fix all ${count} of ${rule.id} in this file`;
    const diagnostics = told((finding) => finding.rule === rule);
    if (state.client.actionResolve)
      actions.push({ title, kind: CodeActionKind.QuickFix, diagnostics, data: laterIn(asked, { rule: rule.id }) });
    else {
      const edit = fixAllOf(asked, rule.id);
      if (edit !== undefined) actions.push(toCodeAction(title, edit, diagnostics, false));
    }
  }
  return [...actions, ...ignoring.flat()];
}

function laterIn({ entry: { document }, range }: Asked, what: Pick<Later, 'rule' | 'title'>): Later {
  return { uri: document.uri, version: document.version, range, ...what };
}

const byWeight: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** The findings at a place, the gravest first. */
function findingsAt(judged: Judged, span: Span): Finding[] {
  const { findings } = judged;
  const here: Finding[] = [];
  for (const finding of findings) {
    // They stand in file order.
    if (finding.span.start > span.end) break;
    if (span.start <= finding.span.end) here.push(finding);
  }
  return here.sort((a, b) => byWeight.indexOf(a.severity) - byWeight.indexOf(b.severity));
}

const isCuredBy =
  (fix: Fix) =>
  ({ rule }: Finding): boolean =>
    fix.cures?.includes(rule.id) === true;

function refactoringsAt({ subject }: Judged, span: Span): readonly Fix[] {
  return subject.language.refactorings?.(subject.model, span, subject.near) ?? [];
}

function refactoring(asked: Asked, fix: Fix): CodeAction | undefined {
  const { title } = fix;
  if (fix.isDear === true && asked.state.client.actionResolve)
    return { title, kind: CodeActionKind.RefactorRewrite, data: laterIn(asked, { title }) };
  const edit = fix.isDear === true && fix.edits.length === 0 ? undefined : editOf(asked, fix);
  return edit === undefined ? undefined : { title, kind: CodeActionKind.RefactorRewrite, edit };
}

function refactoringEdit(asked: Asked, title: string | undefined): WorkspaceEdit | undefined {
  const fix = refactoringsAt(asked.judged, asked.span).find((other) => other.title === title);
  return fix === undefined || fix.edits.length === 0 ? undefined : editOf(asked, fix);
}

/** Undefined when the client cannot do what the fix needs. */
function editOf({ state: { client }, entry: { document }, judged: { subject } }: Asked, fix: Fix): WorkspaceEdit | undefined {
  const isNew = (fix.files ?? []).some((file) => subject.near.read(file.path) === undefined);
  if ((fix.files?.length ?? 0) > 0 && !client.documentChanges) return undefined;
  if (isNew && !client.createFiles) return undefined;
  return toWorkspaceEdit(document, fix, client.documentChanges, (path) => subject.near.read(path));
}

/** No other rule is asked. */
function fixAllOf(asked: Asked, id: string): WorkspaceEdit | undefined {
  const rules = asked.rules.filter(({ rule }) => rule.id === id);
  return wholeFileFix({ ...asked, rules }, ({ rule }) => rule.id === id);
}

function wholeFileFix(asked: Asked, isWanted: (finding: Finding) => boolean): WorkspaceEdit | undefined {
  const { state, entry, judged, rules } = asked;
  const before = judged.subject.text;
  const analyse = (text: string): readonly Finding[] => {
    if (text === before) return judged.findings;
    const subject = state.documents.subjectFor(entry.document.uri, text);
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
  return editOf(asked, fix);
}
