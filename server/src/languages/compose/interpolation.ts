import type { Span } from '../../engine/text/span.js';
import { placeholder, type YamlNode, type YamlScalar } from '../yaml/nodes.js';

// Variables of Compose files: https://docs.docker.com/reference/compose-file/interpolation/.

export interface Variable {
  readonly name: string;
  /** What stands in for it where the environment has none; undefined where nothing does. */
  readonly fallback: string | undefined;
  /** Whether `${NAME:?…}` makes Compose stop without it. */
  readonly isRequired: boolean;
  /** How many dollar signs stand before it in the text, which is how it is found in quoted text. */
  readonly dollars: number;
  /** Characters from the dollar on. */
  readonly length: number;
}

export interface Interpolated {
  /** The text with defaults filled in; `placeholder` stands for what the environment alone knows. */
  readonly value: string;
  /** Whether Compose sees exactly `value`, whatever the environment has. */
  readonly isLiteral: boolean;
  /** Whether every variable has a default. */
  readonly isComplete: boolean;
  readonly variables: readonly Variable[];
  /** Dollar signs that begin no variable, by how many stand before them: Compose refuses the file. */
  readonly faults: readonly number[];
}

const literal = (value: string): Interpolated => ({ value, isLiteral: true, isComplete: true, variables: [], faults: [] });

/** More than this inside of each other is no text that somebody wrote. */
const deepest = 20;

export function interpolate(text: string, depth = 0): Interpolated {
  if (!text.includes('$')) return literal(text);
  const variables: Variable[] = [];
  const faults: number[] = [];
  let value = '';
  let isComplete = true;
  let dollars = 0;
  let at = 0;
  while (at < text.length) {
    const next = text.indexOf('$', at);
    if (next === -1) break;
    value += text.slice(at, next);
    if (text[next + 1] === '$') {
      value += '$';
      dollars += 2;
      at = next + 2;
      continue;
    }
    const read = depth > deepest ? undefined : readVariable(text, next, depth);
    if (read === undefined) {
      faults.push(dollars++);
      value += '$';
      at = next + 1;
      continue;
    }
    variables.push({ name: read.name, fallback: read.fallback, isRequired: read.isRequired, dollars, length: read.end - next });
    isComplete &&= read.isComplete;
    value += read.fallback ?? placeholder;
    dollars += text.slice(next, read.end).split('$').length - 1;
    at = read.end;
  }
  value += text.slice(at);
  return { value, isLiteral: variables.length === 0, isComplete, variables, faults };
}

interface Read {
  readonly name: string;
  readonly fallback: string | undefined;
  readonly isComplete: boolean;
  readonly isRequired: boolean;
  readonly end: number;
}

function readVariable(text: string, dollar: number, depth: number): Read | undefined {
  const plain = /^[A-Za-z_][A-Za-z0-9_]*/.exec(text.slice(dollar + 1, dollar + 200));
  if (plain !== null)
    return { name: plain[0], fallback: undefined, isComplete: false, isRequired: false, end: dollar + 1 + plain[0].length };
  if (text[dollar + 1] !== '{') return undefined;
  const end = closingBrace(text, dollar + 1);
  if (end === -1) return undefined;
  const inner = text.slice(dollar + 2, end);
  const match = /^([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-?+])([\s\S]*))?$/.exec(inner);
  if (match === null) return undefined;
  const [, name = '', sign, rest = ''] = match;
  // `:+` puts something in only when the variable is set, so without it there is nothing.
  if (sign === ':+' || sign === '+') return { name, fallback: '', isComplete: true, isRequired: false, end: end + 1 };
  if (sign !== ':-' && sign !== '-') return { name, fallback: undefined, isComplete: false, isRequired: sign !== undefined, end: end + 1 };
  const fallback = interpolate(rest, depth + 1);
  return { name, fallback: fallback.value, isComplete: fallback.isComplete, isRequired: false, end: end + 1 };
}

function closingBrace(text: string, open: number): number {
  let depth = 0;
  // A default is a word or an address, never a text of this length.
  const limit = Math.min(text.length, open + 5000);
  for (let i = open; i < limit; i++) {
    const char = text[i];
    if (char === '{' && text[i - 1] === '$') depth++;
    else if (char === '}' && --depth === 0) return i;
  }
  return -1;
}

/** A scalar's text before Compose fills in variables; undefined for null, maps and sequences. */
export function rawText(node: YamlNode | undefined): string | undefined {
  if (node?.kind !== 'scalar' || node.isNull) return undefined;
  return node.content;
}

/** The text that Compose sees, whatever the environment has; undefined where it depends on that. */
export function knownText(node: YamlNode | undefined): string | undefined {
  const raw = rawText(node);
  if (raw === undefined || raw.includes(placeholder)) return undefined;
  const { value, isLiteral } = interpolate(raw);
  return isLiteral ? value : undefined;
}

/** Whether a part of the scalar comes from the environment or from a template. */
export function isVariable(node: YamlNode): boolean {
  const raw = rawText(node);
  return raw !== undefined && (raw.includes(placeholder) || node.isUnknown || !interpolate(raw).isLiteral);
}

/** What a plain scalar is to Compose, whose parser reads `yes` and `off` as text: https://github.com/yaml/go-yaml#compatibility. */
export function kindOf(node: YamlScalar): 'string' | 'number' | 'boolean' | 'null' {
  const { value, content } = node;
  if (value === null) return 'null';
  if (typeof value === 'boolean') return /^(?:true|false)$/i.test(content) ? 'boolean' : 'string';
  // A lone dot is a number to our parser, as YAML 1.1 has it, and a folder to everybody else.
  return typeof value === 'number' && /\d|\.(?:inf|nan)/i.test(content) ? 'number' : 'string';
}

/** The span of a part of a scalar's content; all of it where quotes and escapes hide the place. */
export function partSpan(node: YamlScalar, from: number, to: number): Span {
  const { written, content, source } = node;
  const lead = node.style === 'single' || node.style === 'double' ? 1 : 0;
  if (written.slice(lead, lead + content.length) !== content) return node.span;
  return source.origin.span(node.from + lead + from, node.from + lead + to);
}

/** The span of `length` characters from the dollar sign on that has `dollars` others before it. */
export function dollarSpan(node: YamlScalar, dollars: number, length: number): Span {
  const { written, content, source } = node;
  if (written.split('$').length !== content.split('$').length) return node.span;
  let at = -1;
  for (let count = 0; count <= dollars; count++) at = written.indexOf('$', at + 1);
  return at === -1 ? node.span : source.origin.span(node.from + at, Math.min(node.to, node.from + at + length));
}
