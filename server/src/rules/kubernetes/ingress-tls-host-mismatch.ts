import { defineRule } from '../../engine/rule/define.js';
import { addItems } from '../../languages/yaml/edit.js';
import { hostMatches, rulesOf, tlsOf } from '../shared/kubernetesIngress.js';
import page from './ingress-tls-host-mismatch.md';

export default defineRule({
  id: 'kubernetes/ingress-tls-host-mismatch',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kyverno:ingress-host-match-tls'],
  fix: 'review',
  page,
  check: {
    Kind: {
      Ingress(ingress, ctx) {
        const tls = tlsOf(ingress);
        const rules = rulesOf(ingress);
        // An entry without hosts is for all of them.
        if (tls.length === 0 || tls.some((entry) => entry.isUnknown || entry.hosts.length === 0)) return;
        const covered = tls.flatMap((entry) => entry.hosts);
        const hosts = rules.flatMap((rule) => rule.host?.scalarText ?? []);
        if (rules.some((rule) => rule.host?.isUnknown)) return;
        for (const { host } of rules) {
          const name = host?.scalarText;
          if (host === undefined || name === undefined || covered.some((pattern) => hostMatches(pattern, name))) continue;
          const list = tls.length === 1 ? tls[0]?.node.get('hosts') : undefined;
          ctx.report({
            at: host.span,
            message: `\`${name}\` is in no \`hosts\` of \`tls\`, so it is served with the controller's own certificate or as plain text.`,
            fix: () => (list?.kind === 'sequence' ? { title: `Add \`${name}\` to \`tls\``, edits: addItems(list, [name]) } : undefined),
          });
        }
        if (hosts.length === 0 || rules.some((rule) => rule.host === undefined)) return;
        for (const item of tls.flatMap((entry) => entry.node.get('hosts')?.items ?? [])) {
          const name = item.scalarText;
          if (name === undefined || hosts.some((host) => hostMatches(name, host) || hostMatches(host, name))) continue;
          ctx.report({ at: item.span, message: `No rule is for the host \`${name}\`, so its certificate is never used.` });
        }
      },
    },
  },
});
