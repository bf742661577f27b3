import type { YamlMap, YamlNode } from '../../yaml/nodes.js';
import { textsIn } from '../../yaml/reading.js';
import { code, sentences } from '../../dockerfile/hover/markdown.js';
import type { Container, ProbeKind } from '../container.js';
import type { Place } from './place.js';
import { docs, numberOr, timeText, type Paragraphs } from './texts.js';

// Times and what follows: https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
// and pkg/kubelet/prober/worker.go of Kubernetes, read 2026-11.

const links = sentences(
  docs('Probes', 'concepts/workloads/pods/pod-lifecycle/#container-probes'),
  '·',
  docs('Configure probes', 'tasks/configure-pod-container/configure-liveness-readiness-startup-probes/'),
);

/** A probe, or one of its numbers. */
export function probeTopic({ container, containerPath, part, key }: Place): Paragraphs | undefined {
  const [kind, field] = containerPath ?? [];
  if (container === undefined || !isProbe(kind)) return undefined;
  const probe = container.probe(kind);
  if (probe === undefined) return undefined;
  if (containerPath?.length === 1) return part === 'key' ? probeParagraphs(container, kind, probe) : undefined;
  const times = timesOf(probe);
  if (field === 'httpGet' || field === 'tcpSocket' || field === 'exec' || field === 'grpc') {
    return containerPath?.length === 2 && part === 'key' ? [handlerText(container, probe)] : undefined;
  }
  if (times === undefined || containerPath?.length !== 2 || !timeFields.includes(key)) return undefined;
  return key === 'initialDelaySeconds' ? [firstText(container, kind, times)] : [failureText(container, kind, times)];
}

const timeFields: readonly string[] = ['initialDelaySeconds', 'periodSeconds', 'timeoutSeconds', 'failureThreshold', 'successThreshold'];

function isProbe(key: unknown): key is ProbeKind {
  return key === 'livenessProbe' || key === 'readinessProbe' || key === 'startupProbe';
}

interface Times {
  readonly delay: number;
  readonly period: number;
  readonly timeout: number;
  readonly failures: number;
  readonly successes: number;
}

/** Undefined when one of them is not known. */
function timesOf(probe: YamlMap): Times | undefined {
  const delay = numberOr(probe.get('initialDelaySeconds'), 0);
  // The API takes 0 for these as "not given".
  const period = numberOr(probe.get('periodSeconds'), 10) || undefined;
  const timeout = numberOr(probe.get('timeoutSeconds'), 1) || undefined;
  const failures = numberOr(probe.get('failureThreshold'), 3) || undefined;
  const successes = numberOr(probe.get('successThreshold'), 1) || undefined;
  if (delay === undefined || period === undefined || timeout === undefined || failures === undefined || successes === undefined)
    return undefined;
  return { delay, period, timeout, failures, successes };
}

function probeParagraphs(container: Container, kind: ProbeKind, probe: YamlMap): Paragraphs {
  const times = timesOf(probe);
  const defaults = times === undefined ? undefined : defaultsText(probe, times);
  return [
    handlerText(container, probe),
    times === undefined ? 'Not all of its times are known here.' : firstText(container, kind, times),
    times === undefined ? undefined : failureText(container, kind, times),
    consequenceText(container, kind, probe, times),
    defaults,
    links,
  ];
}

function firstText(container: Container, kind: ProbeKind, { delay, period }: Times): string {
  const first = delay === 0 ? 'as soon as the container runs' : `${timeText(delay)} after the container starts`;
  const gate =
    kind !== 'startupProbe' && container.probe('startupProbe') !== undefined ? ', but not before the startup probe has succeeded' : '';
  return `**First check** ${first}${gate}, then every ${timeText(period)}.`;
}

function failureText(container: Container, kind: ProbeKind, { delay, period, timeout, failures }: Times): string {
  // A check that hangs holds up the next one.
  const slow = (failures - 1) * Math.max(period, timeout) + timeout;
  const inARow = failures === 1 ? 'one failure' : `${failures} failures in a row`;
  if (kind === 'startupProbe') {
    return sentences(
      `**Gives up ${timeText(delay + (failures - 1) * period)} after the start** (${inARow}), ${timeText(delay + slow)} when each check hangs until its timeout of ${timeText(timeout)}.`,
      'The program has to answer by then.',
    );
  }
  const least = (failures - 1) * period;
  const span = least === 0 ? `within ${timeText(period)}` : `${timeText(least)} to ${timeText(failures * period)}`;
  const hanging = `up to ${timeText(period + slow)} when checks hang until their timeout of ${timeText(timeout)}`;
  const born =
    kind === 'livenessProbe' && container.probe('startupProbe') === undefined
      ? `A program that takes longer than ${timeText(delay + least)} to start never gets up.`
      : undefined;
  return sentences(`**Fails ${span} after the program stops answering** (${inARow}), ${hanging}.`, born);
}

function consequenceText(container: Container, kind: ProbeKind, probe: YamlMap, times: Times | undefined): string {
  switch (kind) {
    case 'readinessProbe': {
      const back =
        times === undefined || times.successes === 1
          ? 'after the next check that passes'
          : `after ${times.successes} checks in a row that pass`;
      return `Then the pod gets no more requests from Services, and nothing is restarted. It is back ${back}. A rollout waits for it, too.`;
    }
    case 'livenessProbe':
      return sentences(
        restartText(container, probe),
        'It cannot cure what lies outside of the process: a check that asks the database restarts every replica when the database is down.',
      );
    case 'startupProbe':
      return sentences(
        restartText(container, probe),
        'Until it has succeeded once, liveness and readiness are not checked; afterwards it never runs again.',
      );
  }
}

function restartText(container: Container, probe: YamlMap): string {
  const policy = container.pod.get('restartPolicy');
  const grace = numberOr(probe.get('terminationGracePeriodSeconds') ?? container.pod.get('terminationGracePeriodSeconds'), 30);
  const stop = grace === undefined ? '' : `: SIGTERM, and SIGKILL ${timeText(grace)} later`;
  if (policy?.string === 'Never') return `Then the container is stopped${stop}, and not started again (\`restartPolicy: Never\`).`;
  return `Then the container is restarted${stop}. Restarts that follow each other wait longer and longer, up to 5 min (CrashLoopBackOff).`;
}

/** Numbers that are not written and hold all the same. */
function defaultsText(probe: YamlMap, times: Times): string | undefined {
  const all: readonly (readonly [string, number])[] = [
    ['initialDelaySeconds', times.delay],
    ['periodSeconds', times.period],
    ['timeoutSeconds', times.timeout],
    ['failureThreshold', times.failures],
    ['successThreshold', times.successes],
  ];
  const absent = all.filter(([name]) => !probe.has(name)).map(([name, value]) => `${name} ${value}`);
  return absent.length === 0 ? undefined : `Not written, so by default: ${absent.join(', ')}.`;
}

function handlerText(container: Container, probe: YamlMap): string {
  const http = probe.get('httpGet');
  if (http !== undefined) return httpText(container, http);
  const tcp = probe.get('tcpSocket');
  if (tcp !== undefined) {
    return `**Check**: opens a TCP connection to ${portText(container, tcp.get('port'))} and closes it. That somebody listens is all it shows.`;
  }
  const exec = probe.get('exec');
  if (exec !== undefined) {
    const words = textsIn(exec.get('command'));
    const command = words.length === 0 ? 'a command' : code(words.join(' '));
    return `**Check**: runs ${command} inside of the container, without a shell; exit code 0 passes. Each check starts a process, which counts against the container's limits.`;
  }
  const grpc = probe.get('grpc');
  if (grpc !== undefined) {
    const service = grpc.get('service')?.scalarText;
    const asked = service === undefined || service === '' ? 'the whole server' : `the service ${code(service)}`;
    return `**Check**: asks the gRPC health service on ${portText(container, grpc.get('port'))} about ${asked}; only \`SERVING\` passes. TLS and named ports do not work.`;
  }
  return '**No check is given**: one of `httpGet`, `tcpSocket`, `exec` and `grpc` is needed, or the API server refuses the object.';
}

function httpText(container: Container, http: YamlNode): string {
  const scheme = http.get('scheme')?.string?.toLowerCase() === 'https' ? 'https' : 'http';
  const host = http.get('host')?.scalarText;
  const path = http.get('path')?.scalarText ?? '/';
  const tls = scheme === 'https' ? 'The certificate is not verified.' : undefined;
  const elsewhere = host === undefined ? undefined : `The kubelet asks ${code(host)} from the node, not the pod.`;
  return sentences(
    `**Check**: \`GET\` ${code(path.startsWith('/') ? path : `/${path}`)} over ${scheme} on ${portText(container, http.get('port'))}; status 200 to 399 passes.`,
    tls,
    elsewhere,
  );
}

function portText(container: Container, port: YamlNode | undefined): string {
  if (port?.number !== undefined) return `port ${port.number}`;
  const name = port?.string;
  if (name === undefined) return 'a port that is not known here';
  const number = container.ports.find((each) => each.name === name)?.number;
  if (number !== undefined) return `port ${number} (${code(name)})`;
  return `the port ${code(name)}, a name that no port of this container has`;
}
