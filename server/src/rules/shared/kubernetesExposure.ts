import type { KubernetesFile } from '../../languages/kubernetes/file.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { inOneNamespace, servesPort, servicePorts } from '../../languages/kubernetes/selectors.js';
import { mapsIn, textsIn } from '../../languages/yaml/reading.js';
import { backendsOf } from './kubernetesIngress.js';
import { kindIn, objectsOf, podIndexOf, routeBackendsOf } from './kubernetesReferences.js';
import { selectorOf } from './kubernetesServices.js';

export interface Exposure {
  readonly workload: KubernetesObject;
  /** The Service, Ingress or route that lets traffic in. */
  readonly by: KubernetesObject;
}

/** Workloads of the file that can be reached from outside of the cluster by other objects of the file. */
export function exposuresOf(file: KubernetesFile): readonly Exposure[] {
  return file.once(readExposures);
}

function readExposures(file: KubernetesFile): readonly Exposure[] {
  const objects = objectsOf(file);
  const services = kindIn(file, 'Service');
  if (services.length === 0) return [];
  const index = podIndexOf(file);
  const found: Exposure[] = [];
  const doors = new Map<string, KubernetesObject[]>();
  for (const object of objects) for (const name of namesBehind(object)) doors.set(name, [...(doors.get(name) ?? []), object]);
  for (const service of services) {
    const selector = selectorOf(service);
    if (selector === undefined) continue;
    const type = service.get('spec', 'type')?.string;
    const isOpen = type === 'NodePort' || type === 'LoadBalancer';
    const by = isOpen ? [service] : (doors.get(service.name ?? '') ?? []).filter((door) => inOneNamespace(door, service) !== 'no');
    if (by.length === 0) continue;
    for (const workload of index.selected(selector, 'yes')) {
      if (inOneNamespace(workload, service) !== 'yes' || !isServed(workload, service)) continue;
      for (const door of by) found.push({ workload, by: door });
    }
  }
  return found;
}

/** A port that is asked for by a name which no container has leads nowhere. */
function isServed(workload: KubernetesObject, service: KubernetesObject): boolean {
  const named = servicePorts(service).filter((port) => typeof port.target === 'string');
  return (
    named.length === 0 ||
    servicePorts(service).length > named.length ||
    workload.pods.some((pod) => named.some((port) => servesPort(pod, port.target as string, port.protocol) !== 'no'))
  );
}

/** Names of the Services that an Ingress, a route of the Gateway API or an Istio gateway sends traffic to. */
function namesBehind(object: KubernetesObject): string[] {
  if (object.kind === 'Ingress' && object.isBuiltIn) return backendsOf(object).flatMap((backend) => backend.name ?? []);
  if (object.group === 'gateway.networking.k8s.io') return routeBackendsOf(object).map((backend) => backend.name);
  if (object.group !== 'networking.istio.io' || object.kind !== 'VirtualService') return [];
  // `mesh` alone is traffic between pods.
  if (!textsIn(object.get('spec', 'gateways')).some((gateway) => gateway !== 'mesh')) return [];
  return ['http', 'tls', 'tcp'].flatMap((key) =>
    mapsIn(object.get('spec', key)).flatMap((rule) =>
      mapsIn(rule.get('route')).flatMap((route) => route.get('destination', 'host')?.scalarText?.split('.')[0] ?? []),
    ),
  );
}
