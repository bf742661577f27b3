import { defineRule } from '../../engine/rule/define.js';
import { eachBinding } from '../shared/kubernetesRbac.js';
import page from './binding-without-subjects.md';

export default defineRule({
  id: 'kubernetes/binding-without-subjects',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: eachBinding(({ object }, ctx) => {
    const entry = object.root.entry('subjects');
    if (entry !== undefined && !(entry.value.kind === 'sequence' && entry.value.items.length === 0) && !entry.value.isNull) return;
    ctx.report({ at: entry?.key.span ?? object.anchor, message: `The ${object.kind} binds nobody: it has no subjects.` });
  }),
});
