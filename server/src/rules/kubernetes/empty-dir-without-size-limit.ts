import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './empty-dir-without-size-limit.md';

export default defineRule({
  id: 'kubernetes/empty-dir-without-size-limit',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['kyverno:require-emptydir-requests-limits'],
  fix: 'review',
  options: {
    disk: { type: 'string', default: '1Gi', description: 'The size that the fix writes.' },
    memory: { type: 'string', default: '64Mi', description: 'The size that the fix writes for volumes in memory.' },
  },
  page,
  check: {
    where: ['emptyDir'],
    Pod(pod, ctx) {
      if (pod.object.document.isTemplated) return;
      for (const volume of pod.volumes) {
        const entry = volume.entry('emptyDir');
        const directory = entry?.value;
        if (entry === undefined || directory === undefined || directory.isUnknown || directory.get('sizeLimit')?.isNull === false) continue;
        const isMemory = directory.get('medium')?.string === 'Memory';
        const size = ctx.option<string>(isMemory ? 'memory' : 'disk');
        ctx.report({
          at: entry.key.span,
          message: `\`${volume.get('name')?.scalarText ?? 'emptyDir'}\` has no size limit: it can fill the ${isMemory ? "node's memory" : "node's disk"}.`,
          fix: () => mergeFix(`Add \`sizeLimit: ${size}\``, volume, { emptyDir: { sizeLimit: size } }),
        });
      }
    },
  },
});
