import { defineRule } from '../../engine/rule/define.js';
import page from './namespace-declared.md';

export default defineRule({
  id: 'kubernetes/namespace-declared',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kubescape:C-0209', 'kubescape:list-all-namespaces'],
  fix: 'none',
  page,
  check: {
    Kind: {
      Namespace(object, ctx) {
        ctx.report({ at: object.anchor, message: `\`${object.name ?? ''}\` is one more place with rights and quotas of its own.` });
      },
    },
  },
});
