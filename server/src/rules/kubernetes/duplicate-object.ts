import { defineRule } from '../../engine/rule/define.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import page from './duplicate-object.md';

export default defineRule({
  id: 'kubernetes/duplicate-object',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    File(file, ctx) {
      const first = new Map<string, KubernetesObject>();
      for (const object of file.objects) {
        const name = object.name;
        if (name === undefined || object.document.isTemplated || object.get('metadata', 'namespace')?.isUnknown === true) continue;
        const key = [object.group, object.kind, object.namespace ?? '', name].join('/');
        const before = first.get(key);
        if (before === undefined) {
          first.set(key, object);
          continue;
        }
        ctx.report({
          at: object.anchor,
          message: `The ${object.kind} \`${name}\` stands in this file twice: the later one overwrites the earlier.`,
          related: [{ at: before.anchor, message: 'The first one' }],
        });
      }
    },
  },
});
