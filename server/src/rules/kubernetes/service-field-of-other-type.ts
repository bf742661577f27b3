import { defineRule } from '../../engine/rule/define.js';
import { isKustomizePatch } from '../../languages/kubernetes/kustomize.js';
import type { RuleContext } from '../../engine/rule/define.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import type { YamlMap } from '../../languages/yaml/nodes.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { serviceType } from '../shared/kubernetesServices.js';
import page from './service-field-of-other-type.md';

/** Types that may have a field; for all others the API server rejects it (`ValidateService` of Kubernetes). */
const fields: Readonly<Record<string, readonly string[]>> = {
  loadBalancerSourceRanges: ['LoadBalancer'],
  loadBalancerClass: ['LoadBalancer'],
  allocateLoadBalancerNodePorts: ['LoadBalancer'],
  healthCheckNodePort: ['LoadBalancer'],
  externalTrafficPolicy: ['NodePort', 'LoadBalancer'],
};

export default defineRule({
  id: 'kubernetes/service-field-of-other-type',
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
        const type = serviceType(service);
        if (spec?.kind !== 'map' || type === undefined) return;
        for (const [key, types] of Object.entries(fields)) {
          const value = spec.get(key);
          if (value === undefined || value.isNull || value.scalarText === '' || types.includes(type)) continue;
          // Addresses outside of the cluster make traffic from outside, whatever the type.
          if (key === 'externalTrafficPolicy' && (spec.get('externalIPs')?.items.length ?? 0) > 0) continue;
          report(spec, key, type, types, ctx);
        }
        if (type !== 'ClusterIP') return;
        for (const port of mapsIn(spec.get('ports'))) {
          const number = port.get('nodePort');
          if (number !== undefined && !number.isNull && number.number !== 0)
            report(port, 'nodePort', type, ['NodePort', 'LoadBalancer'], ctx);
        }
      },
    },
  },
});

function report(map: YamlMap, key: string, type: string, types: readonly string[], ctx: RuleContext): void {
  const entry = map.entry(key);
  if (entry === undefined) return;
  // A patch holds only what changes, so the type may stand elsewhere.
  if (!map.has('type') && isKustomizePatch(ctx.near)) return;
  ctx.report({
    at: entry.key.span,
    message: `\`${key}\` is for the type ${types.map((name) => `\`${name}\``).join(' or ')}, and this Service is a \`${type}\`: the API server rejects it.`,
    fix: () => {
      const edits = removeEntry(map, key);
      return edits === undefined ? undefined : { title: `Remove \`${key}\``, edits };
    },
  });
}
