import type { ProbeKind } from '../../languages/kubernetes/container.js';
import type { YamlMap } from '../../languages/yaml/nodes.js';
import { probeDefaults } from '../../rules/shared/kubernetesProbes.js';
import type { ContainerCase } from './case.js';
import { numberAt } from './json.js';
import { lastEnd } from './state.js';

// Probes that fail: pkg/kubelet/prober of Kubernetes, whose words are `Readiness probe failed: ` and the answer.

export interface FailedProbe {
  readonly kind: ProbeKind;
  readonly name: 'readiness' | 'liveness' | 'startup';
  /** What the check said. */
  readonly answer: string;
  readonly said: string;
  /** Failures in a row after which it counts. */
  readonly threshold: number;
  readonly count: number;
  readonly period: number;
  readonly delay: number;
  readonly timeout: number;
  /** The container was killed for it. */
  readonly hasKilled: boolean;
  /** As the manifest has it. */
  readonly map: YamlMap | undefined;
}

const kinds = { readiness: 'readinessProbe', liveness: 'livenessProbe', startup: 'startupProbe' } as const;

function failed(c: ContainerCase, name: FailedProbe['name'], hasKilled = false): FailedProbe | undefined {
  const kind = kinds[name];
  const own = c.state.events.filter(({ reason, message }) => reason === 'Unhealthy' && message.toLowerCase().startsWith(`${name} probe`));
  const [event] = own;
  if (event === undefined) return undefined;
  const number = (key: keyof typeof probeDefaults): number => numberAt(c.state.spec, kind, key) ?? probeDefaults[key];
  return {
    kind,
    name,
    answer: event.message.replace(/^\w+ probe (?:failed|errored|warning)[^:]*:\s*/i, ''),
    said: event.message,
    threshold: number('failureThreshold'),
    count: own.reduce((sum, { count }) => sum + count, 0),
    period: number('periodSeconds'),
    delay: number('initialDelaySeconds'),
    timeout: number('timeoutSeconds'),
    hasKilled,
    map: c.model?.probe(kind),
  };
}

/** A probe for which the container was killed. */
export function killing(c: ContainerCase): FailedProbe | undefined {
  if (c.state.isReady) return undefined;
  const end = lastEnd(c.state);
  const kill = c.state.events.find(({ reason, message }) => reason === 'Killing' && /failed (?:liveness|startup) probe/.test(message));
  if (kill === undefined || end?.reason === 'OOMKilled') return undefined;
  // A program that fails by itself ends with a code of its own.
  if (end !== undefined && ![0, 137, 143].includes(end.exitCode) && kill.count < c.state.restarts) return undefined;
  return failed(c, /failed startup/.test(kill.message) ? 'startup' : 'liveness', true);
}

/** A probe that keeps a running container from being ready. */
export function holdingBack(c: ContainerCase): FailedProbe | undefined {
  if (!c.state.isRunning || c.state.isReady) return undefined;
  return failed(c, 'startup') ?? failed(c, 'readiness');
}

export const isRefused = ({ answer }: FailedProbe): boolean =>
  /connection refused|connect: connection|cannot connect|ECONNREFUSED/i.test(answer);

/** A certain cause does not go away by waiting. */
export const isSettled = ({ count, threshold }: FailedProbe): boolean => count >= threshold;
