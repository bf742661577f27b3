import { defineRule, type Fix } from '../../engine/rule/define.js';
import { remove, replace, type Span } from '../../engine/text/span.js';
import { readCron, type CronFault } from '../../languages/kubernetes/cron.js';
import { merge } from '../../languages/yaml/edit.js';
import type { YamlMap, YamlScalar } from '../../languages/yaml/nodes.js';
import { schedulePart } from '../shared/kubernetesJobs.js';
import page from './cron-schedule-invalid.md';

export default defineRule({
  id: 'kubernetes/cron-schedule-invalid',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['datree:CRONJOB_INVALID_SCHEDULE_VALUE'],
  fix: 'review',
  page,
  check: {
    Kind: {
      CronJob(object, ctx) {
        const spec = object.get('spec');
        const node = spec?.get('schedule');
        if (spec?.kind !== 'map' || node?.kind !== 'scalar' || node.string === undefined) return;
        const { fault } = readCron(node.string);
        if (fault === undefined) return;
        ctx.report({
          at: schedulePart(node, fault.from, fault.to),
          message: `The schedule is not accepted: ${fault.reason}.`,
          fix: () => meant(spec, node, fault),
        });
      },
    },
  },
});

function meant(spec: YamlMap, node: YamlScalar, fault: CronFault): Fix | undefined {
  if (fault.meant === undefined) return undefined;
  const at = schedulePart(node, fault.from, fault.to);
  if (fault.what !== 'time-zone')
    return {
      title: `Change to \`${fault.meant}\``,
      edits: [replace(at, needsQuotes(node, at, fault.meant) ? JSON.stringify(fault.meant) : fault.meant)],
    };
  const timeZone = fault.timeZone ?? '';
  // What is in one place only can be taken out there.
  if (timeZone === '' || spec.has('timeZone') || at.end - at.start !== fault.to - fault.from) return undefined;
  return { title: 'Move the time zone to `timeZone`', edits: [remove(at), ...merge(spec, { timeZone })] };
}

/** Where the whole value is replaced its quotes go with it; `@daily` and `* * * * *` are no YAML without them. */
function needsQuotes(node: YamlScalar, at: Span, text: string): boolean {
  const { start, end } = node.span;
  return at.start === start && at.end === end && (node.style !== 'plain' || /^[@*&!%`]/.test(text));
}
