import { defineRule } from '../../engine/rule/define.js';
import { appFacts } from '../shared/kubernetesApp.js';
import { checkReferences } from '../shared/kubernetesMissing.js';
import { scaleTargetOf } from '../shared/kubernetesReferences.js';
import page from './hpa-target-not-in-file.md';

export default defineRule({
  id: 'kubernetes/hpa-target-not-in-file',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: [
    'kube-linter:dangling-horizontalpodautoscaler',
    'kube-score:horizontalpodautoscaler-has-target',
    'kubescape:hpa-has-target',
    'kubescape:C-0300',
  ],
  fix: 'none',
  needs: appFacts,
  page,
  check: { where: ['HorizontalPodAutoscaler'], File: checkReferences(scaleTargetOf, undefined) },
});
