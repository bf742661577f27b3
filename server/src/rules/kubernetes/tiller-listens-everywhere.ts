import { defineRule } from '../../engine/rule/define.js';
import type { Container } from '../../languages/kubernetes/container.js';
import page from './tiller-listens-everywhere.md';

export default defineRule({
  id: 'kubernetes/tiller-listens-everywhere',
  language: 'kubernetes',
  severity: 'warning',
  presets: [],
  since: '0.2.0',
  aliases: ['checkov:CKV_K8S_45'],
  fix: 'none',
  page,
  check: {
    Container(container, ctx) {
      if (!isTiller(container)) return;
      const [args, words] = [container.get('args'), container.words.join(' ')];
      if (/--listen[= ](?:localhost|127\.0\.0\.1)/.test(words)) return;
      const listen = args?.items.find((item) => item.string?.startsWith('--listen'));
      ctx.report({
        at: listen?.span ?? container.lackOf('args'),
        message: 'Tiller listens on every address of the pod: any other pod can have it install what it likes.',
      });
    },
  },
});

function isTiller(container: Container): boolean {
  return /tiller/.test(container.imageNode?.string ?? '') || container.pod.labels.get('name') === 'tiller';
}
