import { defineRule } from '../../engine/rule/define.js';
import { baselineCapabilities } from '../../languages/kubernetes/podSecurity.js';
import { opensNode, powerOf } from '../shared/kubernetesCapabilities.js';
import { capabilitiesBaseline } from '../shared/kubernetesPodSecurityBaseline.js';
import { capital } from '../shared/kubernetesSecurityContext.js';
import page from './capability-beyond-default-added.md';

export default defineRule({
  id: 'kubernetes/capability-beyond-default-added',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'datree:EKS_INVALID_CAPABILITIES_EKS',
    'pod-security-admission:baseline/capabilities_baseline',
    'pod-security-admission:restricted/capabilities_baseline',
  ],
  fix: 'review',
  page,
  check: {
    where: ['add'],
    Pod(pod, ctx) {
      for (const { at, words, fix } of capabilitiesBaseline(pod)) {
        const name = /`([^`]*)`$/.exec(words)?.[1] ?? '';
        const power = powerOf(name);
        const other = name.toUpperCase().replace(/^CAP_/, '');
        const consequence =
          power !== undefined
            ? `, which opens ${power}`
            : baselineCapabilities.has(other)
              ? `: admission compares names exactly and knows \`${other}\``
              : ', which no runtime gives by default';
        ctx.report({
          at,
          message: `${capital(words)}${consequence}.`,
          ...(opensNode(name) ? { severity: 'error' as const } : {}),
          ...(fix === undefined ? {} : { fix }),
        });
      }
    },
  },
});
