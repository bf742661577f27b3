import { isAlias, isCollection, isMap, isNode, isScalar, isSeq, parseDocument, type Document, type Node } from 'yaml';
import type { Config } from '../engine/config/config.js';
import type { Fix, RuleDefinition } from '../engine/rule/define.js';
import { LineIndex } from '../engine/text/lines.js';
import { replace, type Span } from '../engine/text/span.js';
import { configFaults, type ConfigFault } from './configFaults.js';

export interface ConfigProblem {
  readonly message: string;
  /** Zero-based. */
  readonly line: number;
  /** The token to change. */
  readonly span: Span;
  readonly fix?: Fix;
}

export interface ConfigReading {
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
}

/** Reads the text of a `.slipway.yaml`. What is wrong is told and left out; the rest holds. */
export function readConfigText(text: string, rules: readonly RuleDefinition[]): ConfigReading {
  const lines = new LineIndex(text);
  // What it would warn of on standard error, such as a map as a key, is told as a problem of the file.
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'error' });
  const lineOf = (span: Span): number => lines.positionAt(span.start).line;
  const problems: ConfigProblem[] = document.errors.map(({ message, pos: [start, end] }) => {
    const span = { start: Math.min(start, text.length), end: Math.min(Math.max(start, end), text.length) };
    return { message: `YAML: ${message}`, line: lineOf(span), span };
  });
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === null)) return { config: {}, problems };
  if (!isMap(contents)) {
    const span = spanOf(contents) ?? { start: 0, end: 0 };
    return {
      config: {},
      problems:
        problems.length > 0 ? problems : [{ message: 'the file must hold a map: preset, rules, overrides', line: lineOf(span), span }],
    };
  }
  let data: unknown;
  try {
    data = document.toJS();
  } catch (error) {
    // An alias without its anchor, or aliases that multiply beyond reason.
    const span = { start: 0, end: 0 };
    return {
      config: {},
      problems: [...problems, { message: `YAML: ${error instanceof Error ? error.message : String(error)}`, line: 0, span }],
    };
  }
  const { faults, dropped } = configFaults(data, rules);
  const brokenLines = new Set(problems.map((problem) => problem.line));
  for (const fault of faults) {
    const span = placeOf(document, contents, fault) ?? { start: 0, end: 0 };
    const line = lineOf(span);
    // A broken line is read as something else than was meant; what that breaks in turn would only confuse.
    if (brokenLines.has(line)) continue;
    problems.push({ message: fault.message, line, span, ...fixFor(fault, span, text) });
  }
  problems.sort((a, b) => a.span.start - b.span.start);
  return { config: (without(data, '', dropped) ?? {}) as Config, problems };
}

/** What holds of settings that an editor sent: it may send anything. */
export function soundConfig(data: Config, rules: readonly RuleDefinition[]): Config {
  return (without(data, '', configFaults(data, rules).dropped) ?? {}) as Config;
}

function fixFor({ change }: ConfigFault, span: Span, text: string): { fix?: Fix } {
  if (change === undefined || text.slice(span.start, span.end) === change || span.start === span.end) return {};
  return { fix: { title: `Change to \`${change}\``, safety: 'review', edits: [replace(span, change)] } };
}

/** The key or the value that the fault is about. A value of many lines is told at its key. */
function placeOf(document: Document, root: Node, { path, at }: ConfigFault): Span | undefined {
  let node: unknown = root;
  let key: Span | undefined;
  for (const [i, step] of path.entries()) {
    const holder: unknown = isAlias(node) ? node.resolve(document) : node;
    const isLast = i === path.length - 1;
    if (isMap(holder)) {
      const pair = holder.items.filter((item) => keyText(item.key) === step).at(-1);
      if (pair === undefined) return key ?? spanOf(root);
      key = spanOf(pair.key) ?? key;
      if (isLast && at === 'key') return key;
      node = pair.value;
    } else if (isSeq(holder)) {
      node = holder.items[Number(step)];
      key = firstKey(node) ?? spanOf(node) ?? key;
    } else return key;
  }
  const value = spanOf(node);
  if (value === undefined || value.start === value.end) return key;
  return isCollection(node) ? (flowSpan(node, value) ?? key ?? value) : value;
}

/** `[a, b]` is short enough to be marked whole. */
function flowSpan(node: Node, span: Span): Span | undefined {
  return 'flow' in node && node.flow === true ? span : undefined;
}

function firstKey(node: unknown): Span | undefined {
  return isMap(node) && node.items[0] !== undefined ? spanOf(node.items[0].key) : undefined;
}

function keyText(key: unknown): string {
  if (!isScalar(key) || key.value === null) return '';
  return typeof key.value === 'string' ? key.value : JSON.stringify(key.value);
}

function spanOf(node: unknown): Span | undefined {
  if (!isNode(node) || node.range === null || node.range === undefined) return undefined;
  return { start: node.range[0], end: node.range[1] };
}

/** The data without what stands at the dropped paths, and without keys that say nothing. */
function without(value: unknown, path: string, dropped: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, i) => (dropped.has(`${path}/${i}`) ? [] : [without(item, `${path}/${i}`, dropped)]));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]: [string, unknown]) => {
      const here = `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      return item === null || dropped.has(here) ? [] : [[key, without(item, here, dropped)]];
    }),
  );
}
