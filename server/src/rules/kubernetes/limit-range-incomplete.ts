import { defineRule } from '../../engine/rule/define.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import page from './limit-range-incomplete.md';

export default defineRule({
  id: 'kubernetes/limit-range-incomplete',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['trivy-checks:KSV-0039'],
  fix: 'none',
  page,
  check: {
    Kind: {
      LimitRange(object, ctx) {
        const limits = object.get('spec', 'limits');
        if (object.document.isTemplated || limits?.isUnknown === true) return;
        const bounds = ['max', 'min', 'default', 'defaultRequest'];
        const items = mapsIn(limits);
        if (items.some((item) => bounds.every((bound) => item.has(bound)))) return;
        const best = items.find((item) => item.get('type')?.string === 'Container') ?? items[0];
        const lacking = bounds.filter((bound) => best?.has(bound) !== true).map((bound) => `\`${bound}\``);
        ctx.report({
          at: best?.get('type')?.span ?? object.lackOf('spec', 'limits'),
          message: `The range lacks ${lacking.join(', ')} for containers: what nobody sets there is unbounded or BestEffort.`,
        });
      },
    },
  },
});
