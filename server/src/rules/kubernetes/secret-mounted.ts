import { defineRule } from '../../engine/rule/define.js';
import { mountedObjects } from '../shared/kubernetesConfig.js';
import page from './secret-mounted.md';

export default defineRule({
  id: 'kubernetes/secret-mounted',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kubescape:workload-mounted-secrets', 'kubescape:C-0255'],
  fix: 'none',
  page,
  check: {
    where: ['Secret'],
    File(file, ctx) {
      for (const { node, name, container, target } of mountedObjects(file, 'Secret'))
        ctx.report({
          at: node.span,
          message: `Container \`${container.name ?? ''}\` reads the Secret \`${name}\`: who gets into it has what is in there.`,
          related: [{ at: target.anchor, message: `Secret \`${name}\`` }],
        });
    },
  },
});
