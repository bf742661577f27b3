import { Absence, type Span } from '../../engine/text/span.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import type { YamlMap } from '../../languages/yaml/nodes.js';
import { deepestEntry, mapsIn } from '../../languages/yaml/reading.js';

/** A claim for a volume: an object of its own, a StatefulSet's template, or an ephemeral volume of a pod. */
export interface Claim {
  /** The map that holds `spec`. */
  readonly holder: YamlMap;
  readonly name: string | undefined;
  readonly what: string;
  /** Where a finding about something that lacks at `path` below the holder points. */
  lackOf(...path: readonly string[]): Span;
}

/** The claims that an object makes. Patches and templates of other programs, which may leave things out, make none. */
export function claimsOf(object: KubernetesObject): readonly Claim[] {
  if (!object.isBuiltIn || object.document.isTemplated) return [];
  const found: Claim[] = [];
  const add = (holder: YamlMap, name: string | undefined, what: string, anchor: Span): void => {
    if (holder.get('spec')?.kind === 'map')
      found.push({ holder, name, what, lackOf: (...path) => new Absence(deepestEntry(holder, path)?.key.span ?? anchor) });
  };
  if (object.kind === 'PersistentVolumeClaim') add(object.root, object.name, 'Claim', object.anchor);
  if (object.kind === 'StatefulSet') {
    for (const template of mapsIn(object.get('spec', 'volumeClaimTemplates'))) {
      add(template, template.get('metadata', 'name')?.scalarText, 'Claim', template.span);
    }
  }
  for (const pod of object.pods) {
    for (const volume of pod.volumes) {
      const template = volume.get('ephemeral', 'volumeClaimTemplate');
      if (template?.kind === 'map') add(template, volume.get('name')?.scalarText, 'Ephemeral volume', volume.span);
    }
  }
  return found;
}

export const calledClaim = ({ what, name }: Claim): string => (name === undefined ? `This ${what.toLowerCase()}` : `${what} \`${name}\``);

/** Access modes that are known words. */
export const accessModes = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];
