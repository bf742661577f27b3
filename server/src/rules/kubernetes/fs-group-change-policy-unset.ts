import { defineRule } from '../../engine/rule/define.js';
import { claimOf } from '../shared/kubernetesUsers.js';
import { given, setFix } from '../shared/kubernetesSecurityContext.js';
import page from './fs-group-change-policy-unset.md';

export default defineRule({
  id: 'kubernetes/fs-group-change-policy-unset',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kubescape:set-fsgroupchangepolicy-value'],
  fix: 'review',
  page,
  check: {
    where: ['fsGroup'],
    Pod(pod, ctx) {
      const policy = given(pod.get('securityContext', 'fsGroupChangePolicy'));
      if (claimOf(pod) === undefined || given(pod.get('securityContext', 'fsGroup')) === undefined || policy?.isUnknown === true) return;
      if (policy?.string === 'Always' || policy?.string === 'OnRootMismatch') return;
      ctx.report({
        at: policy?.span ?? pod.lackOf('securityContext', 'fsGroup'),
        message: `${policy === undefined ? 'No `fsGroupChangePolicy`' : `\`${policy.scalarText ?? ''}\` is no policy`}: each start changes the group of every file on the volume, which takes minutes for large ones.`,
        fix: () => setFix('Set `fsGroupChangePolicy: OnRootMismatch`', pod, { fsGroupChangePolicy: 'OnRootMismatch' }),
      });
    },
  },
});
