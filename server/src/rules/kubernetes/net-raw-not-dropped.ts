import { defineRule } from '../../engine/rule/define.js';
import { capabilities, isListUnknown, plainName, setFix, Who } from '../shared/kubernetesSecurityContext.js';
import page from './net-raw-not-dropped.md';

export default defineRule({
  id: 'kubernetes/net-raw-not-dropped',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['checkov:CKV_K8S_28', 'datree:CIS_MISSING_VALUE_DROP_NET_RAW', 'kubescape:drop-capability-netraw'],
  fix: 'review',
  page,
  check: {
    Container(container, ctx) {
      if (isListUnknown(container, 'drop')) return;
      if (capabilities(container, 'drop').some(({ name }) => ['ALL', 'NET_RAW'].includes(plainName(name)))) return;
      ctx.report({
        at: container.lackOf('securityContext', 'capabilities', 'drop'),
        message: `${Who(container)} keeps \`NET_RAW\`: it can forge packets and read those of its neighbours.`,
        fix: () => setFix('Drop `NET_RAW`', container, { capabilities: { drop: ['NET_RAW'] } }),
      });
    },
  },
});
