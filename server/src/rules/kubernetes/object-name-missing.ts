import { defineRule } from '../../engine/rule/define.js';
import { isKustomizePatch } from '../../languages/kubernetes/kustomize.js';
import { isStored } from '../shared/kubernetesMetadata.js';
import page from './object-name-missing.md';

export default defineRule({
  id: 'kubernetes/object-name-missing',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['datree:RESOURCE_MISSING_NAME'],
  fix: 'none',
  page,
  check: {
    Object(object, ctx) {
      if (!isStored(object)) return;
      const metadata = object.get('metadata');
      if (metadata?.isUnknown === true || (metadata !== undefined && !metadata.isNull && metadata.kind !== 'map')) return;
      for (const key of ['name', 'generateName']) {
        const node = metadata?.get(key);
        if (node !== undefined && !node.isNull && node.scalarText !== '') return;
      }
      // A patch of Kustomize may find its object by a target.
      if (isKustomizePatch(ctx.near)) return;
      ctx.report({ at: object.lackOf('metadata', 'name'), message: `The ${object.kind} has no name: the API server rejects it.` });
    },
  },
});
