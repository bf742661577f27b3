import type { Fix } from '../../engine/rule/define.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { podLabels, readLabelMap, satisfies, type Requirement, type Selector } from '../../languages/kubernetes/selectors.js';
import { merge } from '../../languages/yaml/edit.js';

/** A Service's type; `ClusterIP` when nothing is written, undefined when it is not known. */
export function serviceType(service: KubernetesObject): string | undefined {
  const type = service.get('spec', 'type');
  return type === undefined || type.isNull ? 'ClusterIP' : type.string;
}

/** The selector that Kubernetes goes by; none for Services that have no selector, or name another host. */
export function selectorOf(service: KubernetesObject): Selector | undefined {
  if (serviceType(service) === 'ExternalName') return undefined;
  const selector = readLabelMap(service.get('spec', 'selector'));
  return selector.isEmpty ? undefined : selector;
}

export function isHeadless(service: KubernetesObject): boolean {
  return service.get('spec', 'clusterIP')?.scalarText === 'None';
}

const holds = (workload: KubernetesObject, requirement: Requirement): boolean =>
  workload.pods.some((pod) => satisfies(podLabels(pod), requirement) !== 'no');

/** The condition that no workload fulfils, or else that the nearest does not. */
export function strangestLabel(
  selector: Selector,
  workloads: readonly KubernetesObject[],
): { readonly label: Requirement; readonly isNowhere: boolean } | undefined {
  const nowhere = selector.requirements.find((requirement) => !workloads.some((workload) => holds(workload, requirement)));
  if (nowhere !== undefined) return { label: nowhere, isNowhere: true };
  const closest = nearestWorkload(selector, workloads);
  const failed = closest === undefined ? undefined : selector.requirements.find((requirement) => !holds(closest, requirement));
  return failed === undefined ? undefined : { label: failed, isNowhere: false };
}

/** The workload that fulfils the most conditions; the only one there is; none where that says nothing. */
export function nearestWorkload(selector: Selector, workloads: readonly KubernetesObject[]): KubernetesObject | undefined {
  if (workloads.length === 1) return workloads[0];
  let best: KubernetesObject | undefined;
  let most = 0;
  let isTied = false;
  for (const workload of workloads) {
    const score = selector.requirements.filter((requirement) => holds(workload, requirement)).length;
    if (score === most) isTied = true;
    if (score <= most) continue;
    [best, most, isTied] = [workload, score, false];
  }
  return isTied ? undefined : best;
}

/** The selector with the values that the workload's pods carry; none where they lack one of its keys. */
export function reselectFix(service: KubernetesObject, workload: KubernetesObject): Fix | undefined {
  const selector = service.get('spec', 'selector');
  const pod = workload.pod;
  if (selector?.kind !== 'map' || pod === undefined) return undefined;
  const labels = podLabels(pod).values;
  const patch: Record<string, string> = {};
  for (const { key, value } of selector.allEntries()) {
    const label = labels.get(key.content);
    if (label === undefined) return undefined;
    if (label !== value.scalarText) patch[key.content] = label;
  }
  const edits = merge(selector, patch);
  const shown = Object.entries(patch).map(([key, value]) => `${key}: ${value}`);
  return edits.length === 0
    ? undefined
    : { title: `Select \`${shown.join(', ')}\`, as ${workload.kind} \`${workload.name ?? ''}\` is labelled`, edits };
}
