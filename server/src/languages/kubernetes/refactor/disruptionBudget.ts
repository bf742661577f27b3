import { DearFix } from '../../../engine/rule/dearFix.js';
import type { Fix } from '../../../engine/rule/define.js';
import type { KubernetesFile } from '../file.js';
import type { KubernetesObject } from '../object.js';
import { inOneNamespace, podLabels, readSelector, selects } from '../selectors.js';
import { appendDocument, dataOf, isReplicated, metadataLike } from './companion.js';

/**
 * "Create PodDisruptionBudget": one pod at a time, which holds for any number of replicas and never blocks the drain of a node
 * for good: https://kubernetes.io/docs/tasks/run-application/configure-pdb/.
 */
export function addDisruptionBudget(object: KubernetesObject, file: KubernetesFile): Fix | undefined {
  const selector = object.get('spec', 'selector');
  if (!isReplicated(object) || selector === undefined || hasBudget(object, file)) return undefined;
  // A single pod has to go when its node does.
  const replicas = object.get('spec', 'replicas')?.number;
  if (replicas !== undefined && replicas < 2) return undefined;
  const metadata = metadataLike(object);
  const copied = dataOf(selector);
  if (metadata === undefined || copied === undefined || Object.keys(copied).length === 0) return undefined;
  const budget = { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata, spec: { maxUnavailable: 1, selector: copied } };
  return new DearFix('Create PodDisruptionBudget', () => [appendDocument(file, object, budget)], { safety: 'review' });
}

function hasBudget(object: KubernetesObject, file: KubernetesFile): boolean {
  return file.objects.some((other) => {
    if (other.kind !== 'PodDisruptionBudget' || inOneNamespace(object, other) === 'no') return false;
    const selector = readSelector(other.get('spec', 'selector'));
    return other.name === object.name || object.pods.some((pod) => selects(selector, podLabels(pod)) !== 'no');
  });
}
