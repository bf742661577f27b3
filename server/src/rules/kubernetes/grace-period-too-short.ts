import { defineRule } from '../../engine/rule/define.js';
import type { Container } from '../../languages/kubernetes/container.js';
import { textsIn } from '../../languages/yaml/reading.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './grace-period-too-short.md';

export default defineRule({
  id: 'kubernetes/grace-period-too-short',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Pod(pod, ctx) {
      const written = pod.get('terminationGracePeriodSeconds');
      // https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
      const grace = written === undefined || written.isNull ? 30 : written.number;
      if (grace === undefined) return;
      for (const container of pod.allContainers) {
        const [sleep, timeout] = [sleepSeconds(container), shutdownSeconds(container)];
        const needed = sleep + timeout;
        if (needed === 0 || (sleep < grace && needed <= grace)) continue;
        const enough = Math.ceil((needed + 10) / 10) * 10;
        const spends = [
          ...(sleep > 0 ? [`sleeps ${sleep} seconds before it stops`] : []),
          ...(timeout > 0 ? [`takes up to ${timeout} to finish its requests`] : []),
        ];
        ctx.report({
          at: written?.span ?? container.lackOf(...(sleep > 0 ? ['lifecycle', 'preStop'] : ['args'])),
          message: `Container \`${container.name ?? ''}\` ${spends.join(' and ')}, but is killed after ${grace}${written === undefined ? ', the default of terminationGracePeriodSeconds' : ''}.`,
          fix: () => mergeFix(`Set \`terminationGracePeriodSeconds: ${enough}\``, pod.spec, { terminationGracePeriodSeconds: enough }),
        });
        return;
      }
    },
  },
});

/** How long the hook sleeps before the process is told to stop; the grace period runs meanwhile. */
function sleepSeconds(container: Container): number {
  const action = container.get('lifecycle', 'preStop', 'sleep', 'seconds')?.number;
  if (action !== undefined) return action;
  const command = textsIn(container.get('lifecycle', 'preStop', 'exec', 'command')).join(' ');
  let seconds = 0;
  for (const [, number, unit] of command.matchAll(/\bsleep (\d+)([smh]?)\b/g))
    seconds += Number(number) * (unit === 'h' ? 3600 : unit === 'm' ? 60 : 1);
  return seconds;
}

/** Gunicorn and Hypercorn, Uvicorn, and the spelling that most others share. */
const shutdownOption =
  /(?:^| )--(?:graceful-timeout|timeout-graceful-shutdown|graceful-shutdown-timeout|shutdown-timeout)[= ](\d+)s?(?= |$)/;

function shutdownSeconds(container: Container): number {
  return Number(shutdownOption.exec(container.words.join(' '))?.[1] ?? 0);
}
