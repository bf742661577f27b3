import { defineRule } from '../../engine/rule/define.js';
import { reportsPolicies } from '../shared/kubernetesPodSecurityPolicy.js';
import page from './psp-drops-nothing.md';

export default defineRule({
  id: 'kubernetes/psp-drops-nothing',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['checkov:CKV_K8S_36', 'kubescape:C-0220', 'kubescape:psp-required-drop-capabilities'],
  fix: 'review',
  page,
  check: reportsPolicies(
    (policy) => {
      const list = policy.get('spec', 'requiredDropCapabilities');
      if (list !== undefined && !list.isNull && (list.kind !== 'sequence' || list.items.length > 0)) return undefined;
      return {
        at: policy.lackOf('spec', 'requiredDropCapabilities'),
        message: 'The policy drops no capability: containers keep the fourteen of the runtime.',
      };
    },
    { title: 'Drop all capabilities', patch: { spec: { requiredDropCapabilities: ['ALL'] } } },
  ),
});
