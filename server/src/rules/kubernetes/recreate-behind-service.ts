import { defineRule } from '../../engine/rule/define.js';
import { selecting, servicesIn } from '../shared/kubernetesAvailability.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { kindIn } from '../shared/kubernetesReferences.js';
import page from './recreate-behind-service.md';

export default defineRule({
  id: 'kubernetes/recreate-behind-service',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['kube-score:deployment-strategy'],
  fix: 'review',
  page,
  check: {
    where: ['Service'],
    File(file, ctx) {
      const services = servicesIn(file);
      if (services.length === 0) return;
      for (const deployment of kindIn(file, 'Deployment')) {
        const strategy = deployment.get('spec', 'strategy');
        const type = strategy?.get('type');
        if (strategy?.kind !== 'map' || type?.string !== 'Recreate') continue;
        const service = selecting(services, deployment);
        if (service === undefined) continue;
        ctx.report({
          at: type.span,
          message: `\`Recreate\` ends all pods before the first new one starts: Service \`${service.name ?? ''}\` has nobody to ask during each rollout.`,
          related: [{ at: service.anchor, message: 'The Service that selects these pods.' }],
          fix: () => mergeFix('Change to `RollingUpdate`', strategy, { type: 'RollingUpdate' }),
        });
      }
    },
  },
});
