import { defineRule } from '../../engine/rule/define.js';
import page from './ingress-class-not-allowed.md';

export default defineRule({
  id: 'kubernetes/ingress-class-not-allowed',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kyverno:restrict-ingress-classes'],
  fix: 'none',
  options: { allowed: { type: 'strings', default: ['haproxy', 'nginx'], description: 'Ingress classes that the project uses' } },
  page,
  check: {
    Kind: {
      Ingress(ingress, ctx) {
        const allowed = ctx.option<readonly string[]>('allowed');
        const node = ingress.get('spec', 'ingressClassName') ?? ingress.get('metadata', 'annotations', 'kubernetes.io/ingress.class');
        const name = node?.scalarText;
        if (node === undefined || name === undefined || allowed.includes(name)) return;
        ctx.report({
          at: node.span,
          message: `The class \`${name}\` is none of those that this project uses: ${allowed.map((known) => `\`${known}\``).join(', ')}.`,
        });
      },
    },
  },
});
