import type { RuleContext } from '../../engine/rule/define.js';
import { defineRule } from '../../engine/rule/define.js';
import type { YamlNode } from '../../languages/yaml/nodes.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import page from './endpointslice-localhost.md';

export default defineRule({
  id: 'kubernetes/endpointslice-localhost',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['datree:ENDPOINTSLICE_CVE2021_25373_INCORRECT_ADDRESSES_VALUE'],
  fix: 'none',
  page,
  check: {
    Kind: {
      EndpointSlice(slice, ctx) {
        for (const endpoint of mapsIn(slice.get('endpoints')))
          for (const address of endpoint.get('addresses')?.items ?? []) check(address, ctx);
      },
      Endpoints(endpoints, ctx) {
        for (const subset of mapsIn(endpoints.get('subsets')))
          for (const key of ['addresses', 'notReadyAddresses'])
            for (const address of mapsIn(subset.get(key))) check(address.get('ip'), ctx);
      },
    },
  },
});

function check(address: YamlNode | undefined, ctx: RuleContext): void {
  const text = address?.string?.toLowerCase();
  if (address === undefined || text === undefined) return;
  const what = /^127\.|^::1$/.test(text)
    ? 'the node itself'
    : /^169\.254\.|^fe[89ab][0-9a-f]:/.test(text)
      ? 'a link-local address, such as the metadata of the cloud'
      : undefined;
  if (what !== undefined)
    ctx.report({
      at: address.span,
      message: `\`${text}\` is ${what}: the API server rejects it, because a Service would lead there (CVE-2021-25737).`,
    });
}
