import { defineRule } from '../../engine/rule/define.js';
import { replaceValue } from '../../languages/yaml/edit.js';
import { calledClaim, claimsOf } from '../shared/kubernetesClaims.js';
import page from './volume-claim-not-for-one-pod.md';

export default defineRule({
  id: 'kubernetes/volume-claim-not-for-one-pod',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kyverno:enforce-readwriteonce-pod'],
  fix: 'review',
  page,
  check: {
    where: ['PersistentVolumeClaim'],
    Object(object, ctx) {
      if (object.kind !== 'PersistentVolumeClaim') return;
      for (const claim of claimsOf(object)) {
        const spec = claim.holder.get('spec');
        const modes = spec?.get('accessModes');
        const other = modes?.items.find((mode) => mode.string !== undefined && mode.string !== 'ReadWriteOncePod');
        if (other === undefined || spec?.kind !== 'map') continue;
        const entry = spec.entry('accessModes');
        ctx.report({
          at: other.span,
          message: `${calledClaim(claim)} may be mounted by several pods at once (\`${other.string ?? ''}\`), which then write to the same files.`,
          fix: () =>
            entry === undefined
              ? undefined
              : { title: 'Change to `ReadWriteOncePod`', edits: replaceValue(entry, ['ReadWriteOncePod'], spec) },
        });
      }
    },
  },
});
