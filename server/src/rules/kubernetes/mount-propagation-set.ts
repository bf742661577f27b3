import { defineRule } from '../../engine/rule/define.js';
import { fixOf } from '../shared/kubernetesSecurityContext.js';
import { removeAt } from '../../languages/yaml/inherited.js';
import page from './mount-propagation-set.md';

export default defineRule({
  id: 'kubernetes/mount-propagation-set',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    where: ['mountPropagation'],
    Container(container, ctx) {
      for (const mount of container.mounts) {
        const mode = mount.get('mountPropagation');
        if (mode?.string !== 'HostToContainer' && mode?.string !== 'Bidirectional') continue;
        ctx.report({
          at: mode.span,
          message:
            mode.string === 'Bidirectional'
              ? 'What the container mounts here appears on the node and in other pods.'
              : 'What the node mounts here later appears in the container.',
          fix: () => fixOf('Remove `mountPropagation`', removeAt(mount, ['mountPropagation'])),
        });
      }
    },
  },
});
