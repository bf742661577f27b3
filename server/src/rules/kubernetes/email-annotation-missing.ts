import { defineRule } from '../../engine/rule/define.js';
import { asksFor, workloadKinds } from '../shared/kubernetesMetadata.js';
import page from './email-annotation-missing.md';

export default defineRule({
  id: 'kubernetes/email-annotation-missing',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kube-linter:required-annotation-email'],
  fix: 'review',
  options: {
    keys: { type: 'strings', default: ['email'], description: 'Keys of which one is enough.' },
    kinds: { type: 'strings', default: workloadKinds, description: 'Kinds of objects that are asked.' },
    value: { type: 'string', default: '', description: 'Value that the fix writes; without one there is no fix.' },
  },
  page,
  check: asksFor('annotations', (key, { kind }) => `The ${kind} has no annotation \`${key}\`: nobody can be written to.`),
});
