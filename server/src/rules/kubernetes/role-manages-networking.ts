import { defineRule } from '../../engine/rule/define.js';
import { warnsOf, writeVerbs } from '../shared/kubernetesRbac.js';
import page from './role-manages-networking.md';

export default defineRule({
  id: 'kubernetes/role-manages-networking',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['trivy-checks:KSV-0056'],
  fix: 'review',
  page,
  check: warnsOf({
    on: {
      '': ['services', 'endpoints'],
      'discovery.k8s.io': ['endpointslices'],
      'networking.k8s.io': ['networkpolicies', 'ingresses'],
      extensions: ['networkpolicies', 'ingresses'],
    },
    verbs: [...writeVerbs, 'impersonate'],
    lets: 'decides where requests go and who may talk to whom.',
  }),
});
