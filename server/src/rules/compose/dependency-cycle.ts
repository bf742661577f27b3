import { defineRule } from '../../engine/rule/define.js';
import type { Service } from '../../languages/compose/service.js';
import page from './dependency-cycle.md';

export default defineRule({
  id: 'compose/dependency-cycle',
  language: 'compose',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    File(file, ctx) {
      const told = new Set<string>();
      for (const service of file.services) {
        const cycle = cycleFrom(service);
        const key = cycle
          ?.map(({ name }) => name)
          .sort()
          .join(' ');
        if (cycle === undefined || key === undefined || told.has(key)) continue;
        told.add(key);
        const [first, second] = [cycle[0] as Service, cycle[1] ?? (cycle[0] as Service)];
        const at = first.dependencies.find(({ name }) => name === second.name)?.at ?? first.key.span;
        ctx.report({
          at,
          message: `${[...cycle, first].map(({ name }) => `\`${name}\``).join(' waits for ')}: none of them can start first, and Compose refuses the file.`,
        });
      }
    },
  },
});

/** The shortest way from a service back to itself. */
function cycleFrom(start: Service): readonly Service[] | undefined {
  const cameFrom = new Map<Service, Service>();
  const queue: Service[] = [start];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    for (const { name } of at.dependencies) {
      const next = start.file.service(name);
      if (next === start) return pathTo(at, start, cameFrom);
      if (next === undefined || cameFrom.has(next)) continue;
      cameFrom.set(next, at);
      queue.push(next);
    }
  }
  return undefined;
}

function pathTo(end: Service, start: Service, cameFrom: ReadonlyMap<Service, Service>): readonly Service[] {
  const path = [end];
  for (let at = end; at !== start; ) {
    const before = cameFrom.get(at);
    if (before === undefined) break;
    path.unshift(before);
    at = before;
  }
  return path;
}
