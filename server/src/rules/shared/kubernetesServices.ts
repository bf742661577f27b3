import type { Fix } from '../../engine/rule/define.js';
import type { Edit } from '../../engine/text/span.js';
import { nearest } from '../../languages/dockerfile/vocabulary.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import {
  labelSetsOf,
  podLabels,
  readLabelMap,
  satisfies,
  type PodIndex,
  type Requirement,
  type Selector,
} from '../../languages/kubernetes/selectors.js';
import { merge } from '../../languages/yaml/edit.js';

/** A Service's type; `ClusterIP` when nothing is written, undefined when it is not known. */
export function serviceType(service: KubernetesObject): string | undefined {
  const type = service.get('spec', 'type');
  return type === undefined || type.isNull ? 'ClusterIP' : type.string;
}

/** The selector that Kubernetes goes by; none for Services that have no selector, or name another host. */
export function selectorOf(service: KubernetesObject): Selector | undefined {
  return service.once(readServiceSelector);
}

function readServiceSelector(service: KubernetesObject): Selector | undefined {
  if (serviceType(service) === 'ExternalName') return undefined;
  const selector = readLabelMap(service.get('spec', 'selector'));
  return selector.isEmpty ? undefined : selector;
}

export function isHeadless(service: KubernetesObject): boolean {
  return service.get('spec', 'clusterIP')?.scalarText === 'None';
}

/** Objects with pods that a selector was meant for: those of its namespace, and the indexes that they are of. */
export interface Candidates {
  readonly indexes: readonly PodIndex[];
  readonly near: readonly KubernetesObject[];
}

const holds = (workload: KubernetesObject, requirement: Requirement): boolean =>
  labelSetsOf(workload).some((labels) => satisfies(labels, requirement) !== 'no');

/** The candidates that fulfil a condition, or may. */
function holders({ indexes, near }: Candidates, requirement: Requirement): readonly KubernetesObject[] {
  const found: KubernetesObject[] = [];
  for (const index of indexes) {
    const holding = index.holding(requirement);
    if (holding === undefined) return near.filter((workload) => holds(workload, requirement));
    for (const workload of holding) if (near.includes(workload)) found.push(workload);
  }
  return found;
}

/** The condition that no candidate fulfils, or else that the nearest does not. */
export function strangestLabel(
  selector: Selector,
  candidates: Candidates,
): { readonly label: Requirement; readonly isNowhere: boolean } | undefined {
  const nowhere = selector.requirements.find((requirement) => holders(candidates, requirement).length === 0);
  if (nowhere !== undefined) return { label: nowhere, isNowhere: true };
  const closest = nearestWorkload(selector, candidates);
  const failed = closest === undefined ? undefined : selector.requirements.find((requirement) => !holds(closest, requirement));
  return failed === undefined ? undefined : { label: failed, isNowhere: false };
}

/** The candidate that fulfils the most conditions; the only one there is; none where that says nothing. */
export function nearestWorkload(selector: Selector, candidates: Candidates): KubernetesObject | undefined {
  const { indexes, near } = candidates;
  const [index, ...more] = indexes;
  const find = (): KubernetesObject | undefined => findNearest(selector, candidates);
  return index === undefined || more.length > 0 ? find() : index.told(selector, near, find);
}

function findNearest({ requirements }: Selector, candidates: Candidates): KubernetesObject | undefined {
  const { near } = candidates;
  if (near.length === 1) return near[0];
  const scores = new Map<KubernetesObject, number>();
  for (const requirement of requirements)
    for (const workload of holders(candidates, requirement)) scores.set(workload, (scores.get(workload) ?? 0) + 1);
  let best: KubernetesObject | undefined;
  let most = 0;
  for (const [workload, score] of scores) {
    if (score === most) best = undefined;
    if (score > most) [best, most] = [workload, score];
  }
  if (most > 0) return best;
  // Where no label holds, one that is nearly the same tells.
  const alike = near.filter((workload) => hasNearLabel(requirements, workload));
  return alike.length === 1 ? alike[0] : undefined;
}

function hasNearLabel(requirements: readonly Requirement[], workload: KubernetesObject): boolean {
  const labels = workload.pod?.labels;
  return requirements.some(({ key, values }) => {
    const [value, label] = [values[0], labels?.get(key)];
    return value !== undefined && label !== undefined && nearest(value, [label]) !== undefined;
  });
}

/** Conditions that none of the workload's pods fulfils. */
export function failing({ requirements }: Selector, workload: KubernetesObject): Requirement[] {
  return requirements.filter((requirement) => !holds(workload, requirement));
}

/** Whether a selector was written for this workload: some labels agree, one is nearly the same, or the two bear one name. */
export function isMeant(
  { requirements }: Selector,
  failed: readonly Requirement[],
  by: KubernetesObject,
  workload: KubernetesObject,
): boolean {
  if (failed.length < requirements.length) return true;
  return hasNearLabel(failed, workload) || (by.name !== undefined && by.name === workload.name);
}

/** From a workload's root to the labels of its pods. */
export function labelsPath(workload: KubernetesObject): string[] {
  return [...(workload.pod?.path.slice(0, -1) ?? []), 'metadata', 'labels'];
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

/**
 * Title and edit of a change that gives a workload's pods the labels that conditions ask for; none where the workload selects its
 * pods by one of them, for a selector cannot be changed.
 */
export function relabelFix(
  failed: readonly Requirement[],
): [title: string, edit: (workload: KubernetesObject) => readonly Edit[] | undefined] {
  const labels = Object.fromEntries(failed.flatMap(({ key, values }) => (values[0] === undefined ? [] : [[key, values[0]]])));
  const shown = Object.entries(labels).map(([key, value]) => `${key}: ${value}`);
  return [
    `Label the pods \`${shown.join(', ')}\``,
    (workload) => {
      const { pod } = workload;
      const selector = workload.get('spec', 'selector');
      const isTaken = Object.keys(labels).some((key) => (selector?.get('matchLabels', key) ?? selector?.get(key)) !== undefined);
      if (pod === undefined || isTaken || Object.keys(labels).length !== failed.length) return undefined;
      return merge(pod.holder, { metadata: { labels } });
    },
  ];
}

/** A label that the pods of the first share, and none of the others has. */
export function narrowingLabel(
  wanted: readonly KubernetesObject[],
  others: readonly KubernetesObject[],
): readonly [key: string, value: string] | undefined {
  const labelsOf = (workloads: readonly KubernetesObject[]) => workloads.flatMap(({ pods }) => pods.map((pod) => podLabels(pod)));
  const [first, ...more] = labelsOf(wanted);
  const theirs = labelsOf(others);
  // Versions change with the next release.
  return [...(first?.values ?? [])].find(
    ([key, value]) =>
      !/version|chart|hash|revision|release/i.test(key) &&
      more.every(({ values }) => values.get(key) === value) &&
      !theirs.some(({ values, unknown }) => values.get(key) === value || unknown.has(key)),
  );
}
