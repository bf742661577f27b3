import { defineRule } from '../../engine/rule/define.js';
import type { Related } from '../../engine/rule/define.js';
import { settle } from '../../languages/kubernetes/refactor/harden.js';
import { enforcedLevels } from '../shared/kubernetesNamespaces.js';
import { refusals, type Refusal } from '../shared/kubernetesPodSecurity.js';
import { fixOf } from '../shared/kubernetesSecurityContext.js';
import page from './pod-rejected-by-namespace.md';

/** The first fix that changes something. */
function nextEdits(refused: readonly Refusal[]) {
  for (const { fix } of refused) {
    const edits = fix?.()?.edits;
    if (edits !== undefined && edits.length > 0) return edits;
  }
  return undefined;
}

/** "privileged (`securityContext.privileged`), … and 2 more": each control once, with its field. */
function listed(refused: readonly Refusal[]): string {
  const first = [...new Map(refused.map((refusal) => [refusal.control, refusal])).values()];
  const words = first.slice(0, 3).map(({ control, field }) => `${control} (\`${field}\`)`);
  return first.length > 3 ? `${words.join(', ')} and ${first.length - 3} more` : words.join(', ');
}

export default defineRule({
  id: 'kubernetes/pod-rejected-by-namespace',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['pod-security-admission:baseline', 'pod-security-admission:restricted'],
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      const enforced = enforcedLevels(file, ctx.settings.kubernetesMinor);
      if (enforced.size === 0) return;
      for (const object of file.objects) {
        const rule = object.namespace === undefined ? undefined : enforced.get(object.namespace);
        if (rule === undefined || object.document.isTemplated) continue;
        for (const pod of object.pods) {
          const refused = refusals(pod, rule.level, rule.minor);
          if (refused.length === 0) continue;
          const related: Related[] = [
            { at: rule.at, message: `Namespace \`${object.namespace}\` enforces \`${rule.level}\`.` },
            ...refused.map(({ at, control, words, field }) => ({ at, message: `${control}: ${words} (${field}).` })),
          ];
          const whose = object.kind === 'Pod' ? 'this pod' : `the pods of this ${object.kind}`;
          ctx.report({
            at: pod.anchor,
            message: `Namespace \`${object.namespace}\` enforces \`${rule.level}\` and refuses ${whose}: ${listed(refused)}.`,
            related,
            fix: () => {
              const edit = settle(pod, (now) => nextEdits(refusals(now, rule.level, rule.minor)));
              return edit === undefined ? undefined : fixOf('Change what admission refuses', [edit]);
            },
          });
        }
      }
    },
  },
});
