import assert from 'node:assert/strict';
import type { Failure, Outcome, ToolCommand, ToolOutput } from '../../client/src/tools/tool.js';

/** What a program left, empty but for what is given. */
export function output(said: Partial<ToolOutput>): ToolOutput {
  return { code: 0, stdout: '', stderr: '', ...said };
}

export function valueOf<T>(outcome: Outcome<T>): T {
  assert.ok(outcome.ok, outcome.ok ? '' : JSON.stringify(outcome.failure));
  return outcome.value;
}

export function failureOf(outcome: Outcome<unknown>): Failure {
  assert.ok(!outcome.ok, 'it did not fail');
  return outcome.failure;
}

export function commandOf<T>(checked: Outcome<ToolCommand<T>>): ToolCommand<T> {
  return valueOf(checked);
}
