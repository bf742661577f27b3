import { defineRule } from '../../engine/rule/define.js';
import { parseAddress } from '../shared/kubernetesAddresses.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { serviceType } from '../shared/kubernetesServices.js';
import page from './external-name-invalid.md';

export default defineRule({
  id: 'kubernetes/external-name-invalid',
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
        const node = spec.get('externalName');
        if (type !== 'ExternalName') {
          if (node?.string === undefined || node.string === '') return;
          ctx.report({
            at: spec.entry('externalName')?.key.span ?? node.span,
            severity: 'warning',
            message: `\`externalName\` counts for the type \`ExternalName\` only, and this Service is a \`${type}\`.`,
            fix: () =>
              spec.has('type') || spec.has('selector') ? undefined : mergeFix('Set `type: ExternalName`', spec, { type: 'ExternalName' }),
          });
          return;
        }
        if (node === undefined || node.isNull || node.scalarText === '') {
          ctx.report({
            at: service.lackOf('spec', 'type'),
            message: 'The type `ExternalName` wants a host in `externalName`: the API server rejects the Service.',
          });
          return;
        }
        const text = node.scalarText;
        // `external-name-localhost` tells those of the host itself.
        if (text === undefined || /^127\.|^::1$|^0\.0\.0\.0$/.test(text)) return;
        const host = /^[a-z]+:\/\/([^/:]+)/i.exec(text)?.[1] ?? /^([^/:]+)[:/]/.exec(text)?.[1];
        if (parseAddress(text) !== undefined)
          ctx.report({
            at: node.span,
            severity: 'warning',
            message: `\`${text}\` is an address, and \`externalName\` is answered as a name in DNS: it resolves nowhere.`,
          });
        else if (!/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*\.?$/.test(text))
          ctx.report({
            at: node.span,
            message: `\`${text}\` is no host name: the API server rejects the Service.`,
            fix: () =>
              host === undefined
                ? undefined
                : mergeFix(`Keep the host, \`${host.toLowerCase()}\``, spec, { externalName: host.toLowerCase() }),
          });
      },
    },
  },
});
