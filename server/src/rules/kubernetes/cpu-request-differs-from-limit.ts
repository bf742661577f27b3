import { defineRule } from '../../engine/rule/define.js';
import { called } from '../shared/kubernetesImages.js';
import { differs, pairOf, reportDifference } from '../shared/kubernetesResources.js';
import page from './cpu-request-differs-from-limit.md';

export default defineRule({
  id: 'kubernetes/cpu-request-differs-from-limit',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kube-score:container-cpu-requests-equal-limits'],
  fix: 'review',
  page,
  check: {
    Container(container, ctx) {
      const pair = pairOf(container, 'cpu');
      if (pair === undefined || !differs(pair)) return;
      reportDifference(
        container,
        pair,
        ctx,
        (request, limit) =>
          `${called(container)} requests \`${request}\` of CPU and ${limit === undefined ? 'has no limit' : `may use \`${limit}\``}: the pod gets no cores of its own, and is fast on one node and slow on another.`,
      );
    },
  },
});
