import type { HealthcheckInstruction } from '../model.js';
import { reference, sentences } from './markdown.js';

const units: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6, ns: 1e-9 };

/** Seconds of a Go duration such as `1m30s`; undefined for what is none. */
export function seconds(text: string): number | undefined {
  if (text === '0') return 0;
  if (!/^(?:\d+(?:\.\d*)?(?:h|ms|m|s|us|µs|ns))+$/.test(text)) return undefined;
  let sum = 0;
  for (const [, number, unit] of text.matchAll(/(\d+(?:\.\d*)?)(h|ms|m|s|us|µs|ns)/g)) sum += Number(number) * (units[unit ?? ''] ?? 0);
  return sum;
}

/** The time until a dead service is called unhealthy. Defaults: https://docs.docker.com/reference/dockerfile/#healthcheck. */
export function healthParagraphs(check: HealthcheckInstruction): readonly (string | undefined)[] {
  const link = `[Probes](https://kubernetes.io/docs/concepts/workloads/pods/probes/) · ${reference('healthcheck')}`;
  if (check.type?.value === 'NONE') return ['`NONE` turns off a check that the base image brings.', reference('healthcheck')];
  const interval = duration(check, 'interval', 30);
  const timeout = duration(check, 'timeout', 30);
  const startPeriod = duration(check, 'start-period', 0);
  const retries = count(check);
  if (interval === undefined || timeout === undefined || retries === undefined) return [link];
  const start =
    startPeriod === undefined || startPeriod === 0
      ? undefined
      : `Failures in the first ${round(startPeriod)} s after the start do not count.`;
  return [
    sentences(
      `**Unhealthy after ${round(retries * interval)} s** when the check fails at once (${retries} × ${round(interval)} s),`,
      `**after ${round(retries * (interval + timeout))} s** when each check hangs until its timeout of ${round(timeout)} s.`,
    ),
    sentences(start, 'Docker shows the state and restarts nothing by itself; Kubernetes ignores HEALTHCHECK and needs probes.'),
    link,
  ];
}

const round = (value: number): number => Math.round(value * 1000) / 1000;

/** A duration of zero counts as absent. */
function duration(check: HealthcheckInstruction, name: string, absent: number): number | undefined {
  const flag = check.flags.find((each) => each.name === name);
  if (flag === undefined) return absent;
  const value = seconds(flag.value?.value ?? '');
  return value === 0 ? absent : value;
}

function count(check: HealthcheckInstruction): number | undefined {
  const flag = check.flags.find((each) => each.name === 'retries');
  if (flag === undefined) return 3;
  const value = flag.value?.value ?? '';
  return /^\d+$/.test(value) ? Number(value) || 3 : undefined;
}
