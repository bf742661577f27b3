import { defineRule } from '../../engine/rule/define.js';
import { pairFacts } from '../shared/imagePairs.js';
import { Absence } from '../../engine/text/span.js';
import { isAside, needsProbes, newProbes } from '../shared/kubernetesProbes.js';
import { hasIgnoredHealthcheck } from '../shared/pairHealth.js';
import page from './readiness-probe-missing.md';

export default defineRule({
  id: 'kubernetes/readiness-probe-missing',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'kube-linter:no-readiness-probe',
    'polaris:readinessProbeMissing',
    'checkov:CKV_K8S_9',
    'kubescape:C-0018',
    'kubescape:configured-readiness-probe',
    'datree:CONTAINERS_MISSING_READINESSPROBE_KEY',
    'kyverno:require-probes',
  ],
  fix: 'review',
  needs: pairFacts,
  page,
  check: {
    Container(container, ctx) {
      if (!needsProbes(container) || container.get('readinessProbe') !== undefined) return;
      // What HEALTHCHECK asks is the better probe, and its rule tells of both.
      if (hasIgnoredHealthcheck(container, ctx)) return;
      const serves = container.ports.some((port) => !isAside(port));
      ctx.report({
        at: new Absence(container.anchor),
        severity: serves ? 'warning' : 'info',
        message: `Container \`${container.name ?? ''}\` has no readinessProbe: it counts as ready as soon as its process runs${serves ? ', so requests reach it before it can answer' : ', so a rollout goes on before it works'}.`,
        fix: () => newProbes(container, 'readinessProbe', ctx),
      });
    },
  },
});
