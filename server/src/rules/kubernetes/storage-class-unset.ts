import { defineRule } from '../../engine/rule/define.js';
import { calledClaim, claimsOf } from '../shared/kubernetesClaims.js';
import page from './storage-class-unset.md';

export default defineRule({
  id: 'kubernetes/storage-class-unset',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kyverno:require-storageclass'],
  fix: 'none',
  page,
  check: {
    where: ['PersistentVolumeClaim', 'volumeClaimTemplates', 'volumeClaimTemplate'],
    Object(object, ctx) {
      for (const claim of claimsOf(object)) {
        const spec = claim.holder.get('spec');
        // A claim for one volume takes the class from it, and an empty class means none.
        if (spec?.kind !== 'map' || spec.has('storageClassName') || spec.has('volumeName')) continue;
        ctx.report({
          at: claim.lackOf('spec', 'storageClassName'),
          message: `${calledClaim(claim)} takes the default class of the cluster: another cluster has another one, or none.`,
        });
      }
    },
  },
});
