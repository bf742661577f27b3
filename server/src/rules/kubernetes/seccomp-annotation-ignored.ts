import { defineRule } from '../../engine/rule/define.js';
import { seccompContainerAnnotation, seccompPodAnnotation } from '../../languages/kubernetes/podSecurity.js';
import { removeAt } from '../../languages/yaml/inherited.js';
import { annotationEntries } from '../shared/kubernetesPodSecurityBaseline.js';
import { fixOf, given, mapOf } from '../shared/kubernetesSecurityContext.js';
import { mergeThrough } from '../../languages/yaml/inherited.js';
import page from './seccomp-annotation-ignored.md';

/** The field's words for what an annotation says. */
function profileOf(text: string) {
  if (text === 'runtime/default' || text === 'docker/default') return { type: 'RuntimeDefault' };
  if (text.startsWith('localhost/')) return { type: 'Localhost', localhostProfile: text.slice('localhost/'.length) };
  return text === 'unconfined' ? { type: 'Unconfined' } : undefined;
}

export default defineRule({
  id: 'kubernetes/seccomp-annotation-ignored',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kubeaudit:seccomp'],
  fix: 'review',
  page,
  check: {
    where: ['annotations'],
    Pod(pod, ctx) {
      if (ctx.settings.kubernetesMinor < 27) return;
      for (const prefix of [seccompPodAnnotation, seccompContainerAnnotation]) {
        for (const { key, value } of annotationEntries(pod, prefix)) {
          ctx.report({
            at: key.span,
            message: `Kubernetes ignores \`${key.content}\` from 1.27 on: the profile that it names is not in force.`,
            fix: () => {
              const name = key.content.slice(seccompContainerAnnotation.length);
              const holder = prefix === seccompPodAnnotation ? pod : pod.allContainers.find((container) => container.name === name);
              const seccompProfile = profileOf(value.scalarText ?? '');
              const gone = removeAt(pod.holder, ['metadata', 'annotations', key.content]);
              if (
                holder === undefined ||
                seccompProfile === undefined ||
                gone === undefined ||
                given(holder.get('securityContext', 'seccompProfile')) !== undefined
              )
                return fixOf('Remove the annotation', gone);
              return fixOf('Move to `seccompProfile`', [...gone, ...mergeThrough(mapOf(holder), { securityContext: { seccompProfile } })]);
            },
          });
        }
      }
    },
  },
});
