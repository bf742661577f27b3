import { code, sentences } from '../../dockerfile/hover/markdown.js';
import { describeCron, everRuns, joinsDays, readCron, type CronFieldName, type CronSchedule } from '../cron.js';
import type { KubernetesObject } from '../object.js';
import type { Place } from './place.js';
import { docs, timeText, type Paragraphs } from './texts.js';

// https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/, read 2026-11.

const link = docs('CronJob', 'concepts/workloads/controllers/cron-jobs/#schedule-syntax');

/** The schedule of a CronJob in words, field by field, and what happens when runs meet. */
export function cronTopic({ object, path }: Place): Paragraphs | undefined {
  const isSchedule = path.length === 2 && path[0] === 'spec' && (path[1] === 'schedule' || path[1] === 'timeZone');
  const text = object.get('spec', 'schedule')?.scalarText;
  if (!isSchedule || object.kind !== 'CronJob' || !object.isBuiltIn || text === undefined) return undefined;
  const reading = readCron(text);
  if (reading.fault !== undefined) return [`${code(text)} is no schedule: ${reading.fault.reason}.`, link];
  const { schedule } = reading;
  const words = describeCron(text, object.get('spec', 'timeZone')?.scalarText);
  return [
    words === undefined ? undefined : `**${words}.**`,
    everRuns(schedule) ? undefined : 'No such day exists, so it never runs.',
    fieldsText(schedule),
    joinsDays(schedule) ? 'Day of the month and day of the week are joined by "or": one of the two is enough.' : undefined,
    path[1] === 'schedule' ? runsText(object) : undefined,
    link,
  ];
}

const fieldNames: readonly (readonly [CronFieldName, string])[] = [
  ['minute', 'minute'],
  ['hour', 'hour'],
  ['day', 'day of the month'],
  ['month', 'month'],
  ['weekday', 'day of the week, 0 is Sunday'],
];

function fieldsText({ fields }: CronSchedule): string | undefined {
  return fields === undefined ? undefined : fieldNames.map(([name, words]) => `- ${code(fields[name].text)} ${words}`).join('\n');
}

function runsText(object: KubernetesObject): string {
  const policy = object.get('spec', 'concurrencyPolicy');
  const deadline = object.get('spec', 'startingDeadlineSeconds')?.number;
  return sentences(
    object.get('spec', 'suspend')?.boolean === true ? '**Suspended**: no run is started.' : undefined,
    policy?.isUnknown === true ? undefined : overlapText(policy?.string ?? 'Allow'),
    deadline === undefined ? undefined : `A run that could not start in time is made up for within ${timeText(deadline)}.`,
  );
}

function overlapText(policy: string): string | undefined {
  if (policy === 'Allow') return 'When a run takes longer than the pause, the next one runs beside it (`concurrencyPolicy: Allow`).';
  if (policy === 'Forbid') return 'When a run takes longer than the pause, the next one is left out (`concurrencyPolicy: Forbid`).';
  return policy === 'Replace'
    ? 'When a run takes longer than the pause, it is stopped for the next one (`concurrencyPolicy: Replace`).'
    : undefined;
}
