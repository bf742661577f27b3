import { defineRule } from '../../engine/rule/define.js';
import { autoscalersOf, selecting, servicesIn } from '../shared/kubernetesAvailability.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { kindIn } from '../shared/kubernetesReferences.js';
import page from './served-by-one-pod.md';

export default defineRule({
  id: 'kubernetes/served-by-one-pod',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['kube-score:deployment-replicas'],
  fix: 'review',
  page,
  check: {
    where: ['Service'],
    File(file, ctx) {
      const services = servicesIn(file);
      if (services.length === 0) return;
      const autoscalers = autoscalersOf(file);
      for (const deployment of kindIn(file, 'Deployment')) {
        const spec = deployment.get('spec');
        const node = spec?.get('replicas');
        const replicas = node === undefined || node.isNull ? 1 : node.number;
        if (spec?.kind !== 'map' || replicas === undefined || replicas >= 2 || autoscalers.of(deployment) !== undefined) continue;
        const service = selecting(services, deployment);
        if (service === undefined) continue;
        ctx.report({
          at: node?.span ?? deployment.lackOf('spec', 'replicas'),
          message: `Service \`${service.name ?? ''}\` has ${replicas === 0 ? 'no pod' : 'only one pod'} to send requests to: whenever it is away, nobody answers.`,
          related: [{ at: service.anchor, message: 'The Service that selects these pods.' }],
          fix: () => mergeFix('Run two pods', spec, { replicas: 2 }),
        });
      }
    },
  },
});
