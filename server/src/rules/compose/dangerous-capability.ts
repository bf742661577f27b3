import { defineRule } from '../../engine/rule/define.js';
import { knownText } from '../../languages/compose/interpolation.js';
import { removeItemAt } from '../../languages/yaml/inherited.js';
import page from './dangerous-capability.md';

export default defineRule({
  id: 'compose/dangerous-capability',
  language: 'compose',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Service(service, ctx) {
      const list = service.map?.get('cap_add');
      if (list?.kind !== 'sequence') return;
      list.items.forEach((item, i) => {
        const name = knownText(item)?.toUpperCase().replace(/^CAP_/, '');
        const why = name === undefined || !Object.hasOwn(dangerous, name) ? undefined : dangerous[name];
        if (why === undefined) return;
        ctx.report({
          at: item.span,
          message: `With \`${name}\` \`${service.name}\` ${why}.`,
          about: service.name,
          fix: () => {
            const edits = service.map === undefined ? undefined : removeItemAt(service.map, ['cap_add'], i);
            return edits === undefined ? undefined : { title: `Remove \`${name}\``, edits };
          },
        });
      });
    },
  },
});

/** What each lets a program do: capabilities(7). */
const dangerous: Readonly<Record<string, string>> = {
  ALL: 'has every capability, which is nearly what `privileged` gives',
  SYS_ADMIN: 'may mount file systems and change namespaces, with which programs leave containers',
  SYS_MODULE: 'may load modules into the kernel of the machine',
  SYS_PTRACE: 'may read and change the memory of other processes that it sees',
  SYS_RAWIO: 'may write to the memory and ports of the machine',
  DAC_READ_SEARCH: 'may read every file of the machine by its handle',
  BPF: 'may load programs into the kernel of the machine',
};
