import { defineRule } from '../../engine/rule/define.js';
import page from './resource-quota-incomplete.md';

export default defineRule({
  id: 'kubernetes/resource-quota-incomplete',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['trivy-checks:KSV-0040'],
  fix: 'none',
  page,
  check: {
    Kind: {
      ResourceQuota(object, ctx) {
        const hard = object.get('spec', 'hard');
        if (object.document.isTemplated || hard?.isUnknown === true) return;
        const has = (name: string): boolean => hard?.kind === 'map' && hard.has(name);
        const lacking = ['requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'].filter(
          // `cpu` is another word for `requests.cpu`.
          (name) => !has(name) && !has(name.replace('requests.', '')),
        );
        if (lacking.length === 0) return;
        ctx.report({
          at: object.lackOf('spec', 'hard'),
          message: `The quota sets no bound for ${lacking.map((name) => `\`${name}\``).join(', ')}: the namespace may take all that the cluster has.`,
        });
      },
    },
  },
});
