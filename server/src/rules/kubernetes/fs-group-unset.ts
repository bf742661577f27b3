import { defineRule } from '../../engine/rule/define.js';
import { claimOf, mayNotWrite } from '../shared/kubernetesUsers.js';
import { given, setFix } from '../shared/kubernetesSecurityContext.js';
import page from './fs-group-unset.md';

export default defineRule({
  id: 'kubernetes/fs-group-unset',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['kubescape:set-fsgroup-value'],
  fix: 'review',
  page,
  check: {
    where: ['persistentVolumeClaim', 'volumeClaimTemplates'],
    Pod(pod, ctx) {
      const claim = claimOf(pod);
      const user = mayNotWrite(pod);
      if (claim === undefined || user === undefined) return;
      const group = given(pod.get('securityContext', 'fsGroup'));
      if (group !== undefined && (group.number === undefined || group.number >= 0)) return;
      ctx.report({
        at: group?.span ?? pod.lackOf('securityContext', 'fsGroup'),
        message: `No \`fsGroup\`, and the pod does not run as root: a fresh volume for claim \`${claim}\` belongs to root and cannot be written.`,
        fix: () => setFix(`Set \`fsGroup: ${user}\``, pod, { fsGroup: user }),
      });
    },
  },
});
