import { defineRule } from '../../engine/rule/define.js';
import { fixOf } from '../shared/kubernetesSecurityContext.js';
import { mergeThrough } from '../../languages/yaml/inherited.js';
import page from './bidirectional-mount-unprivileged.md';

export default defineRule({
  id: 'kubernetes/bidirectional-mount-unprivileged',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    where: ['mountPropagation'],
    Container(container, ctx) {
      const privileged = container.security('privileged');
      if (privileged?.boolean === true || privileged?.isUnknown === true) return;
      for (const mount of container.mounts) {
        const mode = mount.get('mountPropagation');
        if (mode?.string !== 'Bidirectional') continue;
        ctx.report({
          at: mode.span,
          message: 'The API refuses `Bidirectional` for a container that is not privileged.',
          fix: () => fixOf('Change to `HostToContainer`', mergeThrough(mount, { mountPropagation: 'HostToContainer' })),
        });
      }
    },
  },
});
