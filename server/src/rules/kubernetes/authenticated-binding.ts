import { defineRule } from '../../engine/rule/define.js';
import { eachBinding, removeSubject } from '../shared/kubernetesRbac.js';
import page from './authenticated-binding.md';

export default defineRule({
  id: 'kubernetes/authenticated-binding',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['trivy-checks:KSV-01011', 'kubescape:C-0265', 'kubescape:system-authenticated-allowed-to-take-over-cluster'],
  fix: 'review',
  page,
  check: eachBinding((binding, ctx) => {
    for (const subject of binding.subjects) {
      if (!(subject.name === 'system:authenticated')) continue;
      ctx.report({
        at: (subject.node.get('name') ?? subject.node).span,
        message: '`system:authenticated` is everybody who can log in, every service account of every pod included.',
        fix: () => removeSubject(binding, subject),
      });
    }
  }),
});
