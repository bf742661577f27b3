import { defineRule } from '../../engine/rule/define.js';
import { called } from '../shared/kubernetesImages.js';
import { differs, pairOf, reportDifference } from '../shared/kubernetesResources.js';
import page from './memory-request-differs-from-limit.md';

export default defineRule({
  id: 'kubernetes/memory-request-differs-from-limit',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: [
    'kube-score:container-memory-requests-equal-limits',
    'datree:EKS_INVALID_MEMORY_REQUEST_LIMIT',
    'kyverno:memory-requests-equal-limits',
  ],
  fix: 'review',
  page,
  check: {
    Container(container, ctx) {
      const pair = pairOf(container, 'memory');
      if (pair === undefined || !differs(pair)) return;
      reportDifference(
        container,
        pair,
        ctx,
        (request, limit) =>
          `${called(container)} requests \`${request}\` of memory and ${limit === undefined ? 'has no limit' : `may use \`${limit}\``}: nodes promise more memory than they have, and evict or kill when all want it.`,
      );
    },
  },
});
