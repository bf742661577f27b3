import type { Fix } from '../../engine/rule/define.js';
import type { Edit } from '../../engine/text/span.js';
import type { Container } from '../../languages/kubernetes/container.js';
import type { Pod } from '../../languages/kubernetes/pod.js';
import type { Patch } from '../../languages/yaml/edit.js';
import { mergeThrough, removeAt, removeItemAt } from '../../languages/yaml/inherited.js';
import type { YamlMap, YamlNode } from '../../languages/yaml/nodes.js';

/** Words and fixes for what pods and containers say of their security. */

const roles = { main: 'container', init: 'init container', ephemeral: 'ephemeral container' } as const;

/** "container `api`", "init container `migrate`", "the pod". */
export function who(holder: Container | Pod): string {
  if (!('role' in holder)) return 'the pod';
  return holder.name === undefined
    ? `a${holder.role === 'main' ? '' : 'n'} ${roles[holder.role]}`
    : `${roles[holder.role]} \`${holder.name}\``;
}

/** The same at the start of a sentence. */
export const Who = (holder: Container | Pod): string => capital(who(holder));

export const capital = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1);

/** The map that holds `securityContext`. */
export const mapOf = (holder: Container | Pod): YamlMap => ('role' in holder ? holder.node : holder.spec);

/** What is written; nothing behind the colon counts as nothing written. */
export const given = (node: YamlNode | undefined): YamlNode | undefined => (node === undefined || node.isNull ? undefined : node);

/** A setting that both levels have: the container's own, else the pod's. */
export function inForce(container: Container, ...path: readonly string[]): YamlNode | undefined {
  return given(container.security(...path)) ?? given(container.pod.get('securityContext', ...path));
}

/** Numbers and names of users and groups are judged as written. */
export const isRoot = (node: YamlNode | undefined): boolean => node?.number === 0;

export function setFix(title: string, holder: Container | Pod, securityContext: Patch): Fix | undefined {
  return fixOf(title, mergeThrough(mapOf(holder), { securityContext }));
}

export function dropFix(title: string, holder: Container | Pod, path: readonly string[]): Fix | undefined {
  return fixOf(title, removeAt(mapOf(holder), path));
}

export function dropItemFix(title: string, holder: Container | Pod, path: readonly string[], index: number): Fix | undefined {
  return fixOf(title, removeItemAt(mapOf(holder), path, index));
}

export function fixOf(title: string, edits: readonly Edit[] | undefined): Fix | undefined {
  return edits === undefined || edits.length === 0 ? undefined : { title, edits };
}

/** A capability that is added or dropped, as written. */
export interface Capability {
  readonly node: YamlNode;
  readonly name: string;
  readonly index: number;
}

export function capabilities(container: Container, list: 'add' | 'drop'): readonly Capability[] {
  const items = container.security('capabilities', list)?.items ?? [];
  return items.flatMap((node, index) => {
    const name = node.scalarText;
    return name === undefined ? [] : [{ node, name, index }];
  });
}

/** Whether the list may hold more than can be read. */
export const isListUnknown = (container: Container, list: 'add' | 'drop'): boolean => {
  const node = container.security('capabilities', list);
  return node?.isUnknown === true || (node?.items ?? []).some((item) => item.isUnknown);
};

/** `CAP_SYS_ADMIN` and `sys_admin` are the same to container runtimes. */
export const plainName = (name: string): string => name.toUpperCase().replace(/^CAP_/, '');

/** Host path of each volume that has one. */
export interface HostPath {
  readonly volume: YamlMap;
  readonly name: string | undefined;
  readonly key: YamlNode;
  /** Undefined where it is not known. */
  readonly path: string | undefined;
  readonly pathNode: YamlNode | undefined;
}

export function hostPaths(pod: Pod): readonly HostPath[] {
  return pod.volumes.flatMap((volume) => {
    const entry = volume.entry('hostPath');
    if (entry === undefined || entry.value.isNull) return [];
    const pathNode = entry.value.get('path');
    return [{ volume, name: volume.get('name')?.scalarText, key: entry.key, path: pathNode?.string, pathNode }];
  });
}
