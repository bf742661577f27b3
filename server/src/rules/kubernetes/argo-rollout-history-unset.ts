import { defineRule } from '../../engine/rule/define.js';
import { ofArgo } from '../shared/kubernetesArgo.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './argo-rollout-history-unset.md';

export default defineRule({
  id: 'kubernetes/argo-rollout-history-unset',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['datree:ARGO_WORKFLOW_INCORRECT_REVISION_HISTORY_LIMIT_VALUE_0'],
  fix: 'review',
  page,
  check: ofArgo(['Rollout'], (spec, object, ctx) => {
    const limit = spec.get('revisionHistoryLimit');
    const isUnset = limit === undefined || limit.isNull;
    if (!isUnset && (limit.number === undefined || limit.number >= 1)) return;
    ctx.report({
      at: isUnset ? object.lackOf('spec') : limit.span,
      message: isUnset
        ? 'The rollout does not say how many revisions to keep.'
        : `With \`revisionHistoryLimit: ${limit.number ?? 0}\` no revision is kept to go back to.`,
      fix: () => mergeFix('Keep three revisions', spec, { revisionHistoryLimit: 3 }),
    });
  }),
});
