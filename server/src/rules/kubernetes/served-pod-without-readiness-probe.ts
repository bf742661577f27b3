import { defineRule } from '../../engine/rule/define.js';
import { newProbes } from '../shared/kubernetesProbes.js';
import { selecting, servicesIn } from '../shared/kubernetesAvailability.js';
import { objectsOf } from '../shared/kubernetesReferences.js';
import page from './served-pod-without-readiness-probe.md';

export default defineRule({
  id: 'kubernetes/served-pod-without-readiness-probe',
  language: 'kubernetes',
  severity: 'warning',
  presets: [],
  since: '0.2.0',
  aliases: ['kube-score:pod-probes'],
  fix: 'review',
  page,
  check: {
    where: ['Service'],
    File(file, ctx) {
      const objects = objectsOf(file);
      const services = servicesIn(file);
      if (services.length === 0) return;
      for (const object of objects) {
        const { pod } = object;
        const [first] = pod?.containers ?? [];
        if (pod === undefined || first === undefined || !pod.isLongRunning) continue;
        if (pod.allContainers.some((container) => container.get('readinessProbe') !== undefined)) continue;
        const service = selecting(services, object);
        if (service === undefined) continue;
        ctx.report({
          at: pod.lackOf('containers'),
          message: `No container has a readinessProbe, and Service \`${service.name ?? ''}\` sends requests here as soon as the processes run.`,
          related: [{ at: service.anchor, message: 'The Service that selects these pods.' }],
          fix: () => newProbes(first, 'readinessProbe', ctx),
        });
      }
    },
  },
});
