import type { Fix, RuleContext } from '../../engine/rule/define.js';
import { insert, replace, type Edit, type Span } from '../../engine/text/span.js';
import { lineStart } from '../../engine/text/lines.js';
import { chartOfView, type KnownChart } from '../../languages/helm/known.js';
import type { ValueSort } from '../../languages/helm/facts.js';
import type { TemplateFile } from '../../languages/helm/model.js';
import type { Action, Command } from '../../languages/helm/template/syntax.js';

/** The chart of the rule's file when all of the workspace is read; undefined before, and where there is none. */
export function wholeChart(ctx: RuleContext): KnownChart | undefined {
  return ctx.workspace.complete ? chartOfView(ctx.workspace) : undefined;
}

export const spanOf = (file: TemplateFile, { from, to }: { readonly from: number; readonly to: number }): Span =>
  file.origin.span(from, to);

/** The function that a command calls, and its arguments. */
export function callOf(
  command: Command | undefined,
): { readonly name: string; readonly arguments_: Command['operands']; readonly from: number; readonly to: number } | undefined {
  const [first, ...rest] = command?.operands ?? [];
  return first?.is === 'word' ? { name: first.name, arguments_: rest, from: first.from, to: first.to } : undefined;
}

/** Offset before the blanks that stand before `}}` or `-}}`. */
export function endOfPipeline({ raw, pipeline }: Action): number {
  return pipeline?.to ?? raw.to - (raw.trimsRight ? 3 : 2);
}

/** Puts another function behind the others. */
export function piped(file: TemplateFile, action: Action, call: string): Edit {
  const at = file.origin.offset + endOfPipeline(action);
  return insert(at, ` | ${call}`);
}

/** Makes the action eat the line break and the blanks before it. */
export function trimmedLeft(file: TemplateFile, { raw }: Action): Edit[] {
  if (raw.trimsLeft) return [];
  const at = file.origin.offset + raw.from + 2;
  return [insert(at, /\s/.test(file.text[raw.from + 2] ?? '') ? '-' : '- ')];
}

export interface LinePlace {
  /** What stands in the line before the action. */
  readonly before: string;
  readonly column: number;
  /** Blanks at the start of the line. */
  readonly indentation: number;
}

export function placeOf({ text }: TemplateFile, { raw }: Action): LinePlace {
  const start = lineStart(text, raw.from);
  const before = text.slice(start, raw.from);
  return { before, column: before.length, indentation: /^ */.exec(before)?.[0].length ?? 0 };
}

/** What the chart's own values say that a value is; undefined where they say nothing or several things. */
export function sortOfValue(ctx: RuleContext, root: string, path: string): ValueSort | undefined {
  const sorts = new Set(
    ctx.workspace.find('helm.values', root).flatMap(({ data }) => (Object.hasOwn(data.sorts, path) ? (data.sorts[path] ?? []) : [])),
  );
  return sorts.size === 1 ? [...sorts][0] : undefined;
}

/** A pipeline that only reads one value: its path below `.Values`. */
export function plainValue(file: TemplateFile, action: Action): string | undefined {
  const { pipeline, keyword } = action;
  if (keyword !== undefined || pipeline?.declares.length !== 0 || pipeline.commands.length !== 1) return undefined;
  const [operand, ...more] = pipeline.commands[0]?.operands ?? [];
  if ((operand?.is !== 'field' && operand?.is !== 'variable') || more.length > 0) return undefined;
  return file.template.values.find(({ from, isCertain }) => from === operand.from && isCertain)?.path.join('.');
}

export function renamedAt(title: string, file: TemplateFile, at: { readonly from: number; readonly to: number }, text: string): Fix {
  return { title, edits: [replace(spanOf(file, at), text)] };
}
