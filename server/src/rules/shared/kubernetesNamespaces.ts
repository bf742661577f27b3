import type { PlacedFact, WorkspaceView } from '../../engine/facts/facts.js';
import type { Span } from '../../engine/text/span.js';
import { objectKey } from '../../languages/kubernetes/facts.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { isAsidePath } from './kubernetesApp.js';
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

const versionLabel = `${prefix}enforce-version`;

/** By name of the Namespace; those that enforce nothing, and whose labels are not known, are left out. */
export function enforcedLevels(objects: readonly KubernetesObject[], minor: number): ReadonlyMap<string, Enforced> {
  const found = new Map<string, Enforced>();
  for (const object of objects) {
    if (object.kind !== 'Namespace' || object.group !== '' || object.name === undefined || object.document.isTemplated) continue;
    const node = object.get(...enforceLabel);
    const level = node?.string;
    if (node === undefined || (level !== 'baseline' && level !== 'restricted')) continue;
    const version = object.get('metadata', 'labels', versionLabel);
    const wanted = wantedMinor(version === undefined ? undefined : (version.scalarText ?? ''), minor);
    if (wanted !== undefined) found.set(object.name, { level, minor: wanted, at: node.span, object });
  }
  return found;
}

export interface EnforcedElsewhere extends Pick<Enforced, 'level' | 'minor'> {
  /** The Namespace, or one of several that say the same. */
  readonly fact: PlacedFact<'object'>;
}

/**
 * What the Namespace of that name asks for, wherever in the workspace it is defined. Undefined where nobody defines it, where
 * several do and disagree, and where a kustomization may change what is written.
 */
export function enforcedInWorkspace(workspace: WorkspaceView, name: string, minor: number): EnforcedElsewhere | undefined {
  if (!workspace.complete) return undefined;
  const facts = workspace
    .find('object', objectKey('Namespace', undefined, name))
    .filter(({ data, path }) => data.apiVersion === 'v1' && !isAsidePath(path, workspace.root));
  const [fact] = facts;
  if (fact === undefined) return undefined;
  const { labels } = fact.data;
  const level = labels[enforceLabel[2]];
  const wanted = wantedMinor(labels[versionLabel], minor);
  if ((level !== 'baseline' && level !== 'restricted') || wanted === undefined) return undefined;
  const agree = facts.every(({ data }) => data.labels[enforceLabel[2]] === level && data.labels[versionLabel] === labels[versionLabel]);
  return agree && !facts.some(({ path }) => isChanged(workspace, path, name)) ? { level, minor: wanted, fact } : undefined;
}

/** Whether a kustomization that lists the file gives the Namespace another name, or patches what it lists. */
function isChanged(workspace: WorkspaceView, path: string, name: string): boolean {
  const owners = workspace.find('kustomize.resource', path);
  return owners.some(({ data: { by } }) =>
    workspace
      .find('kustomize', by.slice(0, by.lastIndexOf('/')))
      .some(({ data }) => data.hasPatches || data.isTransformed || (data.namespace !== null && data.namespace !== name)),
  );
}

/** The policy's version that a label asks for: `latest` where there is none, undefined for what admission does not read. */
function wantedMinor(version: string | undefined, minor: number): number | undefined {
  if (version === undefined || version === 'latest') return policyMinor(minor);
  const digits = /^v1\.(\d+)$/.exec(version)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
