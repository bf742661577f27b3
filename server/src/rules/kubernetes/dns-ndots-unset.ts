import { defineRule } from '../../engine/rule/define.js';
import { addItems } from '../../languages/yaml/edit.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './dns-ndots-unset.md';

export default defineRule({
  id: 'kubernetes/dns-ndots-unset',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kube-linter:dnsconfig-options', 'kyverno:add-ndots'],
  fix: 'review',
  options: { ndots: { type: 'number', default: 2, description: 'Number of dots from which on a name is asked for as it is' } },
  page,
  check: {
    Pod(pod, ctx) {
      const wanted = String(ctx.option<number>('ndots'));
      const list = pod.get('dnsConfig', 'options');
      if (list?.isUnknown) return;
      const option = mapsIn(list).find((item) => item.get('name')?.string === 'ndots');
      const value = option?.get('value');
      if (value?.isUnknown || value?.scalarText === wanted) return;
      ctx.report({
        at: value?.span ?? pod.lackOf('dnsConfig', 'options'),
        message: `${value === undefined ? 'Without `ndots`' : `With \`ndots: ${value.scalarText ?? ''}\``} names like \`api.example.com\` are looked up in the cluster's domains first, several queries for each.`,
        fix: () => {
          const entry = { name: 'ndots', value: wanted };
          if (option !== undefined) return mergeFix(`Set \`ndots: ${wanted}\``, option, { value: wanted });
          if (list?.kind === 'sequence' && list.items.length > 0)
            return { title: `Add \`ndots: ${wanted}\``, edits: addItems(list, [entry]) };
          return mergeFix(`Add \`ndots: ${wanted}\``, pod.spec, { dnsConfig: { options: [entry] } });
        },
      });
    },
  },
});
