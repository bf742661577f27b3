import { defineRule } from '../../engine/rule/define.js';
import { anyGroup, readVerbs, warnsOf, writeVerbs } from '../shared/kubernetesRbac.js';
import page from './role-wildcard-resource.md';

export default defineRule({
  id: 'kubernetes/role-wildcard-resource',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['trivy-checks:KSV-0112'],
  fix: 'none',
  page,
  check: warnsOf({
    on: { [anyGroup]: ['*'] },
    verbs: [...readVerbs, ...writeVerbs, 'impersonate'],
    kinds: ['Role'],
    evenEverything: true,
    noFix: true,
    lets: 'holds for every type in the namespace and every one that comes, Secrets included.',
  }),
});
