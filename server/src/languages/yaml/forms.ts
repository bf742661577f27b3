import { choice, literal, type Offer } from '../../engine/features/completion.js';
import type { Cursor } from './cursor.js';
import type { PathStep } from './nodes.js';

// What may stand where in YAML of a known form, and how it is offered. Kubernetes, Compose and kustomizations each bring their table.

export type Form =
  | { readonly kind: 'map'; keys(): readonly KeyForm[]; other?(): Form }
  | { readonly kind: 'list'; of(): Form }
  | { readonly kind: 'value'; readonly values: readonly ValueForm[]; readonly isText: boolean }
  | { readonly kind: 'either'; readonly of: readonly Form[] }
  | { readonly kind: 'any' };

export interface KeyForm {
  readonly name: string;
  form(): Form;
  readonly isRequired: boolean;
  /** It is written out when the map that holds it is. */
  readonly isUsual: boolean;
  readonly detail: string;
  readonly text?: string;
  /** Lower comes first. */
  readonly rank: number;
}

export interface ValueForm {
  readonly word: string;
  readonly text?: string;
  readonly rank?: number;
}

export const anyForm: Form = { kind: 'any' };
export const textForm: Form = { kind: 'value', values: [], isText: true };
export const flagForm: Form = { kind: 'value', values: [{ word: 'true' }, { word: 'false' }], isText: false };
export const valueForm = (words: readonly string[], isText = true): Form => ({
  kind: 'value',
  values: words.map((word) => ({ word })),
  isText,
});

/** The form at the end of a path; `any` where none is known. */
export function formAt(root: Form, path: readonly PathStep[]): Form {
  let at = root;
  for (const step of path) at = stepInto(at, step);
  return at;
}

function stepInto(form: Form, step: PathStep): Form {
  switch (form.kind) {
    case 'map':
      if (typeof step === 'number') return anyForm;
      return (
        form
          .keys()
          .find(({ name }) => name === step)
          ?.form() ??
        form.other?.() ??
        anyForm
      );
    case 'list':
      return typeof step === 'number' ? form.of() : anyForm;
    case 'either': {
      const known = form.of.map((each) => stepInto(each, step)).filter(({ kind }) => kind !== 'any');
      return known.length === 0 ? anyForm : known.length === 1 ? (known[0] as Form) : { kind: 'either', of: known };
    }
    case 'value':
    case 'any':
      return anyForm;
  }
}

const parts = (form: Form): readonly Form[] => (form.kind === 'either' ? form.of.flatMap(parts) : [form]);
const keysOf = (form: Form): readonly KeyForm[] => parts(form).flatMap((each) => (each.kind === 'map' ? each.keys() : []));
export const valuesOf = (form: Form): readonly ValueForm[] => parts(form).flatMap((each) => (each.kind === 'value' ? each.values : []));

/** Whether the author's own words may stand there: then nothing is pushed at them. */
export const takesAnyText = (form: Form): boolean => parts(form).some((each) => each.kind === 'value' && each.values.length === 0);

/** How the author lays YAML out. */
export interface Layout {
  /** Blanks for a level. */
  readonly step: number;
  /** Whether the dashes of a list stand further in than its key. */
  readonly isListIndented: boolean;
}

export function layoutOf(text: string): Layout {
  const head = text.slice(0, 20_000);
  const nested = /^( *)[\w.-]+:[ \t]*\r?\n( +)[\w.-]+:/m.exec(head);
  const step = nested === null ? 2 : (nested[2]?.length ?? 0) - (nested[1]?.length ?? 0);
  const list = /^( *)(?:- )?[\w.-]+:[ \t]*\r?\n( *)- /m.exec(head);
  return { step: step >= 1 && step <= 8 ? step : 2, isListIndented: list === null || (list[2]?.length ?? 0) > (list[1]?.length ?? 0) };
}

/** What a language adds to the offers of a form. */
export interface FormSpeaker {
  /** Names a key for `Language.offerText`. */
  about?(path: readonly PathStep[]): string;
  /** Whether something is known that may stand at the path, besides what its form says. */
  isNamed?(path: readonly PathStep[]): boolean;
}

/** Keys, items and values of the form at the cursor. */
export function formOffers(root: Form, cursor: Cursor, layout: Layout, speaker: FormSpeaker = {}): Offer[] {
  const form = formAt(root, cursor.path);
  if (cursor.kind === 'value') return valueOffers(form, cursor);
  // Quotes around what is to become a key and more would be closed too late.
  if (cursor.isQuoted && !cursor.hasColon) return cursor.isItem ? valueOffers(form, cursor) : [];
  const present = cursor.entries();
  const keys = keysOf(form).filter(({ name }) => name === cursorKey(cursor) || !present.has(name));
  // Lines of a snippet are as seen from the line's blanks; a key behind a dash stands further in.
  const inset = ' '.repeat(Math.max(0, cursor.column - cursor.indent));
  const offers = keys.map((key): Offer => {
    const body = cursor.hasColon
      ? undefined
      : cursor.isFlow
        ? flowBodyOf(key.form())
        : cursor.below !== undefined
          ? nothingBelow
          : bodyOf(key.form(), layout, inset);
    return {
      sort: 'field',
      word: key.name,
      ...(body === undefined ? {} : { insert: `${literal(key.name)}:${body.text}` }),
      ...(body?.place !== undefined && asksAt(body.place, [...cursor.path, key.name], speaker) ? { asksAgain: true } : {}),
      detail: key.detail,
      ...(key.text === undefined ? {} : { text: key.text }),
      ...(speaker.about === undefined ? {} : { about: speaker.about([...cursor.path, key.name]) }),
      rank: key.rank,
    };
  });
  if (cursor.isFlow) return offers;
  if (cursor.isItem || cursor.hasColon) return [...offers, ...valueOffers(form, cursor)];
  // Beside keys stands no item, and none in the middle of another.
  if (present.size > 0 || cursor.below === 'lines') return offers;
  return [...offers, ...parts(form).flatMap((each) => (each.kind === 'list' ? itemOffers(each.of(), layout, inset) : []))];
}

/** In braces a key brings braces of its own, and what stands in them is written by hand. */
function flowBodyOf(form: Form): { readonly text: string; readonly place: Gap | undefined } {
  const [first = anyForm] = parts(form);
  if (first.kind === 'map') return { text: ' {$0}', place: { path: [], form: first } };
  return first.kind === 'list'
    ? { text: ' [$0]', place: { path: [0], form: first.of() } }
    : { text: ' $0', place: { path: [], form: first } };
}

/** What is below belongs to the key already. */
const nothingBelow = { text: '', place: undefined };

const cursorKey = ({ word, hasColon }: Cursor): string | undefined => (hasColon ? word : undefined);

/** Offers of a language's own as they have to be written at the cursor: behind a blank, without quotes where there are some. */
export function fitted(offers: readonly Offer[], { kind, isItem, isFlow, isQuoted, hasColon, needsBlank }: Cursor): Offer[] {
  return offers.flatMap((offer): Offer[] => {
    const { insert, ...bare } = offer;
    if (isFlow && (/[\n,[\]{}]/.test(insert ?? offer.word) || offer.lineAbove !== undefined)) return [];
    if (needsBlank) return [{ ...offer, insert: ` ${insert ?? literal(offer.word)}` }];
    if (!isQuoted) return [offer];
    // A key with its colon.
    if (kind === 'word' && !hasColon && (!isItem || /:(?:\s|$)/.test(insert ?? offer.word))) return [];
    return [insert === JSON.stringify(offer.word) ? bare : offer];
  });
}

function valueOffers(form: Form, { needsBlank, isQuoted, isFlow }: Cursor): Offer[] {
  return valuesOf(form).map(({ word, text, rank }, i) => {
    const written = isQuoted ? word : isFlow && /[,[\]{}]/.test(word) ? JSON.stringify(word) : quotedWhereNeeded(word, form);
    return {
      sort: 'value',
      word,
      ...(needsBlank || written !== word ? { insert: `${needsBlank ? ' ' : ''}${literal(written)}` } : {}),
      ...(text === undefined ? {} : { text }),
      rank: rank ?? i,
    };
  });
}

/** A word that YAML 1.1 takes for something else than the text that is meant. */
export function quotedWhereNeeded(word: string, form: Form = textForm): string {
  const isText = parts(form).some((each) => each.kind === 'value' && each.isText);
  if (!isText) return word;
  return word === '' || /^(?:true|false|yes|no|on|off|null|~|[\d.+-][\d._+-]*)$/i.test(word) || /^[*&!|>%@`"'{[?#-]|: |\s#/.test(word)
    ? JSON.stringify(word)
    : word;
}

/** A place to fill in: the way to it from the key that is offered, and what may stand there. */
interface Gap {
  readonly path: readonly PathStep[];
  readonly form: Form;
}

/** Whether there is something to offer at the place; a list of nothing would only be in the way. */
function asksAt({ path, form }: Gap, key: readonly PathStep[], { isNamed }: FormSpeaker): boolean {
  if (valuesOf(form).length > 0 || isNamed?.([...key, ...path]) === true) return true;
  return !takesAnyText(form) && keysOf(form).length > 0;
}

/** A first item, in a place where only a list can stand. */
function itemOffers(of: Form, layout: Layout, inset: string): Offer[] {
  const [first] = usualOf(of);
  if (first === undefined) return [{ sort: 'field', word: '- ', insert: '- $0', detail: 'an item', rank: 50 }];
  const writer = new SnippetWriter(layout);
  return [{ sort: 'field', word: `- ${first.name}`, insert: `- ${writer.keys(of, `${inset}  `, 1, [])}`, detail: 'an item', rank: 0 }];
}

const usualOf = (form: Form): KeyForm[] =>
  keysOf(form)
    .filter(({ isUsual }) => isUsual)
    .sort((a, b) => a.rank - b.rank);

/** What is put behind the colon of a key: the fields that nearly every author writes there, places to fill in. */
function bodyOf(form: Form, layout: Layout, inset: string): { readonly text: string; readonly place: Gap | undefined } {
  const writer = new SnippetWriter(layout);
  const text = writer.below(form, inset, 0, []);
  const [place, ...more] = writer.gaps;
  // The last place to fill in is the end, so that no further Tab is needed.
  return place === undefined || more.length > 0 || !text.endsWith('$1')
    ? { text, place: undefined }
    : { text: `${text.slice(0, -2)}$0`, place };
}

const deepest = 6;

/** Writes a map with its usual fields as a snippet. */
class SnippetWriter {
  readonly #layout: Layout;
  readonly gaps: Gap[] = [];

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  below(form: Form, inset: string, depth: number, path: readonly PathStep[]): string {
    const [first = anyForm] = parts(form);
    const deeper = inset + ' '.repeat(this.#layout.step);
    switch (first.kind) {
      case 'map': {
        const usual = depth > deepest ? '' : this.keys(first, deeper, depth + 1, path);
        return `\n${deeper}${usual === '' ? this.#gap(first, path) : usual}`;
      }
      case 'list': {
        const dash = this.#layout.isListIndented ? deeper : inset;
        const item = first.of();
        const usual = depth > deepest ? '' : this.keys(item, `${dash}  `, depth + 1, [...path, 0]);
        return `\n${dash}- ${usual === '' ? this.#gap(item, [...path, 0]) : usual}`;
      }
      case 'value':
      case 'either':
      case 'any':
        return ` ${this.#gap(first, path)}`;
    }
  }

  keys(form: Form, inset: string, depth: number, path: readonly PathStep[]): string {
    return usualOf(form)
      .map((key) => `${literal(key.name)}:${this.below(key.form(), inset, depth, [...path, key.name])}`)
      .join(`\n${inset}`);
  }

  #gap(form: Form, path: readonly PathStep[]): string {
    this.gaps.push({ path, form });
    const place = this.gaps.length;
    const values = form.kind === 'value' ? form.values : [];
    const written = values.map(({ word }) => quotedWhereNeeded(word, form));
    if (values.length === 1) return `\${${place}:${literal(written[0] ?? '')}}`;
    return values.length > 1 && values.length <= 12 ? `\${${place}|${written.map(choice).join(',')}|}` : `$${place}`;
  }
}
