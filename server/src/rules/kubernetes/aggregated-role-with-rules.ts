import { defineRule } from '../../engine/rule/define.js';
import { fixWith } from '../shared/kubernetesRbac.js';
import { replaceValue } from '../../languages/yaml/edit.js';
import page from './aggregated-role-with-rules.md';

export default defineRule({
  id: 'kubernetes/aggregated-role-with-rules',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Kind: {
      ClusterRole(role, ctx) {
        if (role.get('aggregationRule')?.kind !== 'map') return;
        const entry = role.root.entry('rules');
        if (entry === undefined || entry.value.items.length === 0) return;
        ctx.report({
          at: entry.key.span,
          message: '`rules` is overwritten with those of the roles that `aggregationRule` selects. What stands here is lost.',
          fix: () => fixWith('Empty `rules`', replaceValue(entry, [], role.root)),
        });
      },
    },
  },
});
