import type { Fix, Surroundings } from '../../../engine/rule/define.js';
import type { Span } from '../../../engine/text/span.js';
import type { KubernetesFile } from '../file.js';
import type { KubernetesObject } from '../object.js';
import { addAutoscaler } from './autoscaler.js';
import { addDisruptionBudget } from './disruptionBudget.js';
import { isAtContainer, isAtObject } from './place.js';
import { addProbes } from './probes.js';
import { addResources } from './resources.js';

/** Larger changes at `span`: of a container at its name, image and ports, of an object at its kind and name. */
export function kubernetesRefactorings(file: KubernetesFile, span: Span, _near: Surroundings): readonly Fix[] {
  const document = file.documentAt(span.start);
  // What a template fills in may already hold what seems to lack.
  if (document === undefined || document.isTemplated) return [];
  const containers = document.objects
    .flatMap(({ pods }) => pods.flatMap(({ allContainers }) => allContainers))
    .filter((container) => isAtContainer(container, span));
  const objects = document.objects.filter((object) => isAtObject(object, span) && isWhole(object));
  return [
    ...containers.flatMap((container) => [addProbes(container), addResources(container)]),
    ...objects.flatMap((object) => [addDisruptionBudget(object, file), addAutoscaler(object, file)]),
  ].filter((fix) => fix !== undefined);
}

/** An item of a List shares its document with others, so nothing can stand behind it. */
const isWhole = (object: KubernetesObject): boolean => object.root === object.document.root;
