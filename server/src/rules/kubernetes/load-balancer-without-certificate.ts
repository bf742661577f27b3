import { defineRule } from '../../engine/rule/define.js';
import { servicePorts } from '../../languages/kubernetes/selectors.js';
import page from './load-balancer-without-certificate.md';

export default defineRule({
  id: 'kubernetes/load-balancer-without-certificate',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['kubescape:ensure-https-loadbalancers-encrypted-with-tls-aws', 'kubescape:C-0231'],
  fix: 'none',
  page,
  check: {
    Kind: {
      Service(service, ctx) {
        if (service.get('spec', 'type')?.string !== 'LoadBalancer') return;
        const port = servicePorts(service).find(({ number }) => number === 443);
        if (
          port === undefined ||
          [...service.annotations.keys()].some((key) => key.startsWith('service.beta.kubernetes.io/aws-load-balancer-ssl-cert'))
        )
          return;
        ctx.report({
          at: (port.node.get('port') ?? port.node).span,
          message:
            'The load balancer listens at 443, and no annotation gives it a certificate: unless the pods speak TLS themselves, it is plain text.',
        });
      },
    },
  },
});
