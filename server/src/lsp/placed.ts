import { posix } from 'node:path';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Language } from '../engine/language.js';
import { isOnDisk } from '../host/disk.js';
import type { Languages } from './languages.js';
import { pathOf, slashed } from './paths.js';

/** Open documents whose language rests on what else is there: a template is one below a Chart.yaml alone. */
export class Placed {
  readonly #languages: Languages;
  /** With the paths that were asked about, by uri. */
  readonly #asking = new Map<string, { readonly document: TextDocument; readonly asked: readonly string[] }>();

  constructor(languages: Languages) {
    this.#languages = languages;
  }

  /** The language that an open document is of now. */
  languageOf(document: TextDocument): Language | undefined {
    const path = pathOf(document.uri);
    const asked: string[] = [];
    const isThere = (other: string): boolean => {
      asked.push(other);
      return isOnDisk(other);
    };
    const language = this.#languages.of(path ?? document.uri, document.languageId, path === undefined ? () => false : isThere);
    if (asked.length > 0) this.#asking.set(document.uri, { document, asked });
    return language;
  }

  forget(uri: string): void {
    this.#asking.delete(uri);
  }

  /** Documents for which one of the paths, or something in a folder of these, was asked about. */
  asking(paths: readonly string[]): TextDocument[] {
    const changed = new Set(paths.map(slashed));
    const isChanged = (path: string): boolean => {
      // A folder that was moved is named as a whole.
      for (let at = path, above = posix.dirname(at); !changed.has(at); at = above, above = posix.dirname(at))
        if (above === at) return false;
      return true;
    };
    return [...this.#asking.values()].filter(({ asked }) => asked.some(isChanged)).map(({ document }) => document);
  }
}
