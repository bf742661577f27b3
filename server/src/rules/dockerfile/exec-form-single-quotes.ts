import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import { isMeantAsJson, jsonText, type JsonInstruction } from './malformed-exec-form.js';
import page from './exec-form-single-quotes.md';

export default defineRule({
  id: 'dockerfile/exec-form-single-quotes',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['dockerfile-utils:JSON_IN_SINGLE_QUOTES', 'tally:tally/invalid-json-form'],
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
  if (!json.elements.some(({ text }) => text.startsWith("'"))) return;
  ctx.report({
    at: json.span,
    message: `A JSON array has double quotes; with single ones \`${instruction.keyword.text}\` takes the brackets for plain text.`,
    // With one element COPY and ADD would lack a destination.
    fix: () =>
      json.elements.length < 2 && /^(?:COPY|ADD)$/.test(instruction.kind)
        ? undefined
        : jsonText(ctx.text, json, (text) => ({ title: 'Write it with double quotes', edits: [replace(json.span, text)] })),
  });
}
