import { defineRule } from '../../engine/rule/define.js';
import { Who } from '../shared/kubernetesSecurityContext.js';
import page from './system-account-id.md';

export default defineRule({
  id: 'kubernetes/system-account-id',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['datree:CONTAINERS_INCORRECT_RUNASUSER_VALUE_LOWUID', 'datree:CONTAINERS_INCORRECT_RUNASGROUP_VALUE_LOWGID'],
  fix: 'none',
  options: { minimum: { type: 'number', default: 1000, description: 'The lowest number that is not told.' } },
  page,
  check: {
    where: ['runAsUser', 'runAsGroup'],
    Pod(pod, ctx) {
      const minimum = ctx.option<number>('minimum');
      for (const holder of [pod, ...pod.allContainers]) {
        for (const key of ['runAsUser', 'runAsGroup']) {
          const node = holder.get('securityContext', key);
          if (node?.number === undefined || node.number >= minimum) continue;
          ctx.report({
            at: node.span,
            message: `${Who(holder)} runs as ${key === 'runAsUser' ? 'user' : 'group'} ${node.number}, a number of the system's own accounts.`,
          });
        }
      }
    },
  },
});
