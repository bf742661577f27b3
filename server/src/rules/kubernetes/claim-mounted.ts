import { defineRule } from '../../engine/rule/define.js';
import { mountedObjects } from '../shared/kubernetesConfig.js';
import page from './claim-mounted.md';

export default defineRule({
  id: 'kubernetes/claim-mounted',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kubescape:workload-mounted-pvc', 'kubescape:C-0257'],
  fix: 'none',
  page,
  check: {
    where: ['PersistentVolumeClaim'],
    File(file, ctx) {
      for (const { node, name, container, target } of mountedObjects(file, 'PersistentVolumeClaim'))
        ctx.report({
          at: node.span,
          message: `Container \`${container.name ?? ''}\` keeps data in the claim \`${name}\`: who gets into it can read and change them.`,
          related: [{ at: target.anchor, message: `PersistentVolumeClaim \`${name}\`` }],
        });
    },
  },
});
