import { hasUnknown, isList, isMap, merged, printed, truth, unknown, Unknown, yamlOf, type Value } from './values.js';

/** Gives `unknown` for what it does not know. */
export type TemplateFunction = (args: readonly Value[]) => Value;

const nothing: Value = null;
/** A longer text is no part of a manifest. */
const mostText = 2_000_000;
const arg = (args: readonly Value[], i: number): Value => args[i] ?? nothing;
const last = (args: readonly Value[]): Value => args.at(-1) ?? nothing;

/** A function over texts; what is not known stays where it stands in them. */
const ofText =
  (make: (text: string, ...others: string[]) => Value): TemplateFunction =>
  (args) => {
    if (args.some((each) => each instanceof Unknown || isMap(each) || isList(each))) return unknown;
    const texts = args.map(printed);
    return make(texts.at(-1) ?? '', ...texts.slice(0, -1));
  };

/** A question about texts, which cannot be answered for one that is not wholly known. */
const askingText = (make: (text: string, ...others: string[]) => Value): TemplateFunction =>
  ofText((text, ...others) => ([text, ...others].some(hasUnknown) ? unknown : make(text, ...others)));

const compare =
  (test: (a: number, b: number) => boolean): TemplateFunction =>
  ([a = nothing, b = nothing]) =>
    typeof a === 'number' && typeof b === 'number' ? test(a, b) : unknown;

const sum =
  (make: (a: number, b: number) => number): TemplateFunction =>
  (args) => {
    if (args.length === 0) return unknown;
    const numbers = args.map((each) => (typeof each === 'number' ? each : Number.NaN));
    const result = numbers.reduce(make);
    return Number.isFinite(result) ? Math.trunc(result) : unknown;
  };

function equal(a: Value, b: Value): boolean | undefined {
  if (a instanceof Unknown || b instanceof Unknown) return undefined;
  if (typeof a === 'string' && typeof b === 'string') return hasUnknown(a) || hasUnknown(b) ? undefined : a === b;
  if ((typeof a === 'object' && a !== null) || (typeof b === 'object' && b !== null)) return undefined;
  return a === b;
}

/** Each of the texts in quotes, blanks between them; nothing is not put in quotes. */
const quoted =
  (make: (text: string) => string): TemplateFunction =>
  (args) =>
    args.every((each) => each === null)
      ? ''
      : ofText((text, ...others) => [...others, text].map(make).join(' '))(args.filter((each) => each !== null));

/** Blanks before each line; what stands for lines that are not known gets them too. */
function indented(count: string, text: string): Value {
  if (text.length > mostText / 10) return unknown;
  const blanks = ' '.repeat(Math.min(Number(count) || 0, 80));
  return blanks + text.replaceAll('\n', `\n${blanks}`);
}

const kinds = (value: Value): string | undefined =>
  value === null
    ? 'invalid'
    : value instanceof Unknown
      ? undefined
      : isList(value)
        ? 'slice'
        : isMap(value)
          ? 'map'
          : ({ boolean: 'bool', number: 'float64', string: 'string' } as Record<string, string>)[typeof value];

/**
 * What charts compute with most: https://pkg.go.dev/text/template#hdr-Functions, https://masterminds.github.io/sprig/,
 * https://helm.sh/docs/chart_template_guide/function_list/, read 2026-11. Calls of the others give what is not known.
 */
export const functions: Readonly<Record<string, TemplateFunction>> = {
  default: (args) => {
    const given = last(args);
    const is = args.length < 2 ? false : truth(given);
    // A text that is made of what is not known alone may be empty: then it is not known still.
    return is === undefined ? given : is ? given : arg(args, 0);
  },
  coalesce: (args) => {
    for (const each of args) {
      const is = truth(each);
      if (is === undefined) return unknown;
      if (is) return each;
    }
    return null;
  },
  ternary: (args) => {
    const is = truth(last(args));
    return is === undefined ? unknown : is ? arg(args, 0) : arg(args, 1);
  },
  empty: (args) => {
    const is = truth(arg(args, 0));
    return is === undefined ? unknown : !is;
  },
  not: (args) => {
    const is = truth(arg(args, 0));
    return is === undefined ? unknown : !is;
  },
  and: (args) => {
    for (const each of args) {
      const is = truth(each);
      if (is === undefined) return unknown;
      if (!is) return each;
    }
    return last(args);
  },
  or: (args) => {
    for (const each of args) {
      const is = truth(each);
      if (is === undefined) return unknown;
      if (is) return each;
    }
    return last(args);
  },
  eq: ([first = nothing, ...others]) => {
    const answers = others.map((other) => equal(first, other));
    return answers.includes(true) ? true : answers.includes(undefined) ? unknown : false;
  },
  ne: ([a = nothing, b = nothing]) => {
    const is = equal(a, b);
    return is === undefined ? unknown : !is;
  },
  lt: compare((a, b) => a < b),
  le: compare((a, b) => a <= b),
  gt: compare((a, b) => a > b),
  ge: compare((a, b) => a >= b),
  add: sum((a, b) => a + b),
  sub: sum((a, b) => a - b),
  mul: sum((a, b) => a * b),
  required: (args) => {
    const given = arg(args, 1);
    // An installation without it stops.
    return truth(given) === false ? unknown : given;
  },
  quote: quoted((text) => JSON.stringify(text)),
  squote: quoted((text) => `'${text}'`),
  toString: ofText((text) => text),
  lower: ofText((text) => text.toLowerCase()),
  upper: ofText((text) => text.toUpperCase()),
  trim: ofText((text) => text.trim()),
  trunc: ofText((text, count) => (Number(count) < 0 ? text.slice(Number(count)) : text.slice(0, Number(count) || 0))),
  trimSuffix: ofText((text, end = '') => (end !== '' && text.endsWith(end) ? text.slice(0, -end.length) : text)),
  trimPrefix: ofText((text, start = '') => (start !== '' && text.startsWith(start) ? text.slice(start.length) : text)),
  trimAll: ofText((text, chars = '') => {
    const trimmed = new Set(chars.split(''));
    let [from, to] = [0, text.length];
    while (from < to && trimmed.has(text[from] as string)) from++;
    while (to > from && trimmed.has(text[to - 1] as string)) to--;
    return text.slice(from, to);
  }),
  replace: ofText((text, old = '', fresh = '') =>
    old === '' || (text.length / old.length) * fresh.length > mostText ? unknown : text.replaceAll(old, () => fresh),
  ),
  contains: askingText((text, part = '') => text.includes(part)),
  hasPrefix: askingText((text, start = '') => text.startsWith(start)),
  hasSuffix: askingText((text, end = '') => text.endsWith(end)),
  indent: ofText((text, count = '0') => indented(count, text)),
  nindent: ofText((text, count = '0') => {
    const lines = indented(count, text);
    return typeof lines === 'string' ? `\n${lines}` : lines;
  }),
  print: ofText((text, ...others) => [...others, text].join('')),
  printf: (args) => {
    const [format = nothing, ...given] = args;
    if (typeof format !== 'string') return unknown;
    let i = 0;
    let isOdd = false;
    const text = format.replace(/%(?:%|[a-z])/g, (verb) => {
      if (verb === '%%') return '%';
      const value = given[i++] ?? nothing;
      if (verb === '%q') return JSON.stringify(printed(value));
      isOdd ||= !/%[svd]/.test(verb) || isMap(value) || isList(value);
      return printed(value);
    });
    return isOdd || i !== given.length ? unknown : text;
  },
  join: (args) => {
    const items = last(args);
    if (!isList(items) || items.some((item) => item instanceof Unknown)) return unknown;
    const between = printed(arg(args, 0));
    return items.length * between.length > mostText ? unknown : items.map(printed).join(between);
  },
  int: ([value = nothing]) => (typeof value === 'number' ? Math.trunc(value) : numberOf(value)),
  int64: ([value = nothing]) => (typeof value === 'number' ? Math.trunc(value) : numberOf(value)),
  len: ([value = nothing]) => (isList(value) ? value.length : isMap(value) ? Object.keys(value).length : unknown),
  list: (args) => args,
  tuple: (args) => args,
  first: ([value = nothing]) => (isList(value) ? (value[0] ?? nothing) : unknown),
  last: ([value = nothing]) => (isList(value) ? (value.at(-1) ?? nothing) : unknown),
  concat: (args) => (args.every(isList) ? args.flat() : unknown),
  append: ([items = nothing, item = nothing]) => (isList(items) ? [...items, item] : unknown),
  dict: (args) => {
    const entries: [string, Value][] = [];
    for (let i = 0; i + 1 < args.length; i += 2) {
      const key = args[i];
      if (typeof key !== 'string') return unknown;
      entries.push([key, args[i + 1] as Value]);
    }
    return Object.fromEntries(entries);
  },
  // What the first has stays.
  merge: (args) => (args.length > 0 && args.every(isMap) ? [...args].reverse().reduce((all, each) => merged(all, each)) : unknown),
  mergeOverwrite: (args) => (args.length > 0 && args.every(isMap) ? args.reduce((all, each) => merged(all, each)) : unknown),
  deepCopy: (args) => arg(args, 0),
  omit: ([map = nothing, ...names]) =>
    isMap(map) ? Object.fromEntries(Object.entries(map).filter(([key]) => !names.includes(key))) : unknown,
  pick: ([map = nothing, ...names]) =>
    isMap(map) ? Object.fromEntries(Object.entries(map).filter(([key]) => names.includes(key))) : unknown,
  hasKey: ([map = nothing, key = nothing]) => (isMap(map) && typeof key === 'string' ? Object.hasOwn(map, key) : unknown),
  get: ([map = nothing, key = nothing]) =>
    isMap(map) && typeof key === 'string' ? (Object.hasOwn(map, key) ? (map[key] as Value) : '') : unknown,
  index: ([holder = nothing, ...steps]) =>
    steps.reduce<Value>((value, step) => {
      if (isMap(value) && typeof step === 'string') return Object.hasOwn(value, step) ? (value[step] as Value) : null;
      return isList(value) && typeof step === 'number' ? (value[step] ?? unknown) : unknown;
    }, holder),
  kindIs: ([kind = nothing, value = nothing]) => {
    const is = kinds(value);
    return is === undefined || typeof kind !== 'string' ? unknown : is === kind;
  },
  kindOf: ([value = nothing]) => kinds(value) ?? unknown,
  toYaml: ([value = nothing]) => (value instanceof Unknown ? unknown : yamlOf(value)),
  toJson: ([value = nothing]) => (typeof value === 'string' || typeof value === 'number' ? JSON.stringify(value) : unknown),
};

function numberOf(value: Value): Value {
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : unknown;
}
