import { defineRule } from '../../engine/rule/define.js';
import {
  isAllowedSeccomp,
  isAllowedSeccompAnnotation,
  seccompContainerAnnotation,
  seccompPodAnnotation,
} from '../../languages/kubernetes/podSecurity.js';
import { given, inForce, setFix, Who } from '../shared/kubernetesSecurityContext.js';
import page from './seccomp-not-in-force.md';

export default defineRule({
  id: 'kubernetes/seccomp-not-in-force',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: [
    'trivy-checks:KSV-0030',
    'trivy-checks:KSV-0104',
    'checkov:CKV_K8S_31',
    'kube-score:container-seccomp-profile',
    'kubesec:SeccompAny',
    'kubescape:set-seccomp-profile',
    'kubescape:set-seccomp-profile-RuntimeDefault',
    'datree:CIS_INVALID_VALUE_SECCOMP_PROFILE',
    'datree:CONTAINERS_INCORRECT_SECCOMP_PROFILE',
    'kubeaudit:seccomp',
  ],
  fix: 'review',
  page,
  check: {
    Container(container, ctx) {
      const { pod } = container;
      const profile = inForce(container, 'seccompProfile');
      const type = given(profile?.get('type'));
      if ([profile, type, container.get('securityContext'), pod.get('securityContext')].some((node) => node?.isUnknown === true)) return;
      if (type !== undefined && isAllowedSeccomp(type.scalarText ?? '')) return;
      const annotation =
        pod.annotations.get(`${seccompContainerAnnotation}${container.name ?? ''}`) ?? pod.annotations.get(seccompPodAnnotation);
      if (type === undefined && annotation !== undefined && isAllowedSeccompAnnotation(annotation)) return;
      ctx.report({
        at: type?.span ?? container.lackOf('securityContext', 'seccompProfile'),
        message: `${Who(container)} runs ${type === undefined ? 'without a seccomp profile' : `with the seccomp profile \`${type.scalarText ?? ''}\``}.`,
        fix: () => setFix('Set `seccompProfile.type: RuntimeDefault`', container, { seccompProfile: { type: 'RuntimeDefault' } }),
      });
    },
  },
});
