import { defineRule } from '../../engine/rule/define.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import page from './service-external-ips.md';

export default defineRule({
  id: 'kubernetes/service-external-ips',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['trivy-checks:KSV-0108', 'kyverno:restrict-service-external-ips'],
  fix: 'review',
  page,
  check: {
    Kind: {
      Service(service, ctx) {
        const spec = service.get('spec');
        if (spec?.kind !== 'map') return;
        const entry = spec.entry('externalIPs');
        if (entry === undefined || entry.value.items.length === 0) return;
        ctx.report({
          at: entry.key.span,
          message:
            'Nobody checks that these addresses are yours: traffic of the cluster to them is sent to this Service instead (CVE-2020-8554).',
          fix: () => {
            const edits = removeEntry(spec, 'externalIPs');
            return edits === undefined ? undefined : { title: 'Remove `externalIPs`', edits };
          },
        });
      },
    },
  },
});
