import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { parseQuantity, unitOf, type Quantity, type Unit } from '../../languages/kubernetes/quantity.js';
import type { YamlNode, YamlScalar } from '../../languages/yaml/nodes.js';
import { mapsIn } from '../../languages/yaml/reading.js';

export interface PlacedQuantity {
  readonly node: YamlScalar;
  readonly quantity: Quantity;
  /** `memory`, `cpu`, `storage` … */
  readonly resource: string;
  readonly unit: Unit;
  /** Whose amount it is: what a container requests or may take, a volume's, or a bound for many. */
  readonly of: 'request' | 'limit' | 'volume' | 'bound';
}

/** Every valid quantity of an object whose meaning is known, in the order of the fields. */
export function quantitiesOf(object: KubernetesObject): readonly PlacedQuantity[] {
  const found: PlacedQuantity[] = [];
  const add = (node: YamlNode | undefined, resource: string, of: PlacedQuantity['of']): void => {
    const text = node?.scalarText;
    const quantity = text === undefined ? undefined : parseQuantity(text);
    if (node?.kind === 'scalar' && quantity !== undefined) found.push({ node, quantity, resource, unit: unitOf(resource), of });
  };
  const addMap = (node: YamlNode | undefined, of: PlacedQuantity['of']): void => {
    if (node?.kind === 'map') for (const { key, value, alias } of node.entries) if (alias === undefined) add(value, key.content, of);
  };
  const addResources = (node: YamlNode | undefined, of?: 'volume'): void => {
    addMap(node?.get('requests'), of ?? 'request');
    addMap(node?.get('limits'), of ?? 'limit');
  };

  for (const pod of object.pods) {
    addResources(pod.get('resources'));
    for (const container of pod.allContainers) addResources(container.get('resources'));
    for (const volume of pod.volumes) {
      add(volume.get('emptyDir', 'sizeLimit'), 'storage', 'volume');
      addResources(volume.get('ephemeral', 'volumeClaimTemplate', 'spec', 'resources'), 'volume');
    }
  }
  if (!object.isBuiltIn) return found;
  if (object.kind === 'StatefulSet') {
    for (const template of mapsIn(object.get('spec', 'volumeClaimTemplates'))) addResources(template.get('spec', 'resources'), 'volume');
  } else if (object.kind === 'PersistentVolumeClaim') addResources(object.get('spec', 'resources'), 'volume');
  else if (object.kind === 'PersistentVolume') addMap(object.get('spec', 'capacity'), 'volume');
  else if (object.kind === 'ResourceQuota') addMap(object.get('spec', 'hard'), 'bound');
  else if (object.kind === 'LimitRange') {
    for (const limit of mapsIn(object.get('spec', 'limits'))) {
      for (const key of ['max', 'min', 'default', 'defaultRequest']) addMap(limit.get(key), 'bound');
    }
  }
  return found;
}
