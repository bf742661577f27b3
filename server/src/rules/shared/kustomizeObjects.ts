import type { HeldObject } from '../../languages/kustomize/holding.js';
import type { PatchTarget } from '../../languages/kustomize/patches.js';
import { nearest } from '../../languages/dockerfile/vocabulary.js';

// What a kustomization's entries find among the objects that it holds.

const versionOf = (apiVersion: string): string => apiVersion.slice(apiVersion.indexOf('/') + 1);
const groupOf = (apiVersion: string): string => (apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '');

/** Whether an object is what a target asks for, selectors left aside; undefined where the target is no expression that can be read. */
export function isTargeted(object: HeldObject, target: PatchTarget): boolean | undefined {
  try {
    const fits = (pattern: string | undefined, words: readonly string[]): boolean => {
      if (pattern === undefined || pattern === '') return true;
      const expression = new RegExp(`^(?:${pattern})$`);
      return words.some((word) => expression.test(word));
    };
    return (
      fits(target.kind, [object.kind]) &&
      fits(target.name, object.names) &&
      fits(target.group, [groupOf(object.apiVersion)]) &&
      fits(target.version, [versionOf(object.apiVersion)]) &&
      fits(
        target.namespace,
        object.namespaces.flatMap((namespace) => namespace ?? ['', 'default']),
      )
    );
  } catch {
    return undefined;
  }
}

/** The name among those of `kind` that is nearly the same; the only one there is, where there is one. */
export function nearestName(objects: readonly HeldObject[], kind: string | undefined, name: string): string | undefined {
  const names = objects.filter((object) => kind === undefined || object.kind === kind).map(({ names: [first = ''] }) => first);
  return nearest(name, names) ?? (new Set(names).size === 1 ? names[0] : undefined);
}

/** `Deployment web, Service web`, a few of them. */
export function titles(objects: readonly HeldObject[]): string {
  const all = [...new Set(objects.map(({ kind, names }) => `\`${kind} ${names[0] ?? ''}\``))];
  const shown = all.slice(0, 4).join(', ');
  return all.length > 4 ? `${shown} and ${all.length - 4} more` : shown;
}
