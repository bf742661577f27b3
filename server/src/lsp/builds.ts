import type { Fact, FactQuestion, FactStore } from '../engine/facts/facts.js';
import { buildFacts } from '../languages/builders/facts.js';
import { settingFacts, type ImageSetting } from '../languages/slipwayConfig/facts.js';
import type { BuiltParams, Settings } from '../protocol.js';
import { slashed } from './paths.js';

const nowhere = { start: 0, end: 0 };

/** Builds that no file of the workspace describes: the editor's settings, and those that the client has run. */
export class ToldBuilds {
  readonly #facts: FactStore;
  readonly #changed: (questions: ReadonlySet<FactQuestion>) => void;
  /** Where the facts of an image that was built are kept. */
  readonly #built = new Map<string, string>();

  constructor(facts: FactStore, changed: (questions: ReadonlySet<FactQuestion>) => void) {
    this.#facts = facts;
    this.#changed = changed;
  }

  /** `slipway.images` as it holds for a workspace folder (absolute, with slashes). */
  settings(folder: string, { images }: Settings): void {
    const entries = typeof images === 'object' && images !== null && !Array.isArray(images) ? Object.entries(images) : [];
    const facts = entries.flatMap(([image, value]) => settingFacts(image, settingOf(value), folder, nowhere));
    this.#set(`${folder}/.vscode/settings.json`, facts);
  }

  built({ image, dockerfile, context, target }: BuiltParams): void {
    if (![image, dockerfile].every((text) => typeof text === 'string' && text !== '')) return;
    const path = slashed(dockerfile);
    const facts = buildFacts({
      by: 'command',
      name: image,
      images: [image],
      dockerfile: path,
      context: typeof context === 'string' && context !== '' ? slashed(context).replace(/(.)\/$/, '$1') : undefined,
      target: typeof target === 'string' && target !== '' ? target : null,
      at: nowhere,
    });
    const [key = image] = facts.flatMap((fact) => (fact.kind === 'image.build' ? fact.key : []));
    const before = this.#built.get(key);
    // No file has this name; it goes with the folder that the Dockerfile lies in.
    const place = `${path}#built ${key}`;
    if (before !== undefined && before !== place) this.#set(before, []);
    this.#built.set(key, place);
    this.#set(place, facts);
  }

  #set(path: string, facts: readonly Fact[]): void {
    this.#changed(this.#facts.set(path, facts));
  }
}

function settingOf(value: unknown): ImageSetting | undefined {
  if (typeof value === 'string') return value === '' ? undefined : { dockerfile: value };
  if (typeof value !== 'object' || value === null) return undefined;
  const { dockerfile, target, context } = value as Record<string, unknown>;
  if (typeof dockerfile !== 'string' || dockerfile === '') return undefined;
  return { dockerfile, ...(typeof target === 'string' ? { target } : {}), ...(typeof context === 'string' ? { context } : {}) };
}
