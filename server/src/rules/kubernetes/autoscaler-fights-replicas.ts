import { defineRule, type Fix, type RuleContext } from '../../engine/rule/define.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { inOneNamespace } from '../../languages/kubernetes/selectors.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import type { YamlEntry } from '../../languages/yaml/nodes.js';
import { appFacts, appOf, type App } from '../shared/kubernetesApp.js';
import { autoscalerAround } from '../shared/kubernetesAutoscaling.js';
import { autoscalersOf, isReplicated, replicatedIn, replicatedKinds } from '../shared/kubernetesAvailability.js';
import page from './autoscaler-fights-replicas.md';

export default defineRule({
  id: 'kubernetes/autoscaler-fights-replicas',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kube-score:deployment-targeted-by-hpa-does-not-have-replicas-configured'],
  fix: 'review',
  needs: appFacts,
  page,
  check: {
    where: [...replicatedKinds, 'HorizontalPodAutoscaler', 'ScaledObject'],
    File(file, ctx) {
      const autoscalers = autoscalersOf(file);
      const workloads = replicatedIn(file);
      if (autoscalers.all.length === 0 && workloads.length === 0) return;
      const app = appOf(file, ctx);
      for (const workload of workloads) {
        const entry = replicasEntry(workload);
        if (entry === undefined) continue;
        const autoscaler = autoscalers.of(workload) ?? autoscalerAround(app, workload);
        if (autoscaler === undefined) continue;
        const where = app.isElsewhere(autoscaler.object) ? ` (\`${app.fileOf(autoscaler.object) ?? ''}\`)` : '';
        ctx.report({
          at: entry.key.span,
          message: `Autoscaler \`${autoscaler.object.name ?? ''}\`${where} sets the replicas of \`${workload.name ?? ''}\`: every \`kubectl apply\` puts them back to ${entry.value.scalarText ?? 'this number'}, whatever the load is.`,
          related: [app.related(ctx, autoscaler.object, 'The autoscaler.')],
          fix: () => leave(app, ctx, workload),
        });
      }
      if (app.isPatched) return;
      for (const autoscaler of autoscalers.all) {
        const { object, kind, name } = autoscaler;
        const workload = app.others.find(
          (each) =>
            each.kind === kind && each.name === name && isReplicated(each) && inOneNamespace(each, object) === 'yes' && !app.isTwin(each),
        );
        const entry = workload === undefined ? undefined : replicasEntry(workload);
        if (workload === undefined || entry === undefined) continue;
        ctx.report({
          at: object.get('spec', 'scaleTargetRef', 'name')?.span ?? object.anchor,
          message: `${app.titled(workload)} says \`replicas: ${entry.value.scalarText ?? ''}\`, and every \`kubectl apply\` puts them back to that, whatever this autoscaler has decided.`,
          related: [app.related(ctx, workload, 'Replicas of the workload.', 'spec', 'replicas')],
          fix: () => leave(app, ctx, workload),
        });
      }
    },
  },
});

/** An autoscaler leaves a workload with no replicas alone: that is how it is switched off. */
function replicasEntry(workload: KubernetesObject): YamlEntry | undefined {
  const spec = isReplicated(workload) ? workload.get('spec') : undefined;
  const entry = spec?.kind === 'map' ? spec.entry('replicas') : undefined;
  return entry === undefined || entry.value.isNull || entry.value.number === 0 ? undefined : entry;
}

function leave(app: App, ctx: RuleContext, workload: KubernetesObject): Fix[] {
  return app.fix(ctx, workload, 'Leave `replicas` to the autoscaler', (real) => {
    const spec = real.get('spec');
    return spec?.kind === 'map' ? removeEntry(spec, 'replicas') : undefined;
  });
}
