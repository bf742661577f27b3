import { defineRule } from '../../engine/rule/define.js';
import { pairFacts } from '../shared/imagePairs.js';
import { Absence } from '../../engine/text/span.js';
import { needsProbes, newProbes } from '../shared/kubernetesProbes.js';
import { hasIgnoredHealthcheck } from '../shared/pairHealth.js';
import page from './liveness-probe-missing.md';

export default defineRule({
  id: 'kubernetes/liveness-probe-missing',
  language: 'kubernetes',
  severity: 'info',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'kube-linter:no-liveness-probe',
    'polaris:livenessProbeMissing',
    'checkov:CKV_K8S_8',
    'kubescape:C-0056',
    'kubescape:configured-liveness-probe',
    'datree:CONTAINERS_MISSING_LIVENESSPROBE_KEY',
    'kyverno:require-probes',
  ],
  fix: 'review',
  needs: pairFacts,
  page,
  check: {
    Container(container, ctx) {
      if (!needsProbes(container) || container.get('livenessProbe') !== undefined) return;
      // What HEALTHCHECK asks is the better probe, and its rule tells of both.
      if (hasIgnoredHealthcheck(container, ctx)) return;
      ctx.report({
        at: new Absence(container.anchor),
        message: `Container \`${container.name ?? ''}\` has no livenessProbe: when it hangs without ending, nobody restarts it.`,
        fix: () => newProbes(container, 'livenessProbe', ctx),
      });
    },
  },
});
