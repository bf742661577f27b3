import { defineRule } from '../../engine/rule/define.js';
import { everything, warnsOf } from '../shared/kubernetesRbac.js';
import page from './role-grants-everything.md';

export default defineRule({
  id: 'kubernetes/role-grants-everything',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  // Everything includes each single right, and the rules about those leave it to this one.
  aliases: [
    'trivy-checks:KSV-0044',
    'kube-linter:wildcard-in-rules',
    'polaris:clusterrolePodExecAttach',
    'polaris:rolePodExecAttach',
    'checkov:CKV_K8S_49',
    'checkov:CKV_K8S_155',
    'checkov:CKV_K8S_156',
    'checkov:CKV_K8S_157',
    'checkov:CKV_K8S_158',
    'datree:CIS_INVALID_WILDCARD_ROLE',
    'kubescape:C-0035',
    'kubescape:C-0187',
    'kubescape:rule-list-all-cluster-admins-v1',
    'kubescape:exec-into-container-v1',
    'kubescape:rule-can-access-proxy-subresource',
    'kubescape:rule-can-create-pod',
    'kubescape:rule-can-create-pv',
    'kubescape:rule-can-create-service-account-token',
    'kubescape:rule-can-delete-k8s-events-v1',
    'kubescape:rule-can-impersonate-users-groups-v1',
    'kubescape:rule-can-list-get-secrets-v1',
    'kubescape:rule-can-portforward-v1',
    'kubescape:rule-can-update-configmap-v1',
    'kubescape:rule-excessive-delete-rights-v1',
  ],
  fix: 'none',
  page,
  check: warnsOf({
    ...everything,
    evenEverything: true,
    noFix: true,
    lets: 'is all there is: whoever gets this role owns everything in its reach.',
  }),
});
