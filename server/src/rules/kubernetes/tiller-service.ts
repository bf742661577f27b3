import { defineRule } from '../../engine/rule/define.js';
import { textMap } from '../../languages/yaml/reading.js';
import page from './tiller-service.md';

export default defineRule({
  id: 'kubernetes/tiller-service',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['checkov:CKV_K8S_44'],
  fix: 'none',
  page,
  check: {
    Kind: {
      Service(object, ctx) {
        const selector = textMap(object.get('spec', 'selector'));
        const isTiller = [...object.labels.values(), ...selector.values(), object.name].some(
          (text) => text !== undefined && /(?:^|-)tiller(?:-|$)/.test(text),
        );
        if (isTiller)
          ctx.report({
            at: object.anchor,
            message: 'The Service gives every pod of the cluster a way to Tiller, which does what it is asked with its own rights.',
          });
      },
    },
  },
});
