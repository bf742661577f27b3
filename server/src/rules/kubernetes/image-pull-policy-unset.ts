import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { called, pullPolicyOf } from '../shared/kubernetesImages.js';
import page from './image-pull-policy-unset.md';

export default defineRule({
  id: 'kubernetes/image-pull-policy-unset',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['polaris:pullPolicyNotAlways'],
  fix: 'safe',
  page,
  check: {
    Container(container, ctx) {
      if (container.pod.object.document.isTemplated || container.get('imagePullPolicy')?.isNull === false) return;
      const policy = pullPolicyOf(container);
      if (policy === undefined) return;
      ctx.report({
        at: container.lackOf('imagePullPolicy'),
        message: `${called(container)} leaves its pull policy to the tag: it is \`${policy}\`, and stays so when the tag of the stored object changes later.`,
        fix: () => mergeFix(`Write \`imagePullPolicy: ${policy}\``, container.node, { imagePullPolicy: policy }),
      });
    },
  },
});
