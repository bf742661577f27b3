import type { Connection } from 'vscode-languageserver/node';
import type { AnalysisWatch } from '../engine/analyze.js';
import { Plans } from '../engine/plans.js';
import type { RuleDefinition } from '../engine/rule/define.js';
import { statusMethod, type StatusParams } from '../protocol.js';

/** A rule that takes longer than this on one file is named in the log, once. */
const slowMilliseconds = 20;

/** Keeps an eye on the rules: slow ones and broken ones are told, once each. */
export class RuleTimes implements AnalysisWatch {
  readonly #connection: Connection;
  readonly #told = new Set<string>();
  readonly plans = new Plans();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  now(): number {
    return performance.now();
  }

  ruleTook(rule: RuleDefinition, milliseconds: number): void {
    if (milliseconds < slowMilliseconds || this.#told.has(rule.id)) return;
    this.#told.add(rule.id);
    this.#tell('slow', `Rule ${rule.id} took ${Math.round(milliseconds)} ms on one file.`);
  }

  ruleFailed(rule: RuleDefinition, error: unknown): void {
    const key = `failed ${rule.id}`;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.#connection.console.error(`Rule ${rule.id} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    this.#tell('error', `Rule ${rule.id} failed and was left out; the log has the details.`);
  }

  #tell(state: StatusParams['state'], detail: string): void {
    this.#connection.console.warn(detail);
    void this.#connection.sendNotification(statusMethod, { state, detail } satisfies StatusParams);
  }
}
