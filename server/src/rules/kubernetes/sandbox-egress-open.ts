import { defineRule } from '../../engine/rule/define.js';
import type { Span } from '../../engine/text/span.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import type { YamlNode } from '../../languages/yaml/nodes.js';
import page from './sandbox-egress-open.md';

export default defineRule({
  id: 'kubernetes/sandbox-egress-open',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kubescape:agent-sandbox-egress-policy', 'kubescape:C-0301'],
  fix: 'none',
  page,
  check: {
    where: ['SandboxTemplate'],
    Object(object, ctx) {
      if (object.group !== 'extensions.agents.x-k8s.io' || object.kind !== 'SandboxTemplate') return;
      const found = openAt(object);
      if (found !== undefined)
        ctx.report({ at: found.at, message: `${found.message}: code in the sandbox can send what it finds anywhere.` });
    },
  },
});

function openAt(template: KubernetesObject): { readonly at: Span; readonly message: string } | undefined {
  const management = template.get('spec', 'networkPolicyManagement');
  if (management?.isUnknown) return undefined;
  if (management !== undefined && !management.isNull && management.string !== 'Managed')
    return { at: management.span, message: `With \`${management.scalarText ?? ''}\` nobody makes a network policy` };
  const policy = template.get('spec', 'networkPolicy');
  if (policy === undefined || policy.isNull)
    return { at: template.lackOf('spec'), message: 'Without `networkPolicy` the default lets the sandbox out to the internet' };
  if (policy.kind !== 'map') return { at: policy.span, message: '`networkPolicy` is not a map, so it closes nothing' };
  const egress = policy.get('egress');
  if (egress === undefined || egress.isNull) return undefined;
  if (egress.kind !== 'sequence') return { at: egress.span, message: '`egress` is not a list of rules, so it closes nothing' };
  for (const rule of egress.items) {
    const to = rule.get('to');
    const peers = to?.items ?? [];
    const open = peers.find((peer) => !isNarrow(peer));
    if (peers.length > 0 && open === undefined) continue;
    return { at: (open?.get('ipBlock', 'cidr') ?? open ?? to ?? rule).span, message: 'This rule allows every destination' };
  }
  return undefined;
}

function isNarrow(peer: YamlNode): boolean {
  const cidr = peer.get('ipBlock', 'cidr');
  if (cidr !== undefined && cidr.scalarText !== '' && cidr.scalarText !== '0.0.0.0/0' && cidr.scalarText !== '::/0') return true;
  return ['podSelector', 'namespaceSelector'].some(
    (key) => (peer.get(key, 'matchLabels')?.entries.length ?? 0) + (peer.get(key, 'matchExpressions')?.items.length ?? 0) > 0,
  );
}
