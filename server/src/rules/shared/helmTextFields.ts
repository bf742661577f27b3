import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import type { YamlNode } from '../../languages/yaml/nodes.js';

export interface TextField {
  readonly node: YamlNode;
  /** `an environment variable`. */
  readonly where: string;
}

/** Values of an object that are text in the Kubernetes API: https://kubernetes.io/docs/reference/kubernetes-api/. */
export function textFields(object: KubernetesObject): TextField[] {
  const found: TextField[] = [];
  const add = (map: YamlNode | undefined, where: string): void => {
    if (map?.kind === 'map') for (const { value } of map.entries) found.push({ node: value, where });
  };
  const metadata = (owner: YamlNode | undefined): void => {
    add(owner?.get('metadata', 'labels'), 'a label');
    add(owner?.get('metadata', 'annotations'), 'an annotation');
  };
  metadata(object.root);
  if (object.kind === 'ConfigMap') add(object.get('data'), 'a ConfigMap');
  if (object.kind === 'Secret') add(object.get('stringData'), 'a Secret');
  for (const pod of object.pods) {
    add(pod.get('nodeSelector'), 'a node selector');
    for (const container of pod.allContainers)
      for (const variable of container.env)
        if (variable.value !== undefined) found.push({ node: variable.value, where: 'an environment variable' });
  }
  const template = object.get('spec', 'template');
  metadata(template);
  add(object.get('spec', 'selector', 'matchLabels'), 'a selector');
  return found;
}
