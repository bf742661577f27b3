import type { Span } from '../../engine/text/span.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import type { YamlMap, YamlScalar } from '../../languages/yaml/nodes.js';

export interface JobSpec {
  readonly spec: YamlMap;
  /** From the object's root. */
  readonly path: readonly string[];
}

/** What a Job says, and what a CronJob says of its Jobs. */
export function jobsOf(object: KubernetesObject): JobSpec[] {
  if (!object.isBuiltIn || (object.kind !== 'Job' && object.kind !== 'CronJob')) return [];
  const path = object.kind === 'Job' ? ['spec'] : ['spec', 'jobTemplate', 'spec'];
  const spec = object.get(...path);
  return spec?.kind === 'map' ? [{ spec, path }] : [];
}

/** Where a part of a schedule stands; all of it where escapes or line breaks make that unclear. */
export function schedulePart(node: YamlScalar, from: number, to: number): Span {
  const start = node.written.indexOf(node.content);
  if (start === -1 || node.content === '' || (from === 0 && to === node.content.length)) return node.span;
  return { start: node.span.start + start + from, end: node.span.start + start + to };
}
