import type { KubernetesFile } from '../../languages/kubernetes/file.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { inOneNamespace, podLabels, readSelector, selects, type Selector } from '../../languages/kubernetes/selectors.js';
import type { YamlMap, YamlNode } from '../../languages/yaml/nodes.js';
import { mapsIn, textsIn } from '../../languages/yaml/reading.js';
import type { App } from './kubernetesApp.js';
import { objectsOf, podIndexOf } from './kubernetesReferences.js';

export type Direction = 'Ingress' | 'Egress';

/** One `ingress` or `egress` rule of a NetworkPolicy. */
export interface PolicyRule {
  readonly node: YamlMap;
  readonly direction: Direction;
  /** `from` or `to`; undefined when it is not written. */
  readonly peers: YamlNode | undefined;
  readonly ports: YamlNode | undefined;
}

export const rulesKey = { Ingress: 'ingress', Egress: 'egress' } as const;
export const peersKey = { Ingress: 'from', Egress: 'to' } as const;

export function isNetworkPolicy(object: KubernetesObject): boolean {
  return object.kind === 'NetworkPolicy' && object.isBuiltIn;
}

export function policyRules(policy: KubernetesObject): readonly PolicyRule[] {
  return policy.once(readPolicyRules);
}

function readPolicyRules(policy: KubernetesObject): readonly PolicyRule[] {
  return (['Ingress', 'Egress'] as const).flatMap((direction) =>
    mapsIn(policy.get('spec', rulesKey[direction])).map((node) => ({
      node,
      direction,
      peers: node.get(peersKey[direction]),
      ports: node.get('ports'),
    })),
  );
}

/** Directions that the policy closes; without `policyTypes` always Ingress, and Egress when there are rules for it: https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource. */
export function directionsOf(policy: KubernetesObject): ReadonlySet<Direction> {
  return policy.once(readDirections);
}

function readDirections(policy: KubernetesObject): ReadonlySet<Direction> {
  const types = policy.get('spec', 'policyTypes');
  if (types !== undefined && types.items.length > 0) {
    const written = textsIn(types);
    return new Set((['Ingress', 'Egress'] as const).filter((direction) => written.includes(direction)));
  }
  const hasEgress = (policy.get('spec', 'egress')?.items.length ?? 0) > 0;
  return new Set<Direction>(hasEgress ? ['Ingress', 'Egress'] : ['Ingress']);
}

/** The policies of each workload of the file; Cilium's too. */
export function policiesByWorkload(file: KubernetesFile): ReadonlyMap<KubernetesObject, readonly KubernetesObject[]> {
  return file.once(readPoliciesByWorkload);
}

function readPoliciesByWorkload(file: KubernetesFile): ReadonlyMap<KubernetesObject, readonly KubernetesObject[]> {
  const index = podIndexOf(file);
  const found = new Map<KubernetesObject, KubernetesObject[]>(index.all.map((workload) => [workload, []]));
  for (const policy of objectsOf(file)) {
    if (!isNetworkPolicy(policy) && !isCiliumPolicy(policy)) continue;
    const isEverywhere = policy.kind === 'CiliumClusterwideNetworkPolicy';
    for (const selector of policy.once(selectorsOf)) {
      for (const workload of index.selected(selector, 'yes')) {
        if (isEverywhere || inOneNamespace(policy, workload) === 'yes') found.get(workload)?.push(policy);
      }
    }
  }
  return found;
}

/** Whether a policy of another file of the application is for the workload. */
export function isGuardedAround(app: App, workload: KubernetesObject): boolean {
  return app.others.some(
    (policy) =>
      (isNetworkPolicy(policy) || isCiliumPolicy(policy)) &&
      (policy.kind === 'CiliumClusterwideNetworkPolicy' || inOneNamespace(policy, workload) === 'yes') &&
      policy.once(selectorsOf).some((selector) => workload.pods.some((pod) => selects(selector, podLabels(pod)) === 'yes')),
  );
}

function selectorsOf(policy: KubernetesObject): readonly Selector[] {
  return selectorNodes(policy).map(readSelector);
}

/** The pods that a NetworkPolicy is for. */
export function podSelectorOf(policy: KubernetesObject): Selector {
  return policy.once(readPodSelector);
}

function readPodSelector(policy: KubernetesObject): Selector {
  return readSelector(policy.get('spec', 'podSelector'));
}

function selectorNodes(policy: KubernetesObject): (YamlNode | undefined)[] {
  if (policy.kind === 'NetworkPolicy') return [policy.get('spec', 'podSelector')];
  const specs = [policy.get('spec'), ...mapsIn(policy.get('specs'))].filter((spec) => spec !== undefined);
  return specs.flatMap((spec) => (spec.get('endpointSelector') === undefined ? [] : [spec.get('endpointSelector')]));
}

export function isCiliumPolicy(object: KubernetesObject): boolean {
  return object.group === 'cilium.io' && (object.kind === 'CiliumNetworkPolicy' || object.kind === 'CiliumClusterwideNetworkPolicy');
}

/** Every port and every address: a rule without peers, with an empty list of them, or with a peer for every address or namespace. */
export function allowsEveryone({ peers }: PolicyRule): boolean {
  if (peers === undefined || peers.isNull || (peers.kind === 'sequence' && peers.items.length === 0)) return true;
  return mapsIn(peers).some((peer) => {
    const cidr = peer.get('ipBlock', 'cidr')?.string;
    return (cidr === '0.0.0.0/0' || cidr === '::/0') && (peer.get('ipBlock', 'except')?.items.length ?? 0) === 0;
  });
}

export function isAnyPort({ ports }: PolicyRule): boolean {
  return ports === undefined || ports.isNull || ports.items.length === 0;
}
