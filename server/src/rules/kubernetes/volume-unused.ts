import type { Fix } from '../../engine/rule/define.js';
import { defineRule } from '../../engine/rule/define.js';
import type { Pod } from '../../languages/kubernetes/pod.js';
import { removeEntry, removeItem } from '../../languages/yaml/edit.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import page from './volume-unused.md';

export default defineRule({
  id: 'kubernetes/volume-unused',
  language: 'kubernetes',
  severity: 'hint',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Pod(pod, ctx) {
      const { volumes } = pod;
      if (volumes.length === 0 || pod.allContainers.length === 0) return;
      const mounts = pod.allContainers.flatMap((container) => [...container.mounts, ...mapsIn(container.get('volumeDevices'))]);
      const used = new Set(mounts.map((mount) => mount.get('name')?.scalarText));
      // A mesh or an injector may mount it.
      if (used.has(undefined) || pod.allContainers.some((container) => container.get('volumeMounts')?.isUnknown)) return;
      for (const volume of volumes) {
        const node = volume.get('name');
        const name = node?.scalarText;
        if (node === undefined || name === undefined || used.has(name)) continue;
        ctx.report({
          at: node.span,
          message: `No container mounts the volume \`${name}\`, and the pod still waits for it.`,
          fix: () => removeFix(pod, name),
        });
      }
    },
  },
});

function removeFix(pod: Pod, name: string): Fix | undefined {
  const list = pod.get('volumes');
  if (list?.kind !== 'sequence') return undefined;
  const index = list.items.findIndex((item) => item.get('name')?.scalarText === name);
  const edits = list.items.length === 1 ? removeEntry(pod.spec, 'volumes') : removeItem(list, index);
  return edits === undefined ? undefined : { title: `Remove the volume \`${name}\``, edits };
}
