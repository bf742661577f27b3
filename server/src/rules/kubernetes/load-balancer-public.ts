import { defineRule } from '../../engine/rule/define.js';
import { Absence } from '../../engine/text/span.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './load-balancer-public.md';

/** Annotations that keep a load balancer inside of the cloud's network, with the values that do. */
const internal: Readonly<Record<string, RegExp>> = {
  'service.beta.kubernetes.io/azure-load-balancer-internal': /^true$/,
  'networking.gke.io/load-balancer-type': /^internal$/i,
  'cloud.google.com/load-balancer-type': /^internal$/i,
  'service.beta.kubernetes.io/aws-load-balancer-internal': /^(?!false$)/,
  'service.beta.kubernetes.io/aws-load-balancer-scheme': /^internal$/,
  'service.beta.kubernetes.io/oci-load-balancer-internal': /^true$/,
  'service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type': /^private$/,
  'load-balancer.hetzner.cloud/disable-public-network': /^true$/,
  'service.beta.kubernetes.io/openstack-internal-load-balancer': /^true$/,
};

export default defineRule({
  id: 'kubernetes/load-balancer-public',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['kubescape:encrypt-traffic-to-https-load-balancers-with-tls-certificates', 'kubescape:C-0245'],
  fix: 'review',
  page,
  check: {
    Kind: {
      Service(service, ctx) {
        const type = service.get('spec', 'type');
        if (type?.string !== 'LoadBalancer' || service.get('metadata', 'annotations')?.isUnknown) return;
        const isInternal = [...service.annotations].some(([key, value]) => internal[key]?.test(value) === true);
        if (isInternal || (service.get('spec', 'loadBalancerSourceRanges')?.items.length ?? 0) > 0) return;
        const azure = 'service.beta.kubernetes.io/azure-load-balancer-internal';
        const written = service.get('metadata', 'annotations', azure);
        ctx.report({
          at: written?.span ?? new Absence(type.span),
          message: `No annotation keeps the load balancer of \`${service.name ?? 'this Service'}\` inside of the cloud's network, so it gets a public address.`,
          fix: () => mergeFix('Keep it internal on Azure', service.root, { metadata: { annotations: { [azure]: 'true' } } }),
        });
      },
    },
  },
});
