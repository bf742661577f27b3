import { defineRule } from '../../engine/rule/define.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { jobsOf } from '../shared/kubernetesJobs.js';
import page from './job-field-conflict.md';

export default defineRule({
  id: 'kubernetes/job-field-conflict',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    where: ['Job', 'CronJob'],
    Object(object, ctx) {
      for (const { spec } of jobsOf(object)) {
        const mode = spec.get('completionMode');
        if (mode?.string === 'Indexed' && !spec.has('completions')) {
          const number = spec.get('parallelism')?.number ?? 1;
          ctx.report({
            at: mode.span,
            message:
              'An indexed Job has one pod for each index, and without `completions` there is no last one: the API server refuses it.',
            fix: () => mergeFix(`Add \`completions: ${number}\``, spec, { completions: number }),
          });
        }
        const isIndexed = mode?.string === 'Indexed' || mode?.isUnknown === true;
        for (const field of ['backoffLimitPerIndex', 'maxFailedIndexes']) {
          const entry = spec.entry(field);
          if (entry === undefined || entry.value.isNull || isIndexed) continue;
          ctx.report({
            at: entry.key.span,
            message: `\`${field}\` counts for each index: without \`completionMode: Indexed\` the API server refuses it.`,
          });
        }
        const selector = spec.entry('selector');
        if (
          selector !== undefined &&
          !selector.value.isNull &&
          spec.get('manualSelector')?.boolean !== true &&
          !spec.get('manualSelector')?.isUnknown
        ) {
          ctx.report({
            at: selector.key.span,
            message: 'A Job gets its selector from the cluster: one of its own is refused unless `manualSelector` is true.',
            fix: () => {
              const edits = removeEntry(spec, 'selector');
              return edits === undefined ? undefined : { title: 'Remove `selector`', edits };
            },
          });
        }
        const policy = spec.get('template', 'spec', 'restartPolicy');
        const failure = spec.entry('podFailurePolicy');
        if (failure !== undefined && mapsIn(failure.value.get('rules')).length > 0 && policy?.string === 'OnFailure') {
          ctx.report({
            at: policy.span,
            message:
              'With a `podFailurePolicy` each failure has to end its pod: the API server takes only `restartPolicy: Never` beside it.',
            fix: () => {
              const template = spec.get('template', 'spec');
              return template?.kind === 'map' ? mergeFix('Set `restartPolicy: Never`', template, { restartPolicy: 'Never' }) : undefined;
            },
          });
        }
      }
    },
  },
});
