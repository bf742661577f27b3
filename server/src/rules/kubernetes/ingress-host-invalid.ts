import { defineRule } from '../../engine/rule/define.js';
import { parseAddress } from '../shared/kubernetesAddresses.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { rulesOf } from '../shared/kubernetesIngress.js';
import page from './ingress-host-invalid.md';

export default defineRule({
  id: 'kubernetes/ingress-host-invalid',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['datree:INGRESS_INCORRECT_HOST_VALUE_PERMISSIVE'],
  fix: 'review',
  page,
  check: {
    Kind: {
      Ingress(ingress, ctx) {
        for (const { node, host } of rulesOf(ingress)) {
          const text = host?.scalarText;
          if (host === undefined || text === undefined) continue;
          const bare = hostIn(text);
          const fault =
            text === '*'
              ? 'stands for every host, which is said by no `host` at all'
              : parseAddress(text) === undefined
                ? isHost(text)
                  ? undefined
                  : bare === undefined
                    ? 'is no host name'
                    : 'is more than a host name'
                : 'is an address, and rules are for host names';
          if (fault === undefined) continue;
          ctx.report({
            at: host.span,
            message: `\`${text}\` ${fault}: the API server rejects the Ingress.`,
            fix: () => (bare === undefined ? undefined : mergeFix(`Keep the host, \`${bare}\``, node, { host: bare })),
          });
        }
      },
    },
  },
});

const isHost = (text: string): boolean =>
  /^(?:\*\.)?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/.test(text) && text.length <= 253;

/** The host of a URL, or of one in capital letters, with a port or a path. */
function hostIn(text: string): string | undefined {
  const host = (/^(?:[a-z]+:\/\/)?([^/:]+)(?::\d+)?(?:\/.*)?$/i.exec(text)?.[1] ?? '').toLowerCase();
  return isHost(host) && parseAddress(host) === undefined ? host : undefined;
}
