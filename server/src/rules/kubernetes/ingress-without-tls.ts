import { defineRule } from '../../engine/rule/define.js';
import { isKustomizePatch } from '../../languages/kubernetes/kustomize.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { rulesOf } from '../shared/kubernetesIngress.js';
import page from './ingress-without-tls.md';

/** Annotations by which clouds and proxies get the certificate on another way. */
const elsewhere =
  /^(?:alb\.ingress\.kubernetes\.io\/certificate-arn|ingress\.gcp\.kubernetes\.io\/pre-shared-cert|networking\.gke\.io\/(?:managed-certificates|pre-shared-cert|certmap)|traefik\.ingress\.kubernetes\.io\/router\.tls(?:\..*)?|route\.openshift\.io\/termination|appgw\.ingress\.kubernetes\.io\/appgw-ssl-certificate)$/;

/** Names that no public DNS has, or that lead to the own machine: https://www.rfc-editor.org/rfc/rfc6761, https://www.rfc-editor.org/rfc/rfc6762. */
const local = /^(?:.*\.)?(?:localhost|local|localdomain|test|lvh\.me|localtest\.me|(?:127\.0\.0\.1|127-0-0-1)\.(?:nip|sslip)\.io)$/i;

export default defineRule({
  id: 'kubernetes/ingress-without-tls',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['polaris:tlsSettingsMissing', 'kubescape:ingress-no-tls', 'kubescape:C-0263', 'kyverno:require-ingress-https'],
  fix: 'review',
  page,
  check: {
    Kind: {
      Ingress(ingress, ctx) {
        const spec = ingress.get('spec');
        if (spec?.kind !== 'map') return;
        const tls = spec.get('tls');
        if (tls !== undefined && !tls.isNull && !(tls.kind === 'sequence' && tls.items.length === 0)) return;
        if ([...ingress.annotations.keys()].some((key) => elsewhere.test(key))) return;
        const hosts = rulesOf(ingress).flatMap((rule) => rule.host?.scalarText ?? []);
        // Nobody but its developers reaches it.
        if (hosts.length > 0 && hosts.length === rulesOf(ingress).length && hosts.every((host) => local.test(host))) return;
        const [first] = hosts;
        // A patch holds only what changes.
        if (isKustomizePatch(ctx.near)) return;
        ctx.report({
          at: ingress.lackOf('spec', 'tls'),
          message: `The Ingress \`${ingress.name ?? ''}\` has no \`tls\`, so ${first === undefined ? 'requests and answers are' : `what goes to \`${first}\` is`} sent as plain text.`,
          fix: () => {
            const secretName = `${ingress.name ?? 'ingress'}-tls`;
            const listed = [...new Set(hosts)];
            return mergeFix(`Add \`tls\` with the certificate of the Secret \`${secretName}\``, spec, {
              tls: [listed.length === 0 ? { secretName } : { hosts: listed, secretName }],
            });
          },
        });
      },
    },
  },
});
