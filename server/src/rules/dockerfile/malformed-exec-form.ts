import { defineRule } from '../../engine/rule/define.js';
import type { Fix, RuleContext } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import type { Instruction, JsonArray } from '../../languages/dockerfile/model.js';
import page from './malformed-exec-form.md';

export default defineRule({
  id: 'dockerfile/malformed-exec-form',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['sonar:S7030', 'tally:tally/invalid-json-form'],
  fix: 'review',
  page,
  check: {
    Run: check,
    Cmd: check,
    Entrypoint: check,
    Healthcheck: check,
    Copy: check,
    Add: check,
    Volume: check,
  },
});

function check(instruction: JsonInstruction, ctx: RuleContext): void {
  const { json } = instruction;
  if (json === undefined || json.valid || !isMeantAsJson(ctx.text, json)) return;
  if (json.elements.some(({ text }) => text.startsWith("'"))) return;
  const what = /^(?:COPY|ADD|VOLUME)$/.test(instruction.kind) ? 'a path' : 'a shell command';
  ctx.report({
    at: json.span,
    message: `This is no valid JSON array, so \`${instruction.keyword.text}\` takes it for ${what}, brackets and all.`,
    fix: () => jsonText(ctx.text, json, (text) => ({ title: 'Write it as a JSON array', edits: [replace(json.span, text)] })),
  });
}

/** What may have bracketed arguments; SHELL's have a rule of their own. */
export type JsonInstruction = Extract<Instruction, { readonly json: JsonArray | undefined }>;

/** `[ "$a" = b ]` is a test of the shell: a JSON array is told by a quote at once, or a comma behind a quoted word. */
export function isMeantAsJson(text: string, { span }: JsonArray): boolean {
  return /^\[(?:["'](?!\s*=)|\s*(["'])[^"']*\1\s*,|\s*[\w./-]+\s*,)/.test(text.slice(span.start, span.end));
}

/** The array as valid JSON, where its elements can be told for certain. */
export function jsonText(text: string, json: JsonArray, make: (text: string) => Fix): Fix | undefined {
  const written = text.slice(json.span.start, json.span.end);
  if (!written.endsWith(']') || written.includes('\n') || json.elements.length === 0) return undefined;
  if (json.elements.some((element) => !/^(["']).*\1$|^[\w./:=-]+$/.test(element.text) || /["'\\]/.test(element.value))) return undefined;
  return make(`[${json.elements.map(({ value }) => JSON.stringify(value)).join(', ')}]`);
}
