import { defineRule } from '../../engine/rule/define.js';
import { handlersOf, probesOf, probeKinds } from '../shared/kubernetesProbes.js';
import page from './probe-without-handler.md';

export default defineRule({
  id: 'kubernetes/probe-without-handler',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    where: probeKinds,
    Container(container, ctx) {
      for (const { kind, map } of probesOf(container)) {
        if (handlersOf(map).length > 0 || map.allEntries().some(({ key }) => key.isUnknown)) continue;
        ctx.report({
          at: container.lackOf(kind),
          message: `The ${kind} does not say how to ask: the API server wants one of \`httpGet\`, \`tcpSocket\`, \`exec\` and \`grpc\`.`,
        });
      }
    },
  },
});
