import { defineRule } from '../../engine/rule/define.js';
import page from './autoscaler-target-not-scalable.md';

/** Built-in kinds that have pods and no scale: https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/. */
const unscalable = new Set(['DaemonSet', 'Job', 'CronJob', 'Pod']);

export default defineRule({
  id: 'kubernetes/autoscaler-target-not-scalable',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    Kind: {
      HorizontalPodAutoscaler(object, ctx) {
        const target = object.get('spec', 'scaleTargetRef');
        const kind = target?.get('kind');
        const group = target?.get('apiVersion')?.string ?? '';
        if (kind?.string === undefined || !unscalable.has(kind.string) || !/^(?:v1|apps\/.*|batch\/.*)?$/.test(group)) return;
        ctx.report({ at: kind.span, message: `A ${kind.string} has no scale that an autoscaler could set: it fails with every attempt.` });
      },
    },
  },
});
