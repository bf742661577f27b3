import { defineRule } from '../../engine/rule/define.js';
import { reportsPolicies } from '../shared/kubernetesPodSecurityPolicy.js';
import page from './psp-added-capabilities.md';

export default defineRule({
  id: 'kubernetes/psp-added-capabilities',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['checkov:CKV_K8S_24', 'kubescape:C-0219', 'kubescape:psp-deny-allowed-capabilities'],
  fix: 'none',
  page,
  check: reportsPolicies((policy) => {
    const list = policy.get('spec', 'allowedCapabilities');
    const first = list?.items[0];
    if (first === undefined) return undefined;
    return { at: first.span, message: `The policy lets containers add \`${first.scalarText ?? ''}\` to the capabilities that they have.` };
  }),
});
