import { defineRule } from '../../engine/rule/define.js';
import { reportTwice } from '../shared/kubernetesNames.js';
import page from './volume-name-duplicate.md';

export default defineRule({
  id: 'kubernetes/volume-name-duplicate',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    Pod(pod, ctx) {
      reportTwice(ctx, pod.volumes, 'name', (name) => `Another volume of the pod is named \`${name}\`: the API server rejects it.`);
    },
  },
});
