import { defineRule } from '../../engine/rule/define.js';
import { reportTwice } from '../shared/kubernetesNames.js';
import page from './mount-path-duplicate.md';

export default defineRule({
  id: 'kubernetes/mount-path-duplicate',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    Container(container, ctx) {
      reportTwice(
        ctx,
        [...container.mounts],
        'mountPath',
        (path) => `Another volume is mounted at \`${path}\` too: the API server rejects the pod.`,
      );
    },
  },
});
