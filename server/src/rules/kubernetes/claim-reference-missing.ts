import { defineRule } from '../../engine/rule/define.js';
import { appFacts } from '../shared/kubernetesApp.js';
import { checkReferences } from '../shared/kubernetesMissing.js';
import { referenceAt } from '../shared/kubernetesReferences.js';
import page from './claim-reference-missing.md';

export default defineRule({
  id: 'kubernetes/claim-reference-missing',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  needs: appFacts,
  page,
  check: {
    where: ['persistentVolumeClaim'],
    File: checkReferences(
      (object) =>
        object.pods.flatMap((pod) =>
          pod.volumes.flatMap((volume) => {
            const claim = volume.get('persistentVolumeClaim');
            return claim?.kind === 'map' ? referenceAt(object, 'PersistentVolumeClaim', claim, 'claimName') : [];
          }),
        ),
      'the pods are not scheduled',
    ),
  },
});
