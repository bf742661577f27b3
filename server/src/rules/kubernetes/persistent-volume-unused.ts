import { defineRule } from '../../engine/rule/define.js';
import { kindIn } from '../shared/kubernetesReferences.js';
import page from './persistent-volume-unused.md';

export default defineRule({
  id: 'kubernetes/persistent-volume-unused',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['clusterlint:unused-pv'],
  fix: 'none',
  page,
  check: {
    where: ['PersistentVolumeClaim'],
    File(file, ctx) {
      const claims = kindIn(file, 'PersistentVolumeClaim');
      if (claims.length === 0) return;
      // A claim that names no volume takes any of its class that is large enough.
      const named = new Set(claims.map((claim) => claim.get('spec', 'volumeName')?.scalarText));
      const classes = new Set(claims.map((claim) => claim.get('spec', 'storageClassName')?.scalarText));
      for (const volume of kindIn(file, 'PersistentVolume')) {
        const { name } = volume;
        const reserved = volume.get('spec', 'claimRef', 'name')?.scalarText;
        if (name === undefined || named.has(name) || (reserved !== undefined && claims.some((claim) => claim.name === reserved))) continue;
        if (named.has(undefined) && (classes.has(undefined) || classes.has(volume.get('spec', 'storageClassName')?.scalarText))) continue;
        ctx.report({ at: volume.anchor, message: `No claim of this file takes the volume \`${name}\`.` });
      }
    },
  },
});
