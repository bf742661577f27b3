import { defineRule } from '../../engine/rule/define.js';
import { isKustomizePatch } from '../../languages/kubernetes/kustomize.js';
import { nearest } from '../../languages/dockerfile/vocabulary.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { renameFix } from '../shared/kubernetesReferences.js';
import page from './volume-mount-unknown.md';

export default defineRule({
  id: 'kubernetes/volume-mount-unknown',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Pod(pod, ctx) {
      const volumes = pod.volumes.map((volume) => volume.get('name')?.scalarText);
      const claims = mapsIn(pod.object.get('spec', 'volumeClaimTemplates')).map((claim) => claim.get('metadata', 'name')?.scalarText);
      const names = [...volumes, ...claims];
      if (names.includes(undefined) || pod.get('volumes')?.isUnknown) return;
      const known = names.flatMap((name) => name ?? []);
      for (const container of pod.allContainers) {
        for (const mount of [...container.mounts, ...mapsIn(container.get('volumeDevices'))]) {
          const node = mount.get('name');
          const name = node?.scalarText;
          if (node === undefined || name === undefined || known.includes(name)) continue;
          const near = nearest(name, known);
          // A patch holds only what changes.
          if (isKustomizePatch(ctx.near)) return;
          ctx.report({
            at: node.span,
            message: `The pod has no volume \`${name}\`${near === undefined ? '' : `, but one is \`${near}\``}: the API server rejects it.`,
            fix: () => (near === undefined ? undefined : renameFix(mount, 'name', near)),
          });
        }
      }
    },
  },
});
