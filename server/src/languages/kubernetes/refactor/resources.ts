import { DearFix } from '../../../engine/rule/dearFix.js';
import type { Fix } from '../../../engine/rule/define.js';
import type { YamlNode } from '../../yaml/nodes.js';
import { merge, type Patch } from '../../yaml/edit.js';
import type { Container } from '../container.js';
import { parseQuantity, writeQuantity } from '../quantity.js';
import { nameIn } from './probes.js';

/** Something to start from, until somebody has measured. */
export const usual = { cpu: '100m', memory: '128Mi' } as const;

/**
 * "Add resources": requests, and a limit for memory, which no container can be slowed down for. A limit for CPU is left out, as
 * it makes a container wait even while the node is idle.
 */
export function addResources(container: Container): Fix | undefined {
  if (container.role === 'ephemeral' || container.pod.get('resources') !== undefined) return undefined;
  const written = container.get('resources');
  if (written !== undefined && written.kind !== 'map' && !written.isNull) return undefined;
  const get = (side: string, resource: string): YamlNode | undefined => container.get('resources', side, resource);
  const [request, limit] = [get('requests', 'memory'), get('limits', 'memory')];
  const requests = {
    // A limit that stands alone is the request, too; a smaller one would change what the pod gets.
    ...(get('requests', 'cpu') === undefined && get('limits', 'cpu') === undefined ? { cpu: usual.cpu } : {}),
    ...(request === undefined && limit === undefined ? { memory: usual.memory } : {}),
  };
  const memory = limit === undefined ? memoryLimit(request) : undefined;
  const patch: Patch = {
    ...(Object.keys(requests).length === 0 ? {} : { requests }),
    ...(memory === undefined ? {} : { limits: { memory } }),
  };
  if (Object.keys(patch).length === 0) return undefined;
  return new DearFix(`Add resources to ${nameIn(container)}`, () => merge(container.node, { resources: patch }), {
    safety: 'review',
    cures,
  });
}

const cures = ['kubernetes/memory-request-missing', 'kubernetes/memory-limit-missing', 'kubernetes/cpu-request-missing'];

/** Twice the request, so that there is room for a peak; undefined when the request is not known. */
function memoryLimit(request: YamlNode | undefined): string | undefined {
  const text = request === undefined ? usual.memory : request.scalarText;
  const quantity = text === undefined ? undefined : parseQuantity(text);
  return quantity === undefined || quantity.value <= 0 ? undefined : writeQuantity(quantity.value * 2, 'bytes');
}
