import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { workloadKinds } from '../shared/kubernetesMetadata.js';
import page from './instance-label-missing.md';

export default defineRule({
  id: 'kubernetes/instance-label-missing',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['polaris:metadataAndInstanceMismatched'],
  fix: 'review',
  page,
  check: {
    where: workloadKinds,
    Object(object, ctx) {
      const metadata = object.get('metadata');
      const { name } = object;
      if (
        !workloadKinds.includes(object.kind) ||
        metadata?.kind !== 'map' ||
        metadata.get('labels', 'app.kubernetes.io/instance') !== undefined
      )
        return;
      ctx.report({
        at: object.lackOf('metadata', 'labels'),
        message: 'The label `app.kubernetes.io/instance` is missing: tools that group by it show the workload alone.',
        fix: () =>
          name === undefined
            ? undefined
            : mergeFix(`Add \`app.kubernetes.io/instance: ${name}\``, metadata, { labels: { 'app.kubernetes.io/instance': name } }),
      });
    },
  },
});
