import type { RuleContext } from '../../engine/rule/define.js';
import type { KubernetesChecks } from '../../languages/kubernetes/checks.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import type { YamlMap } from '../../languages/yaml/nodes.js';
import { mapsIn } from '../../languages/yaml/reading.js';

/** A check on the `spec` of objects of Argo: Workflows, Rollouts and CD share one API group. */
export function ofArgo(
  kinds: readonly string[],
  check: (spec: YamlMap, object: KubernetesObject, ctx: RuleContext) => void,
): KubernetesChecks {
  return {
    where: kinds,
    Object(object, ctx) {
      if (object.group !== 'argoproj.io' || !kinds.includes(object.kind)) return;
      const spec = object.kind === 'CronWorkflow' ? object.get('spec', 'workflowSpec') : object.get('spec');
      if (spec?.kind === 'map') check(spec, object, ctx);
    },
  };
}

export const workflowKinds: readonly string[] = ['Workflow', 'WorkflowTemplate', 'ClusterWorkflowTemplate', 'CronWorkflow'];

/** Templates of a workflow, and what is said for all of them. */
export function workflowTemplates(spec: YamlMap): YamlMap[] {
  const defaults = spec.get('templateDefaults');
  return [...(defaults?.kind === 'map' ? [defaults] : []), ...mapsIn(spec.get('templates'))];
}
