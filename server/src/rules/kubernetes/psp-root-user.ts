import { defineRule } from '../../engine/rule/define.js';
import { reportsPolicies } from '../shared/kubernetesPodSecurityPolicy.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import page from './psp-root-user.md';

export default defineRule({
  id: 'kubernetes/psp-root-user',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['checkov:CKV_K8S_6', 'kubescape:C-0218', 'kubescape:psp-deny-root-container'],
  fix: 'review',
  page,
  check: reportsPolicies(
    (policy) => {
      const rule = policy.get('spec', 'runAsUser', 'rule');
      const ranges = mapsIn(policy.get('spec', 'runAsUser', 'ranges'));
      if (rule?.string === 'MustRunAsNonRoot' || rule?.isUnknown === true) return undefined;
      if (rule?.string === 'MustRunAs' && ranges.length > 0 && ranges.every((range) => range.get('min')?.number !== 0)) return undefined;
      return { at: rule?.span ?? policy.lackOf('spec', 'runAsUser', 'rule'), message: 'The policy lets containers run as root.' };
    },
    { title: 'Set `rule: MustRunAsNonRoot`', patch: { spec: { runAsUser: { rule: 'MustRunAsNonRoot' } } } },
  ),
});
