import { defineRule } from '../../engine/rule/define.js';
import { warnsOf } from '../shared/kubernetesRbac.js';
import page from './role-grants-debug-containers.md';

export default defineRule({
  id: 'kubernetes/role-grants-debug-containers',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: warnsOf({
    on: { '': ['pods/ephemeralcontainers'] },
    verbs: ['update', 'patch'],
    lets: 'puts a container of any image into every running pod in its reach, beside its processes and Secrets.',
  }),
});
