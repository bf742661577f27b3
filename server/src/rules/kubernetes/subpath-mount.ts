import { defineRule } from '../../engine/rule/define.js';
import page from './subpath-mount.md';

export default defineRule({
  id: 'kubernetes/subpath-mount',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kubescape:CVE-2021-25741', 'datree:CONTAINER_CVE2021_25741_INCORRECT_SUBPATH_KEY'],
  fix: 'none',
  page,
  check: {
    where: ['subPath', 'subPathExpr'],
    Container(container, ctx) {
      for (const mount of container.mounts) {
        for (const key of ['subPath', 'subPathExpr']) {
          const entry = mount.entry(key);
          if (entry === undefined || entry.value.isNull) continue;
          ctx.report({
            at: entry.key.span,
            message: `A \`${key}\` mount never sees changes of a ConfigMap or Secret, and kubelets before 1.22.2 let it lead to the node (CVE-2021-25741).`,
          });
        }
      }
    },
  },
});
