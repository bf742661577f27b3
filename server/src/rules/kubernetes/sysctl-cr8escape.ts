import { defineRule } from '../../engine/rule/define.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import page from './sysctl-cr8escape.md';

export default defineRule({
  id: 'kubernetes/sysctl-cr8escape',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    where: ['sysctls'],
    Pod(pod, ctx) {
      for (const sysctl of mapsIn(pod.get('securityContext', 'sysctls'))) {
        const value = sysctl.get('value');
        if (value === undefined || !/[+=]/.test(value.scalarText ?? '')) continue;
        ctx.report({
          at: value.span,
          message: "A sysctl's value with `+` or `=` sets other settings of the node through CRI-O (CVE-2022-0811).",
        });
      }
    },
  },
});
