import { defineRule } from '../../engine/rule/define.js';
import { called } from '../shared/kubernetesImages.js';
import { differs, pairOf, reportDifference } from '../shared/kubernetesResources.js';
import page from './qos-not-guaranteed.md';

export default defineRule({
  id: 'kubernetes/qos-not-guaranteed',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: [
    'kube-score:container-resource-requests-equal-limits',
    'kyverno:require-qos-guaranteed',
  ],
  fix: 'review',
  page,
  check: {
    Container(container, ctx) {
      for (const resource of ['cpu', 'memory']) {
        const pair = pairOf(container, resource);
        if (pair === undefined || !differs(pair)) continue;
        reportDifference(
          container,
          pair,
          ctx,
          (request) => `${called(container)} requests \`${request}\` of ${resource === 'cpu' ? 'CPU' : resource} and has another limit: the pod is Burstable and not Guaranteed.`,
        );
        return;
      }
    },
  },
});
