import { defineRule } from '../../engine/rule/define.js';
import { Absence } from '../../engine/text/span.js';
import { fixOf } from '../shared/kubernetesSecurityContext.js';
import { mergeThrough } from '../../languages/yaml/inherited.js';
import page from './host-users-not-isolated.md';

export default defineRule({
  id: 'kubernetes/host-users-not-isolated',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kubesec:HostUsers'],
  fix: 'review',
  page,
  check: {
    Pod(pod, ctx) {
      const node = pod.get('hostUsers');
      if (node?.boolean === false || node?.isUnknown === true) return;
      // The API refuses both together.
      const sharesMore = ['hostNetwork', 'hostPID', 'hostIPC'].some((key) => pod.get(key)?.boolean === true);
      ctx.report({
        at: node?.span ?? new Absence(pod.anchor),
        message: 'Users of the pod are users of the node: what breaks out as root is root there.',
        fix: () => (sharesMore ? undefined : fixOf('Set `hostUsers: false`', mergeThrough(pod.spec, { hostUsers: false }))),
      });
    },
  },
});
