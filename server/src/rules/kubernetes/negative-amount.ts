import { defineRule, type Fix } from '../../engine/rule/define.js';
import type { YamlNode } from '../../languages/yaml/nodes.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import { jobsOf } from '../shared/kubernetesJobs.js';
import { anyPod } from '../../languages/kubernetes/words.js';
import page from './negative-amount.md';

const ofWorkload = ['replicas', 'minReadySeconds', 'revisionHistoryLimit', 'progressDeadlineSeconds'];
const ofJob = [
  'parallelism',
  'completions',
  'backoffLimit',
  'activeDeadlineSeconds',
  'ttlSecondsAfterFinished',
  'backoffLimitPerIndex',
  'maxFailedIndexes',
];
const ofCronJob = ['startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit'];
const workloads = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController']);

export default defineRule({
  id: 'kubernetes/negative-amount',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    where: [...workloads, 'CronJob', 'Job', anyPod],
    Object(object, ctx) {
      if (!object.isBuiltIn) return;
      const look = (map: YamlNode | undefined, fields: readonly string[], least = 0): void => {
        for (const field of map?.kind === 'map' ? fields : []) {
          const node = map?.get(field);
          if (node?.number === undefined || node.number >= least) continue;
          ctx.report({
            at: node.span,
            message: `\`${field}\` is ${node.number}: the API server takes nothing below ${least}.`,
            fix: () => without(map, field),
          });
        }
      };
      if (workloads.has(object.kind)) look(object.get('spec'), ofWorkload);
      if (object.kind === 'CronJob') look(object.get('spec'), ofCronJob);
      for (const { spec } of jobsOf(object)) look(spec, ofJob);
      for (const pod of object.pods) look(pod.spec, ['activeDeadlineSeconds'], 1);
    },
  },
});

function without(map: YamlNode | undefined, field: string): Fix | undefined {
  const edits = map?.kind === 'map' ? removeEntry(map, field) : undefined;
  return edits === undefined ? undefined : { title: `Remove \`${field}\``, edits };
}
