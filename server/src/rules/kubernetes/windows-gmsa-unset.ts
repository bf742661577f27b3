import { defineRule } from '../../engine/rule/define.js';
import { inForce, Who } from '../shared/kubernetesSecurityContext.js';
import page from './windows-gmsa-unset.md';

export default defineRule({
  id: 'kubernetes/windows-gmsa-unset',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kubescape:set-gmsacredentialspecname-value'],
  fix: 'none',
  page,
  check: {
    where: ['os', 'nodeSelector'],
    Container(container, ctx) {
      const { pod } = container;
      const isWindows = pod.isWindows || pod.get('nodeSelector', 'kubernetes.io/os')?.string === 'windows';
      if (!isWindows || inForce(container, 'windowsOptions', 'gmsaCredentialSpecName') !== undefined) return;
      ctx.report({
        at: container.lackOf('securityContext', 'windowsOptions'),
        message: `${Who(container)} has no account of the domain: \`windowsOptions.gmsaCredentialSpecName\` is not set.`,
      });
    },
  },
});
