import type { Fix, RuleContext } from '../../engine/rule/define.js';
import type { Container, ContainerPort, ProbeKind } from '../../languages/kubernetes/container.js';
import type { Patch } from '../../languages/yaml/edit.js';
import type { YamlEntry, YamlMap, YamlNode } from '../../languages/yaml/nodes.js';
import { textsIn } from '../../languages/yaml/reading.js';
import { appPathsOf, pathFor } from './appPaths.js';
import { mergeFix } from './kubernetesFixes.js';

export const probeKinds: readonly ProbeKind[] = ['startupProbe', 'readinessProbe', 'livenessProbe'];

/** What stands for a number that is not written, or is 0: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Probe. */
export const probeDefaults = {
  initialDelaySeconds: 0,
  periodSeconds: 10,
  timeoutSeconds: 1,
  successThreshold: 1,
  failureThreshold: 3,
} as const;
export type ProbeNumber = keyof typeof probeDefaults;

export const handlerKeys: readonly string[] = ['exec', 'httpGet', 'tcpSocket', 'grpc'];

export interface Probe {
  readonly container: Container;
  readonly kind: ProbeKind;
  readonly map: YamlMap;
}

export function probesOf(container: Container): Probe[] {
  return probeKinds.flatMap((kind) => {
    const map = container.probe(kind);
    return map === undefined ? [] : [{ container, kind, map }];
  });
}

/** Undefined where it is filled in elsewhere. */
export function probeNumber(probe: YamlMap, key: ProbeNumber): number | undefined {
  const node = probe.get(key);
  return node === undefined || node.isNull || node.number === 0 ? probeDefaults[key] : node.number;
}

/** Entries that say how to ask: `httpGet`, `exec` and the like. */
export function handlersOf(map: YamlMap): YamlEntry[] {
  return map.allEntries().filter(({ key, value }) => handlerKeys.includes(key.content) && !value.isNull);
}

/** The port that a probe asks, as it is written. */
export function probePort(probe: YamlMap): YamlNode | undefined {
  const port = probe.get('httpGet', 'port') ?? probe.get('tcpSocket', 'port') ?? probe.get('grpc', 'port');
  return port?.isNull === true ? undefined : port;
}

/** What a probe asks, in a form that can be compared: headers and numbers are left out, a port's name is its number. */
export function question({ map, container }: Probe): string | undefined {
  const [handler, other] = handlersOf(map);
  if (handler === undefined || other !== undefined) return undefined;
  const { value } = handler;
  if (handler.key.content === 'exec') {
    const words = textsIn(value.get('command'));
    return words.length === 0 || words.length !== value.get('command')?.items.length ? undefined : JSON.stringify(words);
  }
  const written = value.get('port')?.scalarText;
  if (written === undefined) return undefined;
  const port = container.ports.find((known) => known.name === written)?.number ?? written;
  const text = (key: string, otherwise: string): string | undefined => {
    const node = value.get(key);
    return node === undefined || node.isNull ? otherwise : node.scalarText;
  };
  const parts = [text('scheme', 'HTTP'), text('host', ''), text('path', '/'), text('service', '')];
  return parts.includes(undefined) ? undefined : [handler.key.content, port, ...parts].join(' ');
}

/** Ports for those who watch the program, not for those who use it. */
export const isAside = ({ name }: ContainerPort): boolean => /metrics|prom|debug|admin|pprof|jmx/.test(name ?? '');

/** The port that serves most likely: one named for HTTP, else the first over TCP that is not for metrics or debugging. */
export function servingPort(container: Container): ContainerPort | undefined {
  const ports = container.ports.filter(({ protocol, number, name }) => protocol === 'TCP' && (number ?? name) !== undefined);
  return ports.find(({ name }) => /^(?:http|https|web|api)\b/.test(name ?? '')) ?? ports.find((port) => !isAside(port)) ?? ports[0];
}

const paths = { readinessProbe: '/readyz', livenessProbe: '/healthz', startupProbe: '/healthz' } as const;
/** Readiness gives up first, so that a pod is out of the Service before it is restarted. */
const numbers = {
  readinessProbe: { periodSeconds: 5 },
  livenessProbe: { periodSeconds: 10, failureThreshold: 6 },
  startupProbe: { periodSeconds: 2, failureThreshold: 30 },
} as const;

/** Probes to begin with: one that any server answers, one that the application has to know. */
export function newProbes(container: Container, kind: ProbeKind, ctx: RuleContext): Fix[] {
  const port = servingPort(container);
  const target = port?.name ?? port?.number;
  if (target === undefined) return [];
  const add = (title: string, handler: Patch): Fix[] => {
    const fix = mergeFix(title, container.node, { [kind]: { ...handler, ...numbers[kind] } });
    return fix === undefined ? [] : [fix];
  };
  const known = appPathsOf(container, ctx);
  const path = known === undefined ? undefined : pathFor(kind, known);
  const served = path === undefined ? undefined : known?.health.get(path);
  return [
    ...(path === undefined
      ? []
      : add(`Add a ${kind} that asks for \`${path}\`, which \`${served ?? ''}\` serves`, { httpGet: { path, port: target } })),
    ...add(`Add a ${kind} that connects to port \`${target}\``, { tcpSocket: { port: target } }),
    ...add(`Add a ${kind} that asks for \`${paths[kind]}\` on port \`${target}\``, { httpGet: { path: paths[kind], port: target } }),
  ];
}

/** Knative asks by itself where nothing is said: https://knative.dev/docs/serving/services/configure-probing/. */
export function needsProbes(container: Container): boolean {
  return container.role === 'main' && container.isLongRunning && !container.pod.object.group.includes('knative');
}
