import { defineRule } from '../../engine/rule/define.js';
import { isKustomizePatch } from '../../languages/kubernetes/kustomize.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { calledClaim, claimsOf } from '../shared/kubernetesClaims.js';
import page from './volume-claim-without-size.md';

export default defineRule({
  id: 'kubernetes/volume-claim-without-size',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kubesec:VolumeClaimRequestsStorage'],
  fix: 'review',
  options: {
    size: { type: 'string', default: '1Gi', description: 'The size that the fix writes.' },
  },
  page,
  check: {
    where: ['PersistentVolumeClaim', 'volumeClaimTemplates', 'volumeClaimTemplate'],
    Object(object, ctx) {
      for (const claim of claimsOf(object)) {
        const path = ['spec', 'resources', 'requests', 'storage'] as const;
        const storage = claim.holder.get(...path);
        const isKnown = path.every((_, i) => claim.holder.get(...path.slice(0, i + 1))?.isUnknown !== true);
        if (!isKnown || (storage !== undefined && !storage.isNull)) continue;
        if (isKustomizePatch(ctx.near)) return;
        const size = ctx.option<string>('size');
        ctx.report({
          at: claim.lackOf(...path),
          message: `${calledClaim(claim)} asks for no storage: the API server rejects it.`,
          fix: () => mergeFix(`Ask for \`${size}\``, claim.holder, { spec: { resources: { requests: { storage: size } } } }),
        });
      }
    },
  },
});
