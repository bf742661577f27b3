import { defineRule, type Fix } from '../../engine/rule/define.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import type { YamlMap } from '../../languages/yaml/nodes.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { probeDefaults, probesOf, type ProbeNumber, probeKinds } from '../shared/kubernetesProbes.js';
import page from './probe-number-invalid.md';

export default defineRule({
  id: 'kubernetes/probe-number-invalid',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    where: probeKinds,
    Container(container, ctx) {
      for (const { kind, map } of probesOf(container)) {
        const report = (field: string, message: string, fix: () => Fix | undefined, severity: 'error' | 'info' = 'error'): void => {
          const at = map.get(field);
          if (at !== undefined) ctx.report({ at: at.span, message, fix, severity });
        };
        for (const field of Object.keys(probeDefaults) as ProbeNumber[]) {
          const value = map.get(field)?.number;
          if (value === undefined) continue;
          if (value < 0)
            report(field, `\`${field}\` of the ${kind} is ${value}: the API server takes no negative number.`, () => without(map, field));
          else if (value === 0 && field !== 'initialDelaySeconds')
            report(
              field,
              `\`${field}: 0\` does not mean none: the default, ${probeDefaults[field]}, takes its place.`,
              () => without(map, field),
              'info',
            );
          else if (field === 'successThreshold' && value > 1 && kind !== 'readinessProbe')
            report(field, `The ${kind} has \`successThreshold: ${value}\`, and the API server takes only 1 here.`, () =>
              mergeFix('Set `successThreshold: 1`', map, { successThreshold: 1 }),
            );
        }
        const grace = map.get('terminationGracePeriodSeconds');
        if (grace === undefined || grace.isNull) continue;
        if (kind === 'readinessProbe')
          report(
            'terminationGracePeriodSeconds',
            'A readinessProbe ends nothing, so the API server refuses its `terminationGracePeriodSeconds`.',
            () => without(map, 'terminationGracePeriodSeconds'),
          );
        else if (grace.number !== undefined && grace.number < 1)
          report(
            'terminationGracePeriodSeconds',
            `\`terminationGracePeriodSeconds\` of the ${kind} is ${grace.number}: the API server wants 1 or more.`,
            () => without(map, 'terminationGracePeriodSeconds'),
          );
      }
    },
  },
});

function without(map: YamlMap, field: string): Fix | undefined {
  const edits = removeEntry(map, field);
  return edits === undefined ? undefined : { title: `Remove \`${field}\``, edits };
}
