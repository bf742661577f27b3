import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import {
  inOneNamespace,
  isInNamespace,
  labelSet,
  podLabels,
  readSelector,
  selects,
  type Match,
  type Selector,
} from '../../languages/kubernetes/selectors.js';
import { textsIn } from '../../languages/yaml/reading.js';
import type { App } from './kubernetesApp.js';
import { ofKind, workloadsOf } from './kubernetesReferences.js';

/** A ServiceMonitor or PodMonitor of the Prometheus operator, and what it could scrape. */
export interface Monitor {
  readonly object: KubernetesObject;
  readonly what: 'Service' | 'pod';
  readonly selector: Selector;
  readonly targets: readonly KubernetesObject[];
}

export function monitorsOf(objects: readonly KubernetesObject[]): Monitor[] {
  const found = objects.filter(
    (object) => object.group === 'monitoring.coreos.com' && (object.kind === 'ServiceMonitor' || object.kind === 'PodMonitor'),
  );
  if (found.length === 0) return [];
  const [services, workloads] = [ofKind(objects, 'Service'), workloadsOf(objects)];
  return found.map((object) => ({
    object,
    what: object.kind === 'ServiceMonitor' ? 'Service' : 'pod',
    selector: readSelector(object.get('spec', 'selector')),
    targets: object.kind === 'ServiceMonitor' ? services : workloads,
  }));
}

/** Whether the monitor scrapes the object; an empty selector stands for everything in its namespaces. */
export function mayMonitor({ object, what, selector }: Monitor, target: KubernetesObject): 'yes' | 'same namespace' | 'no' {
  const place = placeOf(object, target);
  if (place === 'no') return 'no';
  const labels = what === 'Service' ? [labelSet(target.get('metadata', 'labels'))] : target.pods.map(podLabels);
  if (labels.some((set) => selects(selector, set) !== 'no')) return 'yes';
  return place === 'yes' ? 'same namespace' : 'no';
}

/** Whether another file of the application has what the monitor asks for. */
export function isMonitoredAround(app: App, monitor: Monitor): boolean {
  const targets = monitor.what === 'Service' ? ofKind(app.others, 'Service') : workloadsOf(app.others);
  return targets.some((target) => mayMonitor(monitor, target) === 'yes');
}

function placeOf(monitor: KubernetesObject, target: KubernetesObject): Match {
  const namespaces = monitor.get('spec', 'namespaceSelector');
  if (namespaces?.get('any')?.boolean === true) return 'yes';
  const names = textsIn(namespaces?.get('matchNames'));
  if (names.length === 0) return inOneNamespace(monitor, target);
  const places = names.map((name) => isInNamespace(target, name));
  return places.includes('yes') ? 'yes' : places.includes('unknown') ? 'unknown' : 'no';
}
