import { defineRule } from '../../engine/rule/define.js';
import { called } from '../shared/kubernetesImages.js';
import { differs, pairOf, reportDifference } from '../shared/kubernetesResources.js';
import page from './ephemeral-storage-request-differs-from-limit.md';

export default defineRule({
  id: 'kubernetes/ephemeral-storage-request-differs-from-limit',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kube-score:container-ephemeral-storage-request-equals-limit'],
  fix: 'review',
  page,
  check: {
    where: ['ephemeral-storage'],
    Container(container, ctx) {
      const pair = pairOf(container, 'ephemeral-storage');
      if (pair?.limit === undefined || !differs(pair)) return;
      reportDifference(
        container,
        pair,
        ctx,
        (request, limit) =>
          `${called(container)} requests \`${request}\` of ephemeral storage and may use \`${limit ?? ''}\`: the node may not have the rest.`,
      );
    },
  },
});
