import { defineRule } from '../../engine/rule/define.js';
import { reportsPolicies } from '../shared/kubernetesPodSecurityPolicy.js';
import { textsIn } from '../../languages/yaml/reading.js';
import page from './psp-keeps-net-raw.md';

export default defineRule({
  id: 'kubernetes/psp-keeps-net-raw',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['checkov:CKV_K8S_7'],
  fix: 'review',
  page,
  check: reportsPolicies(
    (policy) => {
      if (textsIn(policy.get('spec', 'requiredDropCapabilities')).some((name) => name === 'ALL' || name === 'NET_RAW')) return undefined;
      return {
        at: policy.lackOf('spec', 'requiredDropCapabilities'),
        message: 'The policy leaves `NET_RAW` to containers, with which they forge packets of their neighbours.',
      };
    },
    { title: 'Drop all capabilities', patch: { spec: { requiredDropCapabilities: ['ALL'] } } },
  ),
});
