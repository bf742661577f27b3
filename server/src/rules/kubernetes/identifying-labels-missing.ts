import { defineRule } from '../../engine/rule/define.js';
import { Absence } from '../../engine/text/span.js';
import { workloadKinds } from '../shared/kubernetesMetadata.js';
import page from './identifying-labels-missing.md';

export default defineRule({
  id: 'kubernetes/identifying-labels-missing',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kubescape:C-0076', 'kubescape:label-usage-for-resources'],
  fix: 'none',
  options: {
    labels: {
      type: 'strings',
      default: ['app', 'tier', 'phase', 'version', 'owner', 'env'],
      description: 'Labels of which a workload and its pods have one at least.',
    },
  },
  page,
  check: {
    where: workloadKinds,
    Object(object, ctx) {
      if (!workloadKinds.includes(object.kind)) return;
      const wanted = ctx.option<readonly string[]>('labels');
      const list = wanted.map((label) => `\`${label}\``).join(', ');
      const lacks = (labels: ReadonlyMap<string, string>): boolean => !wanted.some((label) => labels.has(label));
      if (lacks(object.labels))
        ctx.report({
          at: object.lackOf('metadata', 'labels'),
          message: `The ${object.kind} has none of the labels ${list}: nothing says what it belongs to.`,
        });
      const pod = object.pod;
      if (pod === undefined || pod.holder === object.root || !lacks(pod.labels)) return;
      ctx.report({
        at: new Absence((pod.holder.entry('metadata')?.key ?? pod.specEntry?.key)?.span ?? pod.anchor),
        message: `The pods have none of the labels ${list}: nothing says what they belong to.`,
      });
    },
  },
});
