import { DearFix } from '../../../engine/rule/dearFix.js';
import type { Fix } from '../../../engine/rule/define.js';
import { code } from '../../dockerfile/hover/markdown.js';
import { merge, type Patch } from '../../yaml/edit.js';
import type { Container, ContainerPort } from '../container.js';

/**
 * "Add probes": those that lack of readiness and liveness, at the container's own port. They ask different paths, as one
 * answers for what the program needs and the other for the program alone; and readiness gives up first, so that a pod gets no
 * more requests when it is restarted:
 * https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-probes.
 */
export function addProbes(container: Container): Fix | undefined {
  if (!container.isLongRunning) return undefined;
  const ports = container.ports.filter(({ protocol, number }) => protocol === 'TCP' && number !== undefined);
  const port = ports.find(({ name }) => !/metrics|prom|debug|admin|pprof|jmx/.test(name ?? '')) ?? ports[0];
  if (port === undefined) return undefined;
  const patch: Patch = {
    ...(container.get('readinessProbe') === undefined
      ? { readinessProbe: { ...handler(port, '/readyz'), periodSeconds: 5, timeoutSeconds: 3 } }
      : {}),
    ...(container.get('livenessProbe') === undefined
      ? { livenessProbe: { ...handler(port, '/healthz'), periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 6 } }
      : {}),
  };
  if (Object.keys(patch).length === 0) return undefined;
  return new DearFix(`Add probes to ${nameIn(container)}`, () => merge(container.node, patch), { safety: 'review', cures });
}

const cures = ['kubernetes/readiness-probe-missing', 'kubernetes/liveness-probe-missing'];

export const nameIn = ({ name }: Container): string => (name === undefined ? 'the container' : code(name));

/** Ports of programs that speak no HTTP, by IANA: https://www.iana.org/assignments/service-names-port-numbers (2026-11). */
const notHttp: ReadonlySet<number> = new Set([
  22, 25, 53, 389, 465, 587, 636, 1433, 1521, 1883, 2049, 3306, 4222, 5432, 5672, 6379, 9042, 9092, 11211, 27017,
]);

function handler({ number = 0, name = '' }: ContainerPort, path: string): Patch {
  const port = name === '' ? number : name;
  // A gRPC probe takes no named ports.
  if (/grpc/.test(name)) return { grpc: { port: number } };
  if (/^https$|^https-|-https$|^tls$/.test(name)) return { httpGet: { path, port, scheme: 'HTTPS' } };
  if (/http|^web$|^api$|^rest$/.test(name)) return { httpGet: { path, port } };
  return notHttp.has(number) || name !== '' ? { tcpSocket: { port } } : { httpGet: { path, port } };
}
