import type { Fix, RuleContext } from '../../engine/rule/define.js';
import type { Edit } from '../../engine/text/span.js';
import type { Service } from '../../languages/compose/service.js';
import { merge, replaceValue, type Patch } from '../../languages/yaml/edit.js';
import { toData } from '../../languages/yaml/nodes.js';
import { healthcheckFor } from './composeDatabases.js';
import { isWhole, siblings } from './composeFiles.js';

// Health checks and who waits for them.

const healthy = { condition: 'service_healthy' } as const;

/** Makes `service` wait until `dependency` is healthy; a list becomes a map, for only there is a place for conditions. */
export function waitForHealth(service: Service, dependency: string): Fix | undefined {
  const edits = waitEdits(service, new Set([dependency]));
  return edits.length === 0 ? undefined : { title: `Wait until \`${dependency}\` is healthy`, edits };
}

function waitEdits({ map, dependencies }: Service, waited: ReadonlySet<string>): Edit[] {
  const entry = map?.entry('depends_on');
  if (map === undefined || entry === undefined || !map.entries.includes(entry) || entry.alias !== undefined) return [];
  if (entry.value.kind === 'map')
    return merge(
      entry.value,
      Object.fromEntries([...waited].filter((name) => dependencies.some((each) => each.name === name)).map((name) => [name, healthy])),
    );
  const all = entry.value.items.map((item) => toData(item));
  // A comment between the items would be lost.
  if (!all.every((name) => typeof name === 'string') || (!isFlow(entry.value) && entry.value.written.includes('#'))) return [];
  const patch: Patch = Object.fromEntries(all.map((name) => [name, waited.has(name) ? healthy : { condition: 'service_started' }]));
  return replaceValue(entry, patch, map);
}

const isFlow = (node: { readonly kind: string; readonly isFlow?: boolean }): boolean => node.isFlow === true;

/** Adds the health check that fits the image, and with it the condition to those that wait for the service. */
export function addHealthcheck(service: Service, waiting: readonly Service[]): Fix | undefined {
  const { map } = service;
  const healthcheck = healthcheckFor(service);
  if (map === undefined || healthcheck === undefined) return undefined;
  const edits = [...merge(map, { healthcheck })];
  for (const other of waiting) if (isLater(other, service)) edits.push(...waitEdits(other, new Set([service.name])));
  return { title: 'Add a health check', edits };
}

/** Only where the text is that of another service: the edits of one fix must not touch. */
const isLater = (other: Service, service: Service): boolean => other !== service && other.map !== service.map;

/** Whether the service completes one of another file, which may bring what lacks here. */
export function isPartOf(service: Service, ctx: RuleContext): boolean {
  return !isWhole(service.file, ctx) || siblings(ctx).some((other) => other.service(service.name)?.get('healthcheck') !== undefined);
}
