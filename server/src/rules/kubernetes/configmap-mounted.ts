import { defineRule } from '../../engine/rule/define.js';
import { mountedObjects } from '../shared/kubernetesConfig.js';
import page from './configmap-mounted.md';

export default defineRule({
  id: 'kubernetes/configmap-mounted',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kubescape:workload-mounted-configmap', 'kubescape:C-0258'],
  fix: 'none',
  page,
  check: {
    where: ['ConfigMap'],
    File(file, ctx) {
      for (const { node, name, container, target } of mountedObjects(file, 'ConfigMap'))
        ctx.report({
          at: node.span,
          message: `Container \`${container.name ?? ''}\` reads the ConfigMap \`${name}\`: who gets into it has what is in there.`,
          related: [{ at: target.anchor, message: `ConfigMap \`${name}\`` }],
        });
    },
  },
});
