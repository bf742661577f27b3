import { defineRule } from '../../engine/rule/define.js';
import { asksFor } from '../shared/kubernetesMetadata.js';
import page from './environment-label-missing.md';

export default defineRule({
  id: 'kubernetes/environment-label-missing',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['datree:DEPLOYMENT_MISSING_LABEL_ENV_VALUE'],
  fix: 'review',
  options: {
    keys: { type: 'strings', default: ['env', 'environment'], description: 'Keys of which one is enough.' },
    kinds: { type: 'strings', default: ['Deployment'], description: 'Kinds of objects that are asked.' },
    value: { type: 'string', default: '', description: 'Value that the fix writes; without one there is no fix.' },
  },
  page,
  check: asksFor('labels', (key, { kind }) => `The ${kind} has no label \`${key}\`: test and production look the same.`),
});
