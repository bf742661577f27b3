import { defineRule } from '../../engine/rule/define.js';
import { isKustomizePatch } from '../../languages/kubernetes/kustomize.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { podLabels, readLabelMap, readSelector, satisfies, type Requirement, type Selector } from '../../languages/kubernetes/selectors.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { anyPod } from '../../languages/kubernetes/words.js';
import page from './selector-mismatch.md';

/** Kinds whose selector has to select their own template, and whether it is a LabelSelector. */
const kinds: Readonly<Record<string, 'selector' | 'labels'>> = {
  'apps/Deployment': 'selector',
  'apps/StatefulSet': 'selector',
  'apps/DaemonSet': 'selector',
  'apps/ReplicaSet': 'selector',
  'extensions/Deployment': 'selector',
  'extensions/DaemonSet': 'selector',
  'extensions/ReplicaSet': 'selector',
  'argoproj.io/Rollout': 'selector',
  '/ReplicationController': 'labels',
  'apps.openshift.io/DeploymentConfig': 'labels',
};

export default defineRule({
  id: 'kubernetes/selector-mismatch',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'kube-linter:mismatching-selector',
    'kube-score:deployment-pod-selector-labels-match-template-metadata-labels',
    'kube-score:statefulset-pod-selector-labels-match-template-metadata-labels',
    'kubescape:mismatching-selector',
    'kubescape:C-0296',
  ],
  fix: 'review',
  page,
  check: {
    where: [anyPod],
    Object(object, ctx) {
      const { pod } = object;
      const selector = selectorOf(object);
      if (selector === undefined || pod === undefined) return;
      const labels = podLabels(pod);
      for (const requirement of selector.requirements) {
        if (satisfies(labels, requirement) !== 'no') continue;
        const { key, operator, values } = requirement;
        const value = labels.values.get(key);
        // A patch holds only what changes.
        if (value === undefined && isKustomizePatch(ctx.near)) return;
        ctx.report({
          at: (requirement.node.get('key') ?? requirement.node).span,
          message: `${expectation(requirement)} by the selector, and the pods ${value === undefined ? 'do not have it' : `have \`${key}: ${value}\``}: the API server rejects the ${object.kind}.`,
          fix: () =>
            operator === 'In' && values.length === 1
              ? mergeFix(`Label the pods \`${key}: ${values[0]}\``, pod.holder, { metadata: { labels: { [key]: values[0] as string } } })
              : undefined,
        });
      }
    },
  },
});

function selectorOf(object: KubernetesObject): Selector | undefined {
  const id = `${object.group}/${object.kind}`;
  if (!Object.hasOwn(kinds, id)) return undefined;
  const node = object.get('spec', 'selector');
  return kinds[id] === 'labels' ? readLabelMap(node) : readSelector(node);
}

function expectation({ key, operator, values }: Requirement): string {
  switch (operator) {
    case 'In':
      return values.length === 1
        ? `The label \`${key}: ${values[0]}\` is wanted`
        : `The label \`${key}\` is wanted with one of these values`;
    case 'NotIn':
      return `The label \`${key}\` is not wanted with this value`;
    case 'Exists':
      return `The label \`${key}\` is wanted`;
    default:
      return `The label \`${key}\` is not wanted`;
  }
}
