import type { Fix } from '../../engine/rule/define.js';
import { insert, replace } from '../../engine/text/span.js';
import { knownText, partSpan } from '../../languages/compose/interpolation.js';
import type { ComposeFile } from '../../languages/compose/model.js';
import { isEverywhere, type PortMapping } from '../../languages/compose/ports.js';
import type { Service } from '../../languages/compose/service.js';
import { merge } from '../../languages/yaml/edit.js';
import { databaseOf } from './composeDatabases.js';

/** Ports that are open on every address of the machine; one that a variable may give an address is not among them. */
export function openPorts(service: Service): readonly PortMapping[] {
  if (knownText(service.get('network_mode')) === 'host') return [];
  return service.ports.filter((port) => {
    if (!port.isPublished || !isEverywhere(port.hostIp) || port.fault !== undefined) return false;
    return port.isHostKnown || port.published !== undefined;
  });
}

export function isDatabasePort(service: Service, { target }: PortMapping): boolean {
  const database = databaseOf(service);
  return target !== undefined && database?.ports.includes(target.from) === true;
}

/** Only programs on this machine come in. */
export function bindToLoopback({ node, form, hostIp }: PortMapping): Fix | undefined {
  const title = 'Publish on 127.0.0.1 only';
  if (form === 'long') return node.kind === 'map' ? { title, edits: merge(node, { host_ip: '127.0.0.1' }) } : undefined;
  if (node.kind !== 'scalar') return undefined;
  const start = partSpan(node, 0, 0);
  if (start.end !== start.start) return undefined;
  if (hostIp === undefined) return { title, edits: [insert(start.start, '127.0.0.1:')] };
  const address = /^(?:\[[^\]]*\]|[\d.]+)(?=:)/.exec(node.content)?.[0];
  return address === undefined ? undefined : { title, edits: [replace(partSpan(node, 0, address.length), '127.0.0.1')] };
}

export interface ServicePort {
  readonly service: Service;
  readonly port: PortMapping;
}

/** Pairs of mappings that want the same port of the host, the earlier one second. */
export function clashes(file: ComposeFile): readonly (readonly [ServicePort, ServicePort])[] {
  const all = file.services.flatMap((service) =>
    knownText(service.get('network_mode')) === 'host' ? [] : service.ports.map((port) => ({ service, port })),
  );
  const fixed = all.filter(({ port }) => isFixed(port)).slice(0, 500);
  return fixed.flatMap((one, i) => {
    const other = fixed.slice(0, i).find((earlier) => isClash(one, earlier));
    return other === undefined ? [] : [[one, other] as const];
  });
}

/** Where one port of a range is enough, Docker takes one that is free. */
function isFixed({ published, target, isHostKnown, fault }: PortMapping): boolean {
  if (published === undefined || target === undefined || !isHostKnown || fault !== undefined) return false;
  return published.to - published.from === target.to - target.from;
}

function isClash(a: ServicePort, b: ServicePort): boolean {
  const [p, q] = [a.port, b.port];
  if (p.published === undefined || q.published === undefined || p.protocol !== q.protocol || p.node === q.node) return false;
  if (p.published.from > q.published.to || q.published.from > p.published.to) return false;
  if (p.hostIp !== q.hostIp && !isEverywhere(p.hostIp) && !isEverywhere(q.hostIp)) return false;
  return runTogether(a.service, b.service);
}

/** Services of different profiles are mostly alternatives. */
export function runTogether(a: Service, b: Service): boolean {
  const [one, other] = [a.profiles, b.profiles];
  if (a === b || (a.get('profiles') === undefined && b.get('profiles') === undefined)) return true;
  return one.length === 0 || other.length === 0 ? false : one.some((name) => other.includes(name));
}
