import { defineRule } from '../../engine/rule/define.js';
import { parseAddress } from '../shared/kubernetesAddresses.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { isFilledInLater } from '../shared/kubernetesMetadata.js';
import { serviceType } from '../shared/kubernetesServices.js';
import page from './cluster-ip-invalid.md';

export default defineRule({
  id: 'kubernetes/cluster-ip-invalid',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Kind: {
      Service(service, ctx) {
        const spec = service.get('spec');
        const node = spec?.get('clusterIP');
        const text = node?.scalarText;
        if (spec?.kind !== 'map' || node === undefined || text === undefined || text === '') return;
        const type = serviceType(service);
        if (text === 'None') {
          if (type === 'NodePort' || type === 'LoadBalancer')
            ctx.report({
              at: node.span,
              message: `A \`${type}\` needs an address inside of the cluster, and \`None\` asks for none: the API server rejects the Service.`,
            });
        } else if (parseAddress(text) === undefined && !isFilledInLater(text))
          ctx.report({
            at: node.span,
            message: `\`${text}\` is neither an address nor \`None\`: the API server rejects the Service.`,
            fix: () => (text.toLowerCase() === 'none' ? mergeFix('Set `clusterIP: None`', spec, { clusterIP: 'None' }) : undefined),
          });
      },
    },
  },
});
