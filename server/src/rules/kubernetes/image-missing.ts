import { defineRule } from '../../engine/rule/define.js';
import { isKustomizePatch } from '../../languages/kubernetes/kustomize.js';
import type { Pod } from '../../languages/kubernetes/pod.js';
import { called } from '../shared/kubernetesImages.js';
import page from './image-missing.md';

export default defineRule({
  id: 'kubernetes/image-missing',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    Pod(pod, ctx) {
      if (!isWhole(pod)) return;
      for (const container of pod.allContainers) {
        const image = container.get('image');
        if (image !== undefined && !image.isNull && image.string !== '') continue;
        if (isKustomizePatch(ctx.near)) return;
        ctx.report({
          at: container.lackOf('image'),
          message: `${called(container)} has no image: the API server rejects the object.`,
        });
      }
    },
  },
});

/** A patch says only what it changes; what a whole object must have is not in it. */
function isWhole({ object, holder }: Pod): boolean {
  if (!object.isBuiltIn || object.document.isTemplated) return false;
  if (object.kind === 'Job' || object.kind === 'CronJob') return holder.get('spec', 'restartPolicy') !== undefined;
  return object.kind === 'Pod' || object.get('spec', 'selector') !== undefined;
}
