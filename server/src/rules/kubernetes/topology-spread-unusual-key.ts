import { defineRule } from '../../engine/rule/define.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import page from './topology-spread-unusual-key.md';

/** Labels that nodes have without anybody's doing: https://kubernetes.io/docs/reference/labels-annotations-taints/ (2026-11). */
const usual = new Set([
  'kubernetes.io/hostname',
  'topology.kubernetes.io/zone',
  'topology.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region',
]);

export default defineRule({
  id: 'kubernetes/topology-spread-unusual-key',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.4.0',
  aliases: ['polaris:topologySpreadConstraint'],
  fix: 'none',
  page,
  check: {
    where: ['topologySpreadConstraints'],
    Pod(pod, ctx) {
      for (const constraint of mapsIn(pod.get('topologySpreadConstraints'))) {
        const key = constraint.get('topologyKey');
        if (key?.string === undefined || key.string === '' || usual.has(key.string)) continue;
        ctx.report({
          at: key.span,
          message: `Nodes have the label \`${key.string}\` only where somebody gives it to them: those without it take no pod, or count for nothing.`,
        });
      }
    },
  },
});
