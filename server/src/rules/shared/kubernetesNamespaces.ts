import type { Span } from '../../engine/text/span.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { policyMinor, type PodSecurityLevel } from '../../languages/kubernetes/podSecurity.js';

/** What a Namespace asks of its pods: https://kubernetes.io/docs/concepts/security/pod-security-admission/. */
export interface Enforced {
  readonly level: PodSecurityLevel;
  /** Of the policy's version; infinite for `latest`. */
  readonly minor: number;
  /** The label's value, or the object where that is in another file. */
  readonly at: Span;
  readonly object: KubernetesObject;
}

const prefix = 'pod-security.kubernetes.io/';

/** Path of the label that says which level is enforced. */
export const enforceLabel = ['metadata', 'labels', `${prefix}enforce`] as const;

/** By name of the Namespace; those that enforce nothing, and whose labels are not known, are left out. */
export function enforcedLevels(objects: readonly KubernetesObject[], minor: number): ReadonlyMap<string, Enforced> {
  const found = new Map<string, Enforced>();
  for (const object of objects) {
    if (object.kind !== 'Namespace' || object.group !== '' || object.name === undefined || object.document.isTemplated) continue;
    const node = object.get(...enforceLabel);
    const level = node?.string;
    if (node === undefined || (level !== 'baseline' && level !== 'restricted')) continue;
    const version = object.get('metadata', 'labels', `${prefix}enforce-version`);
    const wanted = version === undefined || version.string === 'latest' ? policyMinor(minor) : minorOf(version.scalarText);
    if (wanted !== undefined) found.set(object.name, { level, minor: wanted, at: node.span, object });
  }
  return found;
}

function minorOf(version: string | undefined): number | undefined {
  const digits = /^v1\.(\d+)$/.exec(version ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}
