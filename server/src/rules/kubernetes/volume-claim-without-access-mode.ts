import { defineRule } from '../../engine/rule/define.js';
import { isKustomizePatch } from '../../languages/kubernetes/kustomize.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { calledClaim, claimsOf } from '../shared/kubernetesClaims.js';
import page from './volume-claim-without-access-mode.md';

export default defineRule({
  id: 'kubernetes/volume-claim-without-access-mode',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    where: ['PersistentVolumeClaim', 'volumeClaimTemplates', 'volumeClaimTemplate'],
    Object(object, ctx) {
      for (const claim of claimsOf(object)) {
        const modes = claim.holder.get('spec', 'accessModes');
        const isEmpty = modes === undefined || modes.isNull || (modes.kind === 'sequence' && modes.slots.length === 0);
        if (!isEmpty || claim.holder.get('spec')?.isUnknown === true) continue;
        if (isKustomizePatch(ctx.near)) return;
        ctx.report({
          at: claim.lackOf('spec', 'accessModes'),
          message: `${calledClaim(claim)} has no access mode: the API server rejects it.`,
          fix: () => mergeFix('Add `ReadWriteOnce`', claim.holder, { spec: { accessModes: ['ReadWriteOnce'] } }),
        });
      }
    },
  },
});
