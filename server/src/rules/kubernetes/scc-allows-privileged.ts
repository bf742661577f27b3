import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './scc-allows-privileged.md';

export default defineRule({
  id: 'kubernetes/scc-allows-privileged',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['kube-linter:scc-deny-privileged-container'],
  fix: 'review',
  page,
  check: {
    where: ['SecurityContextConstraints'],
    Object(object, ctx) {
      if (object.kind !== 'SecurityContextConstraints') return;
      const node = object.get('allowPrivilegedContainer');
      if (node?.boolean !== true) return;
      ctx.report({
        at: node.span,
        message: 'The constraints let containers be privileged, which is root on the node.',
        fix: () => mergeFix('Set `allowPrivilegedContainer: false`', object.root, { allowPrivilegedContainer: false }),
      });
    },
  },
});
