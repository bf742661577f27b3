import { isMap, LineCounter, parseDocument } from 'yaml';
import type { Config } from '../engine/config/config.js';

export interface ConfigProblem {
  readonly message: string;
  /** Zero-based. */
  readonly line: number;
}

/** Reads the text of a `.slipway.yaml`. What is wrong is told and left out; the rest holds. */
export function readConfigText(text: string): { config: Config; problems: ConfigProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const problems: ConfigProblem[] = document.errors.map((error) => ({
    message: error.message.split('\n')[0] ?? '',
    line: Math.max(0, (error.linePos?.[0].line ?? 1) - 1),
  }));
  if (document.contents === null) return { config: {}, problems };
  if (!isMap(document.contents))
    return { config: {}, problems: [...problems, { message: 'the file must hold a map: preset, rules, overrides', line: 0 }] };
  return { config: document.toJS({ maxAliasCount: 0 }) as Config, problems };
}
