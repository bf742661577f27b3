import type { Finding } from '../../engine/rule/finding.js';
import { github } from './github.js';
import { json } from './json.js';
import { sarif } from './sarif.js';
import { text } from './text.js';

/** What was found in one file. */
export interface FileReport {
  readonly path: string;
  readonly text: string;
  readonly findings: readonly Finding[];
  /** How many fixes `--fix` applied. */
  readonly fixed: number;
}

/** A format prints file by file, so that nothing is kept from one file to the next. */
export interface Output {
  begin(): Promise<void>;
  file(report: FileReport): Promise<void>;
  end(): Promise<void>;
}

export interface Printer {
  readonly write: (text: string) => Promise<void>;
  readonly color: boolean;
  /** Columns of the terminal; undefined where the output goes elsewhere. */
  readonly width?: number;
}

export const formats = { text, json, sarif, github } as const satisfies Readonly<Record<string, (printer: Printer) => Output>>;
export type FormatName = keyof typeof formats;
