import { literal, type Offer, type Offers } from '../../engine/features/completion.js';
import { lineEnd, lineStart } from '../../engine/text/lines.js';
import type { Span } from '../../engine/text/span.js';
import { createdAccounts } from './accounts.js';
import { baseImageFacts } from './baseImages.js';
import { flagOffers, healthcheckOffers, offersBeforeFlags, textOf, wordsBehind, type TypedWords } from './flagOffers.js';
import { mountKeyText, mountTypeTexts } from './hover/flags.js';
import { directiveTexts, instructionTexts } from './hover/instructions.js';
import type { Dockerfile, Instruction } from './model.js';
import { offeredImages } from './offeredImages.js';
import { keywords, mountTypes, predefinedArguments, type Keyword } from './vocabulary.js';

/** Words at the beginning of a line: instructions, and directives at the top. */
export function lineOffers(model: Dockerfile, offset: number): Offers | undefined {
  const start = lineStart(model.text, offset);
  const line = model.text.slice(start, lineEnd(model.text, start));
  const typed = model.text.slice(start, offset);
  const comment = /^[ \t]*#[ \t]*([a-z]*)$/.exec(typed);
  if (comment !== null) return directiveOffers(model, offset, start, line);
  const word = /^[ \t]*(?:ONBUILD[ \t]+)?([A-Za-z]*)$/i.exec(typed);
  if (word === null) return undefined;
  const isKept = /^[ \t]*ONBUILD[ \t]/i.test(typed);
  const [, prefix = ''] = word;
  const rest = /^[A-Za-z]*/.exec(model.text.slice(offset))?.[0] ?? '';
  const hasMore = /\S/.test(line.slice(offset - start + rest.length));
  const span = { start: offset - prefix.length, end: offset + rest.length };
  const first = model.stages[0]?.from?.span.start;
  const isBeforeFrom = first === undefined || start < first;
  const isLower = isLowerCase(model, prefix);
  const offers = keywords
    .filter((keyword) => keyword !== 'MAINTAINER' && !(isKept && (keyword === 'FROM' || keyword === 'ONBUILD')))
    .filter((keyword) => !isBeforeFrom || first !== undefined || keyword === 'FROM' || keyword === 'ARG')
    .map((keyword): Offer => {
      const shown = isLower ? keyword.toLowerCase() : keyword;
      const rank = isBeforeFrom && keyword === 'FROM' ? 0 : isBeforeFrom && keyword === 'ARG' ? 1 : order.indexOf(keyword) + 10;
      const { text, asksAgain } = bodyOf(keyword);
      return {
        sort: 'keyword',
        word: shown,
        ...(hasMore ? {} : { insert: `${shown} ${text}` }),
        text: textOf(instructionTexts[keyword]),
        rank,
        ...(asksAgain && !hasMore ? { asksAgain } : {}),
      };
    });
  return { span, offers };
}

/** As often as they are written below FROM. */
const order: readonly Keyword[] = [
  'RUN',
  'COPY',
  'WORKDIR',
  'ENV',
  'USER',
  'EXPOSE',
  'CMD',
  'ENTRYPOINT',
  'ARG',
  'HEALTHCHECK',
  'FROM',
  'LABEL',
  'VOLUME',
  'ADD',
  'SHELL',
  'STOPSIGNAL',
  'ONBUILD',
  'MAINTAINER',
];

function bodyOf(keyword: Keyword): { readonly text: string; readonly asksAgain: boolean } {
  switch (keyword) {
    case 'CMD':
    case 'ENTRYPOINT':
    case 'SHELL':
      return { text: '["$1"]$0', asksAgain: false };
    case 'FROM':
    case 'COPY':
    case 'ADD':
    case 'USER':
    case 'STOPSIGNAL':
    case 'ONBUILD':
      return { text: '$0', asksAgain: true };
    default:
      return { text: '$0', asksAgain: false };
  }
}

/** The case in which the file writes its instructions. */
function isLowerCase(model: Dockerfile, prefix: string): boolean {
  const written = model.instructions.map(({ keyword }) => keyword.text).filter((text) => text.length > 1);
  const lower = written.filter((text) => text === text.toLowerCase()).length;
  return written.length > 1
    ? lower > written.length / 2
    : prefix !== '' && prefix === prefix.toLowerCase() && written.length === 1 && lower === 1;
}

/** Directives count at the top alone, before everything else. */
function directiveOffers(model: Dockerfile, offset: number, start: number, line: string): Offers | undefined {
  const above = model.text.slice(0, start);
  if (!/^\uFEFF?(?:#[ \t]*\w+[ \t]*=[^\n]*\n)*$/.test(above)) return undefined;
  const values: Readonly<Record<string, string>> = { syntax: 'docker/dockerfile:1', escape: '`', check: 'skip=' };
  const offers = Object.entries(directiveTexts)
    .filter(([name]) => !new RegExp(`^#[ \\t]*${name}[ \\t]*=`, 'm').test(above))
    .map(([name, text], rank): Offer => ({ sort: 'keyword', word: `# ${name}=${values[name] ?? ''}`, text: textOf(text), rank }));
  const from = start + (/^[ \t]*/.exec(line)?.[0].length ?? 0);
  return { span: { start: from, end: Math.max(offset, start + line.trimEnd().length) }, offers };
}

/** Flags, their values, images, users, signals and variables behind the keyword. */
export function wordOffers(model: Dockerfile, instruction: Instruction, offset: number, typed: TypedWords): Offers | undefined {
  const { keyword, word, before } = typed;
  const variable = (model.escape === '`' ? /(?:^|[^`$])\$(\{?)(\w*)$/ : /(?:^|[^\\$])\$(\{?)(\w*)$/).exec(word);
  if (variable !== null) return variableOffers(model, instruction, offset, variable[1] === '{', variable[2] ?? '');
  const span = (length: number): Span => ({
    start: offset - length,
    end: offset + (/^[^\s"',=]*/.exec(model.text.slice(offset, offset + 300))?.[0].length ?? 0),
  });
  const behind = wordsBehind(model, instruction, offset, typed);
  const between = offersBeforeFlags(model, offset, typed, behind);
  if (between !== undefined) return between;
  if (word.startsWith('-') && before.length === 0) {
    const equals = word.indexOf('=');
    if (equals === -1) {
      const name = span(word.length);
      return { span: name, offers: flagOffers(typed, behind, model.text[name.end] === '=') };
    }
    const value = word.slice(equals + 1);
    const name = word.slice(2, equals);
    if (name === 'mount') return mountOffers(value, span);
    const values = flagValues(instruction, keyword, name);
    return values.length === 0 ? undefined : { span: span(value.length), offers: values };
  }
  if (before.length > 0) {
    if (keyword === 'FROM' && before.length === 1 && word !== '')
      return { span: span(word.length), offers: [plain('AS', 'keyword', 'names the stage')] };
    return undefined;
  }
  switch (keyword) {
    case 'FROM':
      return { span: span(word.length), offers: imageOffers() };
    case 'USER':
      return { span: span(word.length), offers: userOffers(instruction) };
    case 'STOPSIGNAL':
      return {
        span: span(word.length),
        offers: ['SIGTERM', 'SIGQUIT', 'SIGINT', 'SIGWINCH', 'SIGHUP', 'SIGKILL'].map((each, rank) => ({ ...plain(each, 'value'), rank })),
      };
    case 'HEALTHCHECK':
      return { span: span(word.length), offers: healthcheckOffers(typed, behind) };
    default:
      return undefined;
  }
}

const plain = (word: string, sort: Offer['sort'], detail?: string): Offer => ({
  sort,
  word,
  rank: 0,
  ...(detail === undefined ? {} : { detail }),
});

function flagValues(instruction: Instruction, keyword: string, name: string): Offer[] {
  const values = (...words: readonly string[]): Offer[] => words.map((word, rank) => ({ ...plain(word, 'value'), rank }));
  if (name === 'platform') return values('$BUILDPLATFORM', '$TARGETPLATFORM', 'linux/amd64', 'linux/arm64');
  if (name === 'network') return values('default', 'none', 'host');
  if (name === 'security') return values('sandbox', 'insecure');
  if (name === 'chown')
    return userOffers(instruction)
      .filter(({ word }) => word !== 'root')
      .map((offer) => ({ ...offer, word: `${offer.word}:${offer.word}` }));
  if (name === 'chmod') return values('755', '644', '555', '444');
  if (keyword === 'HEALTHCHECK') {
    const common: Readonly<Record<string, readonly string[]>> = {
      interval: ['30s', '10s', '1m'],
      timeout: ['3s', '5s', '10s'],
      'start-period': ['10s', '30s', '1m'],
      'start-interval': ['1s', '5s'],
      retries: ['3', '5'],
    };
    return values(...(Object.hasOwn(common, name) ? (common[name] ?? []) : []));
  }
  return [];
}

/** What is put in for a type of mount: what it needs, and nothing else. */
const mountStarts: Readonly<Record<string, string>> = {
  cache: 'type=cache,target=$0',
  bind: 'type=bind,source=$1,target=$2',
  secret: 'type=secret,id=$0',
  ssh: 'type=ssh',
  tmpfs: 'type=tmpfs,target=$0',
};

function mountOffers(value: string, span: (length: number) => Span): Offers | undefined {
  const parts = value.split(',');
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) {
    const offers = Object.entries(mountStarts).map(([type, insert], rank): Offer => {
      const teaching = mountTypeTexts[type];
      return { sort: 'value', word: `type=${type}`, insert, ...(teaching === undefined ? {} : { text: textOf(teaching) }), rank };
    });
    return { span: span(value.length), offers };
  }
  const type = /^type=(\w+)/.exec(value)?.[1] ?? 'bind';
  const equals = last.indexOf('=');
  if (equals !== -1) {
    const words = last.startsWith('sharing=') ? ['shared', 'locked', 'private'] : last.startsWith('required=') ? ['true'] : [];
    const typed = last.slice(equals + 1);
    return words.length === 0
      ? undefined
      : { span: span(typed.length), offers: words.map((word, rank) => ({ ...plain(word, 'value'), rank })) };
  }
  const present = new Set(parts.map((part) => part.replace(/=.*/, '')));
  // Of keys that mean the same one is offered.
  const others = new Set(['dst', 'destination', 'src', 'rw', 'ro']);
  const keys = (Object.hasOwn(mountTypes, type) ? (mountTypes[type] ?? []) : []).filter((key) => !present.has(key) && !others.has(key));
  const offers = keys.map((key, rank): Offer => {
    const text = mountKeyText(type, key);
    const isFlag = key === 'readwrite' || key === 'readonly';
    return { sort: 'field', word: isFlag ? key : `${key}=`, ...(text === undefined ? {} : { text }), rank };
  });
  return { span: span(last.length), offers };
}

/** Images with a tag; a slim one before a full one. */
function imageOffers(): Offer[] {
  return offeredImages.map((word, rank): Offer => {
    const colon = word.lastIndexOf(':');
    const facts = baseImageFacts(colon === -1 ? word : word.slice(0, colon), colon === -1 ? undefined : word.slice(colon + 1));
    const detail = [facts?.family, facts?.sizeMegabytes === undefined ? undefined : `about ${facts.sizeMegabytes} MB`]
      .filter(Boolean)
      .join(', ');
    return { sort: 'image', word, rank: 20 + rank, ...(detail === '' ? {} : { detail }) };
  });
}

/** Accounts that are there at this place: those that a RUN above creates, and that of the base image. */
function userOffers({ stage, span }: Instruction): Offer[] {
  if (stage === undefined) return [];
  const created = createdAccounts(stage).filter(({ run }) => run.span.start < span.start || run.stage !== stage);
  const base = stage.base.facts?.nonRootUser;
  const offers = [
    ...created.flatMap(({ name, uid }): Offer[] => [
      ...(uid === undefined ? [] : [{ ...plain(String(uid), 'name', `${name}, a number that the kubelet can check`), rank: 0 }]),
      { ...plain(name, 'name', 'created above'), rank: 1 },
    ]),
    ...(base === undefined
      ? []
      : [
          { ...plain(String(base.uid), 'name' as const, `${base.name} of the base image, a number that the kubelet can check`), rank: 2 },
          { ...plain(base.name, 'name' as const, 'of the base image'), rank: 3 },
        ]),
  ];
  return offers.filter(({ word }, i) => offers.findIndex((each) => each.word === word) === i);
}

/** Those that FROM lines ask for. */
const platformNames = ['BUILDPLATFORM', 'TARGETPLATFORM', 'TARGETOS', 'TARGETARCH'];

function variableOffers(model: Dockerfile, instruction: Instruction, offset: number, isBraced: boolean, typed: string): Offers {
  const isFrom = instruction.kind === 'FROM';
  const first = model.stages[0]?.from?.span.start ?? 0;
  const globals = model.instructions.flatMap((each) =>
    each.kind === 'ARG' && each.span.start < first ? each.pairs.map(({ name }) => name.value) : [],
  );
  const names = isFrom ? [...globals, ...platformNames] : [...instruction.before.names()];
  const rest = /^\w*\}?/.exec(model.text.slice(offset))?.[0] ?? '';
  const hasBrace = rest.endsWith('}');
  const offers = [...new Set(names)]
    .filter((name) => name !== '' && !predefinedArguments.has(name))
    .map(
      (word, rank): Offer => ({
        sort: 'name',
        word,
        ...(isBraced && !hasBrace ? { insert: `${literal(word)}\\}` } : {}),
        detail: isFrom ? (globals.includes(word) ? 'ARG' : 'set by the builder') : (instruction.before.declarationOf(word)?.kind ?? ''),
        rank,
      }),
    );
  return { span: { start: offset - typed.length, end: offset + rest.length - (hasBrace ? 1 : 0) }, offers };
}
