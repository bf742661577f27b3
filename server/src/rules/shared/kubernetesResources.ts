import type { Fix, RuleContext } from '../../engine/rule/define.js';
import type { Span } from '../../engine/text/span.js';
import type { Container } from '../../languages/kubernetes/container.js';
import type { Pod } from '../../languages/kubernetes/pod.js';
import { parseQuantity, unitOf, writeQuantity, type Quantity } from '../../languages/kubernetes/quantity.js';
import type { YamlNode } from '../../languages/yaml/nodes.js';
import { mergeFix } from './kubernetesFixes.js';
import { called } from './kubernetesImages.js';

/** Requests and limits of containers, as the scheduler and the kubelet take them. */

export type Part = 'requests' | 'limits';

/** A value as written; `quantity` is undefined where it is unknown or none. */
export interface Amount {
  readonly node: YamlNode;
  readonly quantity: Quantity | undefined;
}

/** What is written for a resource. Nothing behind the colon counts as nothing written. */
export function amountOf(holder: Container | Pod, part: Part, resource: string): Amount | undefined {
  const node = holder.get('resources', part, resource);
  if (node === undefined || node.isNull) return undefined;
  return { node, quantity: quantityOf(node) };
}

export function quantityOf(node: YamlNode | undefined): Quantity | undefined {
  const text = node?.scalarText;
  return text === undefined ? undefined : parseQuantity(text.trim());
}

/** Names of all resources that are requested or limited. */
export function resourcesOf(holder: Container | Pod): readonly string[] {
  const names = (['requests', 'limits'] as const).flatMap((part) => {
    const node = holder.get('resources', part);
    return node?.kind === 'map' ? node.allEntries().map(({ key }) => key.content) : [];
  });
  return [...new Set(names)];
}

/**
 * Whether a limit may be higher than the request: not for devices and huge pages
 * (https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#extended-resources).
 */
export function isOvercommittable(resource: string): boolean {
  if (resource.startsWith('hugepages-')) return false;
  return !resource.includes('/') || /(?:^|\.)kubernetes\.io\//.test(resource);
}

/**
 * Whether nothing says how much of the resource the container gets. What another program may fill in is not missing;
 * ephemeral containers cannot have any; what the pod as a whole has serves each of its containers
 * (https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#pod-level-resource-specification).
 */
export function lacksAmount(container: Container, part: Part, resource: string): boolean {
  if (container.role === 'ephemeral' || container.pod.object.document.isTemplated) return false;
  if (amountOf(container, part, resource) !== undefined || amountOf(container.pod, part, resource) !== undefined) return false;
  return ![container.get('resources'), container.get('resources', part), container.pod.get('resources')].some(
    (node) => node?.isUnknown === true,
  );
}

/** Whether the limit stands in for the request that is not written: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/. */
export function takesRequestFromLimit(container: Container, resource: string): boolean {
  return lacksAmount(container, 'requests', resource) && amountOf(container, 'limits', resource) !== undefined;
}

/** A check for a resource of which the container says nothing; `message` ends the sentence. */
export function lackCheck(part: Part, resource: 'cpu' | 'memory', consequence: string): (container: Container, ctx: RuleContext) => void {
  return (container, ctx) => {
    if (!lacksAmount(container, part, resource) || (part === 'requests' && amountOf(container, 'limits', resource) !== undefined)) return;
    const word = `${resource === 'cpu' ? 'CPU' : 'memory'} ${part.slice(0, -1)}`;
    ctx.report({
      at: container.lackOf('resources', part, resource),
      message: `${called(container)} has no ${word}: ${consequence}`,
      fix: () => amountFix(container, part, resource, word, ctx.option<string>('value')),
    });
  };
}

function amountFix(container: Container, part: Part, resource: string, word: string, preset: string): Fix | undefined {
  const request = part === 'limits' ? amountOf(container, 'requests', resource)?.quantity : undefined;
  const value = request === undefined || request.value <= 0 ? preset : writeQuantity(request.value * 2, unitOf(resource));
  return mergeFix(`Add a ${word} of \`${value}\``, container.node, { resources: { [part]: { [resource]: value } } });
}

export interface Pair {
  readonly resource: string;
  readonly request: Amount | undefined;
  readonly limit: Amount | undefined;
}

/** Request and limit of a resource; undefined where one of them is written and not known. */
export function pairOf(container: Container, resource: string): Pair | undefined {
  if (container.role === 'ephemeral') return undefined;
  const request = amountOf(container, 'requests', resource);
  const limit = amountOf(container, 'limits', resource);
  if ((request !== undefined && request.quantity === undefined) || (limit !== undefined && limit.quantity === undefined)) return undefined;
  return { resource, request, limit };
}

/** Whether the scheduler sets aside another amount than the container may use; a limit alone is its own request. */
export function differs({ request, limit }: Pair): boolean {
  if (request?.quantity === undefined) return false;
  return limit?.quantity === undefined || request.quantity.nano !== limit.quantity.nano;
}

/** Where a finding about a pair points, and what cures it. */
export function reportDifference(
  container: Container,
  pair: Pair,
  ctx: RuleContext,
  message: (request: string, limit: string | undefined) => string,
): void {
  const request = pair.request?.quantity?.text;
  if (request === undefined) return;
  const limit = pair.limit?.quantity?.text;
  const at: Span = pair.limit?.node.span ?? container.lackOf('resources', 'limits', pair.resource);
  ctx.report({
    at,
    message: message(request, limit),
    fix: () =>
      mergeFix(`Set the limit to \`${request}\``, container.node, {
        resources: { limits: { [pair.resource]: pair.request?.node.number ?? request } },
      }),
  });
}
