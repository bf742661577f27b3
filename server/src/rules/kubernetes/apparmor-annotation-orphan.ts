import { defineRule } from '../../engine/rule/define.js';
import { appArmorAnnotation } from '../../languages/kubernetes/podSecurity.js';
import { annotationEntries, dropAnnotation } from '../shared/kubernetesPodSecurityBaseline.js';
import page from './apparmor-annotation-orphan.md';

export default defineRule({
  id: 'kubernetes/apparmor-annotation-orphan',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kubeaudit:apparmor'],
  fix: 'review',
  page,
  check: {
    where: ['annotations'],
    Pod(pod, ctx) {
      const names = new Set(pod.allContainers.map(({ name }) => name));
      if (names.has(undefined)) return;
      for (const { key } of annotationEntries(pod, appArmorAnnotation)) {
        const name = key.content.slice(appArmorAnnotation.length);
        if (names.has(name)) continue;
        ctx.report({
          at: key.span,
          message: `The pod has no container \`${name}\`: the API refuses an AppArmor annotation for it.`,
          fix: () => dropAnnotation(pod, key.content),
        });
      }
    },
  },
});
