import { defineRule } from '../../engine/rule/define.js';
import { exposuresOf } from '../shared/kubernetesExposure.js';
import { objectsOf, workloadsOf } from '../shared/kubernetesReferences.js';
import page from './exposed-to-internet.md';

export default defineRule({
  id: 'kubernetes/exposed-to-internet',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: [
    'kubescape:exposure-to-internet',
    'kubescape:exposure-to-internet-via-gateway-api',
    'kubescape:exposure-to-internet-via-istio-ingress',
    'kubescape:C-0256',
    'kubescape:C-0266',
  ],
  fix: 'none',
  page,
  check: {
    where: ['Service'],
    File(file, ctx) {
      const objects = objectsOf(file);
      const exposures = exposuresOf(file);
      if (exposures.length === 0) return;
      const told = new Set<unknown>();
      const workloads = new Set(workloadsOf(objects));
      for (const { workload, by } of exposures) {
        if (told.has(workload) || !workloads.has(workload)) continue;
        told.add(workload);
        ctx.report({
          at: workload.anchor,
          message: `\`${workload.name ?? workload.kind}\` can be reached from outside of the cluster, through the ${by.kind} \`${by.name ?? ''}\`.`,
          related: [{ at: by.anchor, message: `${by.kind} \`${by.name ?? ''}\`` }],
        });
      }
    },
  },
});
