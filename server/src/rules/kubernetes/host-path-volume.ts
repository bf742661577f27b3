import { defineRule } from '../../engine/rule/define.js';
import { consequenceOf, holdingsOf, isReadOnly, runtimeOf } from '../shared/kubernetesHostPaths.js';
import { hostPaths } from '../shared/kubernetesSecurityContext.js';
import page from './host-path-volume.md';

export default defineRule({
  id: 'kubernetes/host-path-volume',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'polaris:hostPathSet',
    'trivy-checks:KSV-0023',
    'kubescape:alert-any-hostpath',
    'datree:CONTAINERS_INCORRECT_KEY_HOSTPATH',
    'pod-security-admission:baseline/hostpathvolumes',
    'pod-security-admission:restricted/hostpathvolumes',
    'pod-security-admission:restricted/restrictedvolumes',
  ],
  fix: 'none',
  page,
  check: {
    where: ['hostPath'],
    Pod(pod, ctx) {
      for (const host of hostPaths(pod)) {
        const { key, name, path } = host;
        const runtime = path === undefined ? undefined : runtimeOf(path);
        const holdings = path === undefined ? undefined : holdingsOf(path);
        const what = `Volume \`${name ?? ''}\` is ${path === undefined ? 'a path of the node' : `\`${path}\` of the node`}`;
        if (runtime !== undefined)
          ctx.report({
            at: key.span,
            severity: 'error',
            message: `${what}: through the socket of ${runtime} the container starts others as root.`,
          });
        else if (holdings !== undefined) {
          const { severity, text } = consequenceOf(isReadOnly(pod, host));
          ctx.report({ at: key.span, severity, message: `${what}, with ${holdings}: ${text}.` });
        } else ctx.report({ at: key.span, message: `${what}: what is there depends on the node, and the container gets at its files.` });
      }
    },
  },
});
