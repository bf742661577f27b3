import { defineRule } from '../../engine/rule/define.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import type { YamlMap } from '../../languages/yaml/nodes.js';
import { probesOf, probeKinds } from '../shared/kubernetesProbes.js';
import page from './several-probe-handlers.md';

const handlers = { probe: ['httpGet', 'tcpSocket', 'exec', 'grpc'], hook: ['httpGet', 'tcpSocket', 'exec', 'sleep'] };

export default defineRule({
  id: 'kubernetes/several-probe-handlers',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    where: [...probeKinds, 'lifecycle'],
    Container(container, ctx) {
      const asking: [string, YamlMap, readonly string[]][] = probesOf(container).map(({ kind, map }) => [kind, map, handlers.probe]);
      for (const hook of ['postStart', 'preStop']) {
        const map = container.get('lifecycle', hook);
        if (map?.kind === 'map') asking.push([hook, map, handlers.hook]);
      }
      for (const [name, map, known] of asking) {
        const [first, ...others] = map.allEntries().filter(({ key, value }) => known.includes(key.content) && !value.isNull);
        for (const { key } of others) {
          ctx.report({
            at: key.span,
            message: `The ${name} has \`${first?.key.content ?? ''}\` already: the API server takes one handler.`,
            fix: () => {
              const edits = removeEntry(map, key.content);
              return edits === undefined ? undefined : { title: `Remove \`${key.content}\``, edits };
            },
          });
        }
      }
    },
  },
});
