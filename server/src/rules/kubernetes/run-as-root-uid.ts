import { defineRule } from '../../engine/rule/define.js';
import type { Pod } from '../../languages/kubernetes/pod.js';
import { podSecurityCheck } from '../shared/kubernetesPodSecurity.js';
import type { Violation } from '../shared/kubernetesPodSecurityParts.js';
import { runAsUser } from '../shared/kubernetesPodSecurityRestricted.js';
import { given } from '../shared/kubernetesSecurityContext.js';
import { isRefusedAsRoot } from '../shared/kubernetesUsers.js';
import page from './run-as-root-uid.md';

export default defineRule({
  id: 'kubernetes/run-as-root-uid',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['trivy-checks:KSV-0105', 'kubeaudit:nonroot', 'pod-security-admission:restricted/runasuser'],
  fix: 'review',
  page,
  check: {
    where: ['runAsUser'],
    ...podSecurityCheck(
      (pod, minor) => runAsUser(pod, minor).filter((violation) => !isToldElsewhere(pod, violation)),
      ': what breaks out of it is root on the node.',
    ),
  },
});

/** What does not start at all is for `root-user-with-run-as-non-root`. */
function isToldElsewhere(pod: Pod, { container }: Violation): boolean {
  if (container !== undefined) return isRefusedAsRoot(container);
  const followers = pod.allContainers.filter((each) => given(each.security('runAsUser')) === undefined);
  return followers.length > 0 && followers.every(isRefusedAsRoot);
}
