import { defineRule } from '../../engine/rule/define.js';
import { appFacts } from '../shared/kubernetesApp.js';
import { requestsForAutoscaler } from '../shared/kubernetesAutoscaling.js';
import { anyPod } from '../../languages/kubernetes/words.js';
import page from './autoscaler-without-cpu-request.md';

export default defineRule({
  id: 'kubernetes/autoscaler-without-cpu-request',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  needs: appFacts,
  page,
  check: { where: [anyPod, 'HorizontalPodAutoscaler', 'ScaledObject'], File: requestsForAutoscaler('cpu', '100m') },
});
