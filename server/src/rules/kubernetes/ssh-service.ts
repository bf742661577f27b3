import { defineRule } from '../../engine/rule/define.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import page from './ssh-service.md';

export default defineRule({
  id: 'kubernetes/ssh-service',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kubescape:rule-can-ssh-to-pod-v1'],
  fix: 'none',
  page,
  check: {
    Kind: {
      Service(service, ctx) {
        if (service.get('spec', 'selector') === undefined) return;
        for (const port of mapsIn(service.get('spec', 'ports'))) {
          const node = [port.get('targetPort'), port.get('port')].find((one) => one?.number === 22 || one?.number === 2222);
          if (node !== undefined)
            ctx.report({ at: node.span, message: `Port ${node.number} is that of SSH: the Service lets others sign in to its pods.` });
        }
      },
    },
  },
});
