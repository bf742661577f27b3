import { defineRule } from '../../engine/rule/define.js';
import { isKustomizePatch } from '../../languages/kubernetes/kustomize.js';
import { isHeadless, serviceType } from '../shared/kubernetesServices.js';
import page from './service-without-ports.md';

export default defineRule({
  id: 'kubernetes/service-without-ports',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    Kind: {
      Service(service, ctx) {
        const spec = service.get('spec');
        const type = serviceType(service);
        if (
          spec?.kind !== 'map' ||
          type === undefined ||
          type === 'ExternalName' ||
          isHeadless(service) ||
          spec.get('clusterIP')?.isUnknown
        )
          return;
        const ports = spec.get('ports');
        if (ports !== undefined && !ports.isNull && !(ports.kind === 'sequence' && ports.items.length === 0)) return;
        // A patch holds only what changes.
        if (isKustomizePatch(ctx.near)) return;
        ctx.report({
          at: service.lackOf('spec', 'ports'),
          message: `The Service \`${service.name ?? ''}\` has no ports, and only a headless one may go without: the API server rejects it.`,
        });
      },
    },
  },
});
