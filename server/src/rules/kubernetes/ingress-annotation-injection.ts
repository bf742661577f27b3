import { defineRule } from '../../engine/rule/define.js';
import { nginxAnnotations } from '../shared/kubernetesIngress.js';
import page from './ingress-annotation-injection.md';

/** Annotations of the CVEs of March 2025, with what their values never need. */
const suspicious: Readonly<Record<string, { readonly pattern: RegExp; readonly cve: string }>> = {
  'auth-url': { pattern: /[\s;{}#|"'`\\<>]/, cve: 'CVE-2025-24514' },
  'auth-tls-match-cn': { pattern: /[\n\r;{}#|"'`]/, cve: 'CVE-2025-1097' },
  'mirror-target': { pattern: /[\s;{}#|"'`\\<>]/, cve: 'CVE-2025-1098' },
  'mirror-host': { pattern: /[\s;{}#|"'`\\<>]/, cve: 'CVE-2025-1098' },
};

export default defineRule({
  id: 'kubernetes/ingress-annotation-injection',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['trivy-checks:KCV-0093', 'kyverno:restrict-annotations'],
  fix: 'none',
  page,
  check: {
    Kind: {
      Ingress(ingress, ctx) {
        for (const { name, value } of nginxAnnotations(ingress)) {
          const known = Object.hasOwn(suspicious, name) ? suspicious[name] : undefined;
          const text = value.string?.trim();
          const found = text === undefined ? null : known?.pattern.exec(text);
          if (known === undefined || found === null || found === undefined) continue;
          ctx.report({
            at: value.span,
            message: `\`${found[0].trim() === '' ? 'A line break or blank' : found[0]}\` in \`${name}\` ends the directive that it is written into: what follows becomes configuration of the controller (${known.cve}).`,
          });
        }
      },
    },
  },
});
