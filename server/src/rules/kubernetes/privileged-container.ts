import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './privileged-container.md';

export default defineRule({
  id: 'kubernetes/privileged-container',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'kube-linter:privileged-container',
    'kube-score:container-security-context-privileged',
    'polaris:runAsPrivileged',
    'kubesec:Privileged',
    'trivy-checks:KSV-0017',
    'checkov:CKV_K8S_16',
    'kubescape:C-0057',
    'datree:CONTAINERS_INCORRECT_PRIVILEGED_VALUE_TRUE',
    'kubeaudit:privileged',
    'pod-security-admission:privileged',
  ],
  fix: 'review',
  page,
  check: {
    Container(container, ctx) {
      const privileged = container.security('privileged');
      if (privileged?.boolean !== true) return;
      ctx.report({
        at: privileged.span,
        message: `Container \`${container.name ?? ''}\` is privileged: it can do on the node whatever root can.`,
        fix: () => mergeFix('Set `privileged: false`', container.node, { securityContext: { privileged: false } }),
      });
    },
  },
});
