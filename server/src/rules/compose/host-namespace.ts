import { defineRule } from '../../engine/rule/define.js';
import { knownText } from '../../languages/compose/interpolation.js';
import page from './host-namespace.md';

export default defineRule({
  id: 'compose/host-namespace',
  language: 'compose',
  severity: 'warning',
  presets: ['strict'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    Service(service, ctx) {
      for (const [key, does] of Object.entries(shared)) {
        const node = service.own(key)?.value;
        if (node === undefined || knownText(node) !== 'host') continue;
        ctx.report({ at: node.span, message: `\`${service.name}\` ${does}.`, about: service.name });
      }
    },
  },
});

const shared: Readonly<Record<string, string>> = {
  pid: 'sees every process of the machine and may signal those of its own user',
  ipc: 'reaches the shared memory of every program of the machine',
  userns_mode: 'runs as a user of the machine: its root is the root of the machine',
  uts: 'has the host name of the machine and may change it',
};
