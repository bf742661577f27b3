import type { Fact } from '../engine/facts/facts.js';
import type { Language, PassingReader } from '../engine/language.js';
import { builderFacts } from '../languages/builders/index.js';
import type { Languages } from './languages.js';

/** One reader for each language, for files that nobody works on: what they have in common is read once. */
export class Readers {
  readonly #readers = new Map<Language, PassingReader<unknown>>();
  readonly #languages: Languages;

  constructor(languages: Languages) {
    this.#languages = languages;
  }

  of(language: Language): PassingReader<unknown> {
    let reader = this.#readers.get(language);
    if (reader === undefined)
      this.#readers.set(
        language,
        (reader = language.passing?.() ?? { parse: (of, path) => language.parse(of, undefined, path, false), release: () => undefined }),
      );
    return reader;
  }

  /** What the text of a file that is not open tells the others; `path` with slashes. */
  facts(path: string, text: string): readonly Fact[] {
    const language = this.#languages.of(path);
    if (language?.facts === undefined) return lasting(builderFacts(path, text));
    const reader = this.of(language);
    const model = reader.parse(text, path);
    const facts = lasting([...language.facts(model, path), ...builderFacts(path, text)]);
    reader.release(model);
    return facts;
  }
}

/** A passing model's spans hold on to it, and move when what it is made of goes to the next document. */
export function lasting(facts: readonly Fact[]): readonly Fact[] {
  let last: Fact['at'] | undefined;
  let copy = { start: 0, end: 0 };
  return facts.map(({ kind, key, data, at }): Fact => {
    // Several facts often stand at one place.
    if (at !== last) copy = { start: at.start, end: at.end };
    last = at;
    return { kind, key, data, at: copy };
  });
}
