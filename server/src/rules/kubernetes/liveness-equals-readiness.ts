import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { probeNumber, question, type Probe } from '../shared/kubernetesProbes.js';
import page from './liveness-equals-readiness.md';

export default defineRule({
  id: 'kubernetes/liveness-equals-readiness',
  language: 'kubernetes',
  severity: 'info',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kube-score:pod-probes-identical', 'kyverno:ensure-probes-different'],
  fix: 'review',
  page,
  check: {
    where: ['livenessProbe'],
    Container(container, ctx) {
      const [liveness, readiness] = [container.probe('livenessProbe'), container.probe('readinessProbe')];
      if (liveness === undefined || readiness === undefined) return;
      const asked = question({ container, kind: 'livenessProbe', map: liveness } satisfies Probe);
      if (asked === undefined || asked !== question({ container, kind: 'readinessProbe', map: readiness })) return;
      const [late, early] = [probeNumber(liveness, 'failureThreshold'), probeNumber(readiness, 'failureThreshold')];
      // The documentation's own pattern: the same question, but liveness has to fail more often.
      if (late === undefined || early === undefined || late > early) return;
      const threshold = Math.max(6, 2 * early);
      ctx.report({
        at: container.lackOf('livenessProbe'),
        message: 'Liveness asks the same as readiness: whatever keeps the container from being ready for a while also gets it restarted.',
        // Behind an alias both probes are one.
        fix: () =>
          container.node.entry('livenessProbe')?.alias === undefined
            ? mergeFix(`Let liveness fail later: \`failureThreshold: ${threshold}\``, liveness, { failureThreshold: threshold })
            : undefined,
      });
    },
  },
});
