import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { ImageReference } from '../../languages/dockerfile/model.js';
import page from './untrusted-registry.md';

export default defineRule({
  id: 'dockerfile/untrusted-registry',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['hadolint:DL3026'],
  fix: 'none',
  options: {
    registries: {
      type: 'strings',
      default: [],
      description: 'Registries that images may come from; `*` stands for any characters. Empty: every registry.',
    },
  },
  page,
  check: {
    From({ image, reference }, ctx) {
      if (image !== undefined && reference !== undefined && reference.text !== 'scratch') check(reference, image.span, ctx);
    },
    Copy({ from, fromImage }, ctx) {
      if (from?.value !== undefined && fromImage !== undefined && /[/.:]/.test(fromImage.text)) check(fromImage, from.value.span, ctx);
    },
  },
});

function check(reference: ImageReference, at: { start: number; end: number }, ctx: RuleContext): void {
  const allowed = ctx.option<readonly string[]>('registries');
  if (allowed.length === 0 || allowed.some((pattern) => isMatch(pattern, reference.registry))) return;
  ctx.report({ at, message: `\`${reference.registry}\` is not among the registries that this project allows.` });
}

function isMatch(pattern: string, registry: string): boolean {
  const escaped = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`).test(registry);
}
