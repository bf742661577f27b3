import { defineRule } from '../../engine/rule/define.js';
import { Absence } from '../../engine/text/span.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { workloadKinds } from '../shared/kubernetesMetadata.js';
import page from './recommended-labels-missing.md';

export default defineRule({
  id: 'kubernetes/recommended-labels-missing',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['monokle:recommended-labels', 'kubescape:C-0077', 'kubescape:k8s-common-labels-usage'],
  fix: 'review',
  options: {
    labels: {
      type: 'strings',
      default: ['name', 'instance', 'version', 'component', 'part-of', 'managed-by', 'created-by'].map(
        (name) => `app.kubernetes.io/${name}`,
      ),
      description: 'Labels of which a workload and its pods have one at least.',
    },
  },
  page,
  check: {
    where: workloadKinds,
    Object(object, ctx) {
      if (!workloadKinds.includes(object.kind)) return;
      const wanted = ctx.option<readonly string[]>('labels');
      const metadata = object.get('metadata');
      const { name } = object;
      const lacks = (labels: ReadonlyMap<string, string>): boolean => !wanted.some((label) => labels.has(label));
      if (metadata?.kind === 'map' && lacks(object.labels)) {
        ctx.report({
          at: object.lackOf('metadata', 'labels'),
          message: `The ${object.kind} has none of the common labels (\`app.kubernetes.io/name\` …), by which tools find what belongs together.`,
          fix: () =>
            name === undefined
              ? undefined
              : mergeFix(`Add \`app.kubernetes.io/name: ${name}\``, metadata, { labels: { 'app.kubernetes.io/name': name } }),
        });
      }
      const pod = object.pod;
      if (pod === undefined || pod.holder === object.root || !lacks(pod.labels)) return;
      ctx.report({
        at: new Absence(pod.holder.get('metadata')?.kind === 'map' ? (pod.holder.entry('metadata')?.key.span ?? pod.anchor) : pod.anchor),
        message: 'The pods have none of the common labels (`app.kubernetes.io/name` …), by which tools find what belongs together.',
        fix: () =>
          name === undefined
            ? undefined
            : mergeFix(`Add \`app.kubernetes.io/name: ${name}\``, pod.holder, { metadata: { labels: { 'app.kubernetes.io/name': name } } }),
      });
    },
  },
});
