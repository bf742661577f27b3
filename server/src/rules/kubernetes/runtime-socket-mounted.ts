import { defineRule } from '../../engine/rule/define.js';
import { hostPathCheck, runtimeOf } from '../shared/kubernetesHostPaths.js';
import page from './runtime-socket-mounted.md';

export default defineRule({
  id: 'kubernetes/runtime-socket-mounted',
  language: 'kubernetes',
  severity: 'error',
  presets: [],
  since: '0.2.0',
  aliases: [
    'kube-linter:docker-sock',
    'kube-linter:container-runtime-sock',
    'kubesec:DockerSock',
    'trivy-checks:KSV-0006',
    'checkov:CKV_K8S_27',
    'kubescape:containers-mounting-docker-socket',
    'datree:CONTAINERS_INCORRECT_PATH_VALUE_DOCKERSOCKET',
    'kubeaudit:mounts',
  ],
  fix: 'none',
  templates: true,
  page,
  check: hostPathCheck((path) => {
    const runtime = runtimeOf(path);
    return runtime === undefined
      ? undefined
      : `Through the socket of ${runtime} the container can start others as root on the node, read-only or not.`;
  }),
});
