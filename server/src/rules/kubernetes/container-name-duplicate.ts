import { defineRule } from '../../engine/rule/define.js';
import { reportTwice } from '../shared/kubernetesNames.js';
import page from './container-name-duplicate.md';

export default defineRule({
  id: 'kubernetes/container-name-duplicate',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    Pod(pod, ctx) {
      reportTwice(
        ctx,
        pod.allContainers.map((container) => container.node),
        'name',
        (name) => `Another container of the pod is named \`${name}\`: the API server rejects it.`,
      );
    },
  },
});
