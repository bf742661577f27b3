import { defineRule } from '../../engine/rule/define.js';
import { anyGroup, readVerbs, warnsOf, writeVerbs } from '../shared/kubernetesRbac.js';
import page from './cluster-role-wildcard-resource.md';

export default defineRule({
  id: 'kubernetes/cluster-role-wildcard-resource',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['trivy-checks:KSV-0046', 'kyverno:restrict-wildcard-resources'],
  fix: 'none',
  page,
  check: warnsOf({
    on: { [anyGroup]: ['*'] },
    verbs: [...readVerbs, ...writeVerbs, 'impersonate'],
    kinds: ['ClusterRole'],
    evenEverything: true,
    noFix: true,
    lets: 'holds for every type there is and every one that comes, Secrets included.',
  }),
});
