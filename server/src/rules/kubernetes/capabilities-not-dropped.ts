import { defineRule } from '../../engine/rule/define.js';
import { dropsDefaults } from '../shared/kubernetesPodSecurityRestricted.js';
import { isListUnknown, setFix, Who } from '../shared/kubernetesSecurityContext.js';
import page from './capabilities-not-dropped.md';

export default defineRule({
  id: 'kubernetes/capabilities-not-dropped',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'polaris:insecureCapabilities',
    'kubesec:CapDropAll',
    'trivy-checks:KSV-0003',
    'trivy-checks:KSV-0106',
    'checkov:CKV_K8S_37',
    'kubeaudit:capabilities',
    'pod-security-admission:restricted/capabilities_restricted',
  ],
  fix: 'review',
  page,
  check: {
    Container(container, ctx) {
      if (container.pod.isWindows || isListUnknown(container, 'drop') || container.get('securityContext')?.isUnknown === true) return;
      if (dropsDefaults(container)) return;
      ctx.report({
        at: container.lackOf('securityContext', 'capabilities', 'drop'),
        message: `${Who(container)} keeps capabilities that the runtime gives by default, such as \`NET_RAW\` and \`SETUID\`.`,
        fix: () => setFix('Drop `ALL`', container, { capabilities: { drop: ['ALL'] } }),
      });
    },
  },
});
