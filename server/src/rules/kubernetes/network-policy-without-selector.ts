import { defineRule } from '../../engine/rule/define.js';
import { isKustomizePatch } from '../../languages/kubernetes/kustomize.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { peersKey, rulesKey } from '../shared/kubernetesNetworkPolicy.js';
import page from './network-policy-without-selector.md';

export default defineRule({
  id: 'kubernetes/network-policy-without-selector',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['trivy-checks:KSV-0038'],
  fix: 'review',
  page,
  check: {
    Kind: {
      NetworkPolicy(policy, ctx) {
        const spec = policy.get('spec');
        if (spec?.kind !== 'map' || spec.has('podSelector') || spec.has('namespaceSelector')) return;
        const isPeerNamed = (['Ingress', 'Egress'] as const).some((direction) =>
          mapsIn(spec.get(rulesKey[direction])).some((rule) =>
            mapsIn(rule.get(peersKey[direction])).some((peer) => peer.has('podSelector') || peer.has('namespaceSelector')),
          ),
        );
        if (isPeerNamed) return;
        // A patch holds only what changes.
        if (isKustomizePatch(ctx.near)) return;
        ctx.report({
          at: policy.lackOf('spec'),
          message: `The policy \`${policy.name ?? ''}\` names no pods: older API servers reject it, newer ones apply it to every pod of the namespace.`,
          fix: () => mergeFix('Select every pod with `podSelector: {}`', spec, { podSelector: {} }),
        });
      },
    },
  },
});
