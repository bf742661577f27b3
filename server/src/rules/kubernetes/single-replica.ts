import { defineRule } from '../../engine/rule/define.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { appFacts, appOf } from '../shared/kubernetesApp.js';
import { autoscalersAround, autoscalersOf } from '../shared/kubernetesAvailability.js';
import { kindIn } from '../shared/kubernetesReferences.js';
import page from './single-replica.md';

export default defineRule({
  id: 'kubernetes/single-replica',
  language: 'kubernetes',
  severity: 'info',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'polaris:deploymentMissingReplicas',
    'datree:DEPLOYMENT_INCORRECT_REPLICAS_VALUE',
    'kyverno:require-deployments-have-multiple-replicas',
  ],
  fix: 'review',
  needs: appFacts,
  page,
  check: {
    where: ['Deployment'],
    File(file, ctx) {
      const deployments = kindIn(file, 'Deployment');
      if (deployments.length === 0) return;
      const autoscalers = autoscalersOf(file);
      for (const deployment of deployments) {
        const spec = deployment.get('spec');
        const replicas = spec?.get('replicas');
        const isSilent = replicas === undefined || replicas.isNull;
        if (spec?.kind !== 'map' || !(isSilent || replicas.number === 1)) continue;
        // Who recreates says that two must not run at once, and who scales elsewhere has a number of their own.
        if (spec.get('strategy', 'type')?.string === 'Recreate' || autoscalers.of(deployment) !== undefined) continue;
        const app = appOf(file, ctx);
        // A base leaves the number to its overlays, and of controllers that elect a leader one works at a time anyway.
        if (app.isPatched || electsLeader(deployment) || autoscalersAround(app).of(deployment) !== undefined) continue;
        ctx.report({
          at: isSilent ? deployment.lackOf('spec', 'replicas') : replicas.span,
          severity: isSilent ? 'hint' : 'info',
          message: `${isSilent ? 'Without `replicas` one pod runs' : 'One pod runs'}: when its node is drained or fails, \`${deployment.name ?? ''}\` is away until another has started.`,
          fix: () => mergeFix('Run two pods', spec, { replicas: 2 }),
        });
      }
    },
  },
});

const electsLeader = ({ pod }: KubernetesObject): boolean =>
  pod?.allContainers.some((container) =>
    ['command', 'args'].some((field) =>
      container.get(field)?.items.some(({ string }) => /^--?(?:enable-)?leader-elect/.test(string ?? '')),
    ),
  ) ?? false;
