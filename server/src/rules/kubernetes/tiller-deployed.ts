import { defineRule } from '../../engine/rule/define.js';
import page from './tiller-deployed.md';

export default defineRule({
  id: 'kubernetes/tiller-deployed',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['trivy-checks:KSV-0102', 'checkov:CKV_K8S_34', 'kyverno:disallow-helm-tiller'],
  fix: 'none',
  page,
  check: {
    Pod(pod, ctx) {
      const { object } = pod;
      const container = pod.allContainers.find(({ imageNode }) => /(?:^|[/-])tiller(?:$|[-:@])/.test(imageNode?.string ?? ''));
      const isNamed = /(?:^|-)tiller(?:-|$)/.test(object.name ?? '');
      const label = pod.holder.get('metadata', 'labels', 'app');
      const isLabelled = label?.string === 'helm' || pod.labels.get('name') === 'tiller';
      if (container === undefined && !isNamed && !isLabelled) return;
      const at = container?.imageNode ?? (isNamed ? object.get('metadata', 'name') : label);
      ctx.report({
        at: at?.span ?? object.anchor,
        message:
          'This is Tiller, the server of Helm 2: it acts with its own rights for anybody who reaches it, and gets no updates since 2020.',
      });
    },
  },
});
