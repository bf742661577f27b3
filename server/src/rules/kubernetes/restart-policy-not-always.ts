import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './restart-policy-not-always.md';

const kinds = new Set(['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet', 'ReplicationController', 'DeploymentConfig']);

export default defineRule({
  id: 'kubernetes/restart-policy-not-always',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['datree:WORKLOAD_INCORRECT_RESTARTPOLICY_VALUE_ALWAYS'],
  fix: 'review',
  page,
  check: {
    where: ['restartPolicy'],
    Pod(pod, ctx) {
      const policy = pod.get('restartPolicy');
      if (!kinds.has(pod.object.kind) || policy?.string === undefined || policy.string === 'Always') return;
      ctx.report({
        at: policy.span,
        message: `The pods of a ${pod.object.kind} restart always: the API server refuses \`${policy.string}\`.`,
        fix: () => mergeFix('Set `restartPolicy: Always`', pod.spec, { restartPolicy: 'Always' }),
      });
    },
  },
});
