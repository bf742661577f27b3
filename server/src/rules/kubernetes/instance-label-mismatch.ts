import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { workloadKinds } from '../shared/kubernetesMetadata.js';
import page from './instance-label-mismatch.md';

export default defineRule({
  id: 'kubernetes/instance-label-mismatch',
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
      if (!workloadKinds.includes(object.kind)) return;
      const labels = object.get('metadata', 'labels');
      const node = labels?.get('app.kubernetes.io/instance');
      const name = object.name;
      if (node?.scalarText === undefined || name === undefined || node.scalarText === name) return;
      ctx.report({
        at: node.span,
        message: `\`app.kubernetes.io/instance\` is \`${node.scalarText}\` and the name is \`${name}\`: whoever selects by one misses the other.`,
        fix: () => (labels?.kind === 'map' ? mergeFix(`Change to \`${name}\``, labels, { 'app.kubernetes.io/instance': name }) : undefined),
      });
    },
  },
});
