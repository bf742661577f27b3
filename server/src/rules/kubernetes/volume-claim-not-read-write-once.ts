import { defineRule } from '../../engine/rule/define.js';
import { accessModes, calledClaim, claimsOf } from '../shared/kubernetesClaims.js';
import page from './volume-claim-not-read-write-once.md';

export default defineRule({
  id: 'kubernetes/volume-claim-not-read-write-once',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kubesec:VolumeClaimAccessModeReadWriteOnce'],
  fix: 'none',
  page,
  check: {
    where: ['volumeClaimTemplates', 'volumeClaimTemplate'],
    Object(object, ctx) {
      if (object.kind !== 'StatefulSet') return;
      for (const claim of claimsOf(object)) {
        const modes = claim.holder.get('spec', 'accessModes')?.items ?? [];
        const known = modes.filter((mode) => accessModes.includes(mode.string ?? ''));
        const [first] = known;
        if (first === undefined || modes.some((mode) => mode.string?.startsWith('ReadWriteOnce') === true)) continue;
        ctx.report({
          at: first.span,
          message: `${calledClaim(claim)} may be mounted on several nodes (\`${first.string ?? ''}\`), though each replica of a StatefulSet has a volume of its own.`,
        });
      }
    },
  },
});
