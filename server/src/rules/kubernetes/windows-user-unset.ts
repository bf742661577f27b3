import { defineRule } from '../../engine/rule/define.js';
import { inForce, setFix, Who } from '../shared/kubernetesSecurityContext.js';
import page from './windows-user-unset.md';

export default defineRule({
  id: 'kubernetes/windows-user-unset',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kubescape:set-runasusername-value'],
  fix: 'review',
  page,
  check: {
    where: ['os', 'nodeSelector'],
    Container(container, ctx) {
      const { pod } = container;
      const isWindows = pod.isWindows || pod.get('nodeSelector', 'kubernetes.io/os')?.string === 'windows';
      if (!isWindows || inForce(container, 'windowsOptions', 'runAsUserName') !== undefined) return;
      ctx.report({
        at: container.lackOf('securityContext', 'windowsOptions'),
        message: `${Who(container)} runs as the user of its image, often \`ContainerAdministrator\`: \`windowsOptions.runAsUserName\` is not set.`,
        fix: () => setFix('Set `runAsUserName: ContainerUser`', container, { windowsOptions: { runAsUserName: 'ContainerUser' } }),
      });
    },
  },
});
