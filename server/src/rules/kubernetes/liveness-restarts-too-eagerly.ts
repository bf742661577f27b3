import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { probeNumber } from '../shared/kubernetesProbes.js';
import page from './liveness-restarts-too-eagerly.md';

export default defineRule({
  id: 'kubernetes/liveness-restarts-too-eagerly',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  options: {
    failures: { type: 'number', default: 2, description: 'Failed probes that are too few to restart a container.' },
    period: { type: 'number', default: 10, description: 'Seconds between probes from which on few failures are enough.' },
  },
  page,
  check: {
    where: ['livenessProbe'],
    Container(container, ctx) {
      const probe = container.probe('livenessProbe');
      const node = probe?.get('failureThreshold');
      if (probe === undefined || node?.number === undefined || node.number < 1) return;
      const period = probeNumber(probe, 'periodSeconds');
      if (period === undefined || period < 1 || node.number > ctx.option<number>('failures') || period > ctx.option<number>('period'))
        return;
      const times = node.number === 1 ? 'One failed probe' : `${node.number} failed probes`;
      ctx.report({
        at: node.span,
        message: `${times} in ${node.number * period} seconds restart${node.number === 1 ? 's' : ''} the container: a long garbage collection or a slow query is enough, and the restart makes the load worse.`,
        fix: () => mergeFix('Restart after three failures, 30 seconds apart', probe, { failureThreshold: 3, periodSeconds: 30 }),
      });
    },
  },
});
