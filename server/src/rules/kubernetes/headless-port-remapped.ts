import { defineRule } from '../../engine/rule/define.js';
import { servicePorts } from '../../languages/kubernetes/selectors.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { isHeadless, selectorOf } from '../shared/kubernetesServices.js';
import page from './headless-port-remapped.md';

export default defineRule({
  id: 'kubernetes/headless-port-remapped',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Kind: {
      Service(service, ctx) {
        if (!isHeadless(service) || selectorOf(service) === undefined) return;
        for (const { node, number } of servicePorts(service)) {
          const target = node.get('targetPort');
          if (number === undefined || target?.number === undefined || target.number === number) continue;
          ctx.report({
            at: (node.get('port') ?? target).span,
            message: `A headless Service hands out the pods' own addresses, so nobody turns \`${number}\` into \`${target.number}\`: clients have to ask for \`${target.number}\`.`,
            fix: () => mergeFix(`Set \`port: ${target.number}\``, node, { port: target.number as number }),
          });
        }
      },
    },
  },
});
