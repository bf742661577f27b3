import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './job-ttl-missing.md';

export default defineRule({
  id: 'kubernetes/job-ttl-missing',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['kube-linter:job-ttl-seconds-after-finished', 'kyverno:add-ttl-jobs'],
  fix: 'review',
  page,
  check: {
    Kind: {
      Job(object, ctx) {
        const spec = object.get('spec');
        if (spec?.kind !== 'map' || spec.has('ttlSecondsAfterFinished') || object.get('metadata', 'ownerReferences') !== undefined) return;
        // Helm and Argo CD take their hooks away themselves.
        if ([...object.annotations.keys()].some((key) => /^(?:helm\.sh\/hook|argocd\.argoproj\.io\/hook)/.test(key))) return;
        ctx.report({
          at: object.lackOf('spec'),
          message: `Nobody removes Job \`${object.name ?? ''}\` when it is done: it and its pods stay until a person does.`,
          fix: () => mergeFix('Remove it a day after it has finished', spec, { ttlSecondsAfterFinished: 86_400 }),
        });
      },
    },
  },
});
