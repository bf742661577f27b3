import { defineRule, type Fix } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import type { BadValue } from '../../languages/kubernetes/validate.js';
import { alternatives, mistakes, valueText } from '../shared/kubernetesMistakes.js';
import page from './bad-value.md';

export default defineRule({
  id: 'kubernetes/bad-value',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kubeconform:schema', 'kube-linter:schema-validation', 'monokle:K8S001'],
  fix: 'review',
  page,
  check: {
    Object(object, ctx) {
      for (const mistake of mistakes(object, 'bad-value', ctx)) {
        ctx.report({ at: mistake.node.span, message: message(mistake), fix: () => fixes(mistake) });
      }
    },
  },
});

/** Longer lists are for the hover. */
const fewValues = 8;

function message({ node, path, values }: BadValue): string {
  const value = `\`${node.content}\``;
  if (values.length === 0) return `${value} is no quantity, so the API server refuses the object; \`500m\`, \`0.5\` and \`1Gi\` are some.`;
  const known = values.filter((each) => each !== '');
  const takes = known.length <= fewValues ? `takes ${alternatives(known)}, not ${value}` : `has no value ${value}`;
  return `${valueText(path)} ${takes}: the API server refuses it.`;
}

function fixes({ node, values, nearest }: BadValue): Fix[] {
  const known = values.filter((value) => value !== '' && value !== nearest);
  const offered = nearest === undefined ? known : [nearest, ...known];
  const quote = node.style === 'single' ? "'" : node.style === 'double' ? '"' : '';
  if (node.style === 'literal' || node.style === 'folded') return [];
  return offered
    .slice(0, fewValues)
    .map((value) => ({ title: `Change to \`${value}\``, edits: [replace(node.span, `${quote}${value}${quote}`)] }));
}
