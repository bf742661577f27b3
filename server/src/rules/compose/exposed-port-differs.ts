import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import { mayListenElsewhere, stageOf } from '../shared/composeStages.js';
import page from './exposed-port-differs.md';

export default defineRule({
  id: 'compose/exposed-port-differs',
  language: 'compose',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  needs: ['dockerfile', 'image.build', 'stage.port', 'stage.listens'],
  page,
  check: {
    Service(service, ctx) {
      const places = service.ports.length === 0 ? undefined : stageOf(service, ctx.workspace);
      if (places === undefined || service.own('ports') === undefined || mayListenElsewhere(service)) return;
      const { key, file } = places;
      const exposed = ctx.workspace.find('stage.port', key);
      const listens = ctx.workspace.find('stage.listens', key)[0];
      const served = new Set([...exposed.map(({ data }) => data.port), ...(listens === undefined ? [] : [listens.data.port])]);
      const [place] = listens === undefined ? exposed : [listens];
      if (place === undefined) return;
      // One that fits tells that the others are for something else, as a debugger's.
      const targets = service.ports.flatMap(({ target }) => target?.from ?? []);
      if (targets.length < service.ports.length || targets.some((target) => served.has(target))) return;
      for (const port of service.ports.slice(0, 1)) {
        const { target } = port;
        if (target === undefined || port.protocol !== 'tcp') continue;
        const own = listens?.data.port ?? (exposed.length === 1 ? exposed[0]?.data.port : undefined);
        ctx.report({
          at: port.targetSpan,
          ...(listens === undefined ? { severity: 'info' as const } : {}),
          message: `The port leads to \`${target.from}\` in the container, and \`${file}\` ${listens === undefined ? 'exposes' : 'listens on'} ${own ?? 'other ports'}${listens === undefined ? '.' : ': connections are refused.'}`,
          related: [{ at: place.at, path: file, message: `port ${place.data.port}` }],
          fix: () =>
            own === undefined || target.from !== target.to || port.targetSpan.end - port.targetSpan.start !== String(target.from).length
              ? undefined
              : { title: `Change to ${own}`, edits: [replace(port.targetSpan, String(own))] },
        });
      }
    },
  },
});
