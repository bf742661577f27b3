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
      for (const [key, what] of Object.entries(shared)) {
        const node = service.own(key)?.value;
        if (node === undefined || knownText(node) !== 'host') continue;
        ctx.report({ at: node.span, message: `\`${service.name}\` shares ${what} with the machine.` });
      }
    },
  },
});

const shared: Readonly<Record<string, string>> = {
  pid: 'the processes, which it sees and may signal,',
  ipc: 'memory segments and semaphores',
  userns_mode: 'the users, so that its root is that of the machine,',
  uts: 'the host name, which it may change,',
};
