import { defineRule } from '../../engine/rule/define.js';
import { asksFor, workloadKinds } from '../shared/kubernetesMetadata.js';
import page from './owner-label-missing.md';

export default defineRule({
  id: 'kubernetes/owner-label-missing',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kube-linter:required-label-owner', 'datree:WORKLOAD_MISSING_LABEL_OWNER_VALUE'],
  fix: 'review',
  options: {
    keys: { type: 'strings', default: ['owner'], description: 'Keys of which one is enough.' },
    kinds: { type: 'strings', default: workloadKinds, description: 'Kinds of objects that are asked.' },
    value: { type: 'string', default: '', description: 'Value that the fix writes; without one there is no fix.' },
  },
  page,
  check: asksFor('labels', (key, { kind }) => `The ${kind} has no label \`${key}\`: nobody knows whom to call about it.`),
});
