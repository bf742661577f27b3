// Schedules of CronJobs: five fields or a name for them, as Kubernetes reads them with robfig/cron v3 (`ParseStandard`):
// https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax, https://pkg.go.dev/github.com/robfig/cron/v3.

export type CronFieldName = 'minute' | 'hour' | 'day' | 'month' | 'weekday';

export interface CronField {
  readonly name: CronFieldName;
  readonly text: string;
  /** Offsets in the schedule's text. */
  readonly from: number;
  readonly to: number;
  /** Sorted, each once. */
  readonly values: readonly number[];
  /** Whether it says nothing: `*`, `?` or a range with step 1 from `*`. Days and weekdays are joined by "or" only where both say something. */
  readonly isAny: boolean;
}

export interface CronSchedule {
  /** Undefined for `@every`, which counts from when the controller starts. */
  readonly fields: Readonly<Record<CronFieldName, CronField>> | undefined;
  /** Text behind `@every`. */
  readonly every: string | undefined;
}

export interface CronFault {
  readonly what: 'time-zone' | 'field-count' | 'name' | 'value';
  /** Why it is refused, as the end of a sentence. */
  readonly reason: string;
  readonly from: number;
  readonly to: number;
  /** What may be meant, in place of `from` to `to`. */
  readonly meant?: string;
  /** Time zone of a `TZ=` prefix. */
  readonly timeZone?: string;
}

export type CronReading =
  | { readonly schedule: CronSchedule; readonly fault?: undefined }
  | { readonly schedule?: undefined; readonly fault: CronFault };

interface Bounds {
  readonly name: CronFieldName;
  readonly label: string;
  readonly least: number;
  readonly most: number;
  readonly words: readonly string[];
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const bounds: readonly Bounds[] = [
  { name: 'minute', label: 'minutes', least: 0, most: 59, words: [] },
  { name: 'hour', label: 'hours', least: 0, most: 23, words: [] },
  { name: 'day', label: 'days of the month', least: 1, most: 31, words: [] },
  { name: 'month', label: 'months', least: 1, most: 12, words: months },
  { name: 'weekday', label: 'days of the week', least: 0, most: 6, words: weekdays },
];

const names: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

export const cronNames: readonly string[] = [...Object.keys(names), '@every'];

const refuse = (what: CronFault['what'], reason: string, from: number, to: number, meant?: string): { fault: CronFault } => ({
  fault: { what, reason, from, to, ...(meant === undefined ? {} : { meant }) },
});

export function readCron(text: string): CronReading {
  const prefix = /^\s*(?:CRON_)?TZ=(\S*)\s*/.exec(text);
  if (prefix !== null) {
    return {
      fault: {
        what: 'time-zone',
        reason: 'a time zone in the schedule is refused; it belongs into `timeZone`',
        from: 0,
        to: prefix[0].length,
        meant: '',
        timeZone: prefix[1] ?? '',
      },
    };
  }
  const words = [...text.matchAll(/\S+/g)].map((match) => ({ text: match[0], from: match.index, to: match.index + match[0].length }));
  const [first] = words;
  if (first === undefined) return refuse('field-count', 'it is empty', 0, text.length);
  if (first.text.startsWith('@')) return readName(text.trim(), first.from);
  if (words.length !== bounds.length) {
    return refuse(
      'field-count',
      `it has ${words.length} ${words.length === 1 ? 'field' : 'fields'}, not the five for minute, hour, day, month and day of the week`,
      0,
      text.length,
      withoutSeconds(words),
    );
  }
  const fields: Partial<Record<CronFieldName, CronField>> = {};
  for (const [i, word] of words.entries()) {
    const field = readField(word.text, word.from, bounds[i] as Bounds);
    if ('fault' in field) return field;
    fields[field.name] = field;
  }
  return { schedule: { fields: fields as Record<CronFieldName, CronField>, every: undefined } };
}

/** Quartz and others put seconds in front. */
function withoutSeconds(words: readonly { readonly text: string }[]): string | undefined {
  if (words.length !== 6 || !/^[\d*/]+$/.test(words[0]?.text ?? '')) return undefined;
  const rest = words
    .slice(1)
    .map((word) => word.text)
    .join(' ');
  return readCron(rest).fault === undefined ? rest : undefined;
}

function readName(text: string, from: number): CronReading {
  const to = from + text.length;
  const every = /^@every\s+(\S+)$/.exec(text)?.[1];
  if (every !== undefined) {
    // Go's time.ParseDuration.
    if (/^(?:\d+(?:\.\d*)?(?:ns|us|µs|ms|s|m|h))+$/.test(every)) return { schedule: { fields: undefined, every } };
    return refuse('name', `\`${every}\` is no duration like \`1h30m\``, from, to);
  }
  const meaning = names[text];
  if (meaning !== undefined) return readCron(meaning);
  const lower = text.toLowerCase();
  return refuse('name', `\`${text}\` is none of its names`, from, to, names[lower] === undefined ? undefined : lower);
}

function readField(text: string, from: number, bound: Bounds): CronField | { fault: CronFault } {
  const values = new Set<number>();
  let isAny = false;
  let at = from;
  for (const part of text.split(',')) {
    const range = part === '' ? undefined : readRange(part, at, bound);
    if (range !== undefined && 'fault' in range) return range;
    if (range !== undefined) {
      for (let value = range.start; value <= range.end; value += range.step) values.add(value);
      isAny ||= range.isAny;
    }
    at += part.length + 1;
  }
  if (values.size === 0) return refuse('value', `\`${text}\` names no ${bound.label}`, from, from + text.length);
  return { name: bound.name, text, from, to: from + text.length, values: [...values].sort((a, b) => a - b), isAny };
}

function readRange(part: string, from: number, bound: Bounds) {
  const to = from + part.length;
  const [range = '', step, ...more] = part.split('/');
  const [low = '', high, ...others] = range.split('-');
  if (more.length > 0) return refuse('value', `\`${part}\` has more than one \`/\``, from, to);
  const isStar = low === '*' || low === '?';
  if (others.length > 0 && !isStar) return refuse('value', `\`${part}\` has more than one \`-\``, from, to);
  const by = step === undefined ? 1 : /^\d+$/.test(step) ? Number(step) : undefined;
  if (by === undefined || by === 0) return refuse('value', `\`${step ?? ''}\` is no step`, from, to);
  if (isStar) return { start: bound.least, end: bound.most, step: by, isAny: by === 1 };
  const start = readValue(low, bound);
  const end = high === undefined ? (step === undefined ? start : bound.most) : readValue(high, bound);
  if (start === undefined || end === undefined) return notAValue(start === undefined ? low : (high ?? ''), part, from, bound);
  for (const value of [start, end]) {
    if (value >= bound.least && value <= bound.most) continue;
    const meant = bound.name === 'weekday' && value === 7 && part === '7' ? '0' : undefined;
    return refuse(
      'value',
      `\`${value}\` is not within ${bound.least} to ${bound.most}, the ${bound.label}${meant === undefined && !(bound.name === 'weekday' && value === 7) ? '' : '; Sunday is 0'}`,
      from,
      to,
      meant,
    );
  }
  if (start > end) return refuse('value', `\`${range}\` goes backwards`, from, to);
  return { start, end, step: by, isAny: false };
}

function notAValue(word: string, part: string, from: number, bound: Bounds): { fault: CronFault } {
  const to = from + part.length;
  if (/^(?:\d*L|L-?\d*|\d+W|LW|\d+#\d+|H(?:\(.*\))?)$/i.test(part))
    return refuse('value', `\`${part}\` is a form of other schedulers`, from, to);
  const short = bound.words.find((known) => word.length > 3 && word.toLowerCase().startsWith(known));
  return refuse(
    'value',
    `\`${word}\` is none of the ${bound.label}`,
    from,
    to,
    short !== undefined && word === part ? short.toUpperCase() : undefined,
  );
}

function readValue(text: string, bound: Bounds): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const index = bound.words.indexOf(text.toLowerCase());
  return index === -1 ? undefined : index + bound.least;
}

const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether there is a day on which it runs: the 30th of February is none. */
export function everRuns({ fields }: CronSchedule): boolean {
  if (fields === undefined) return true;
  const { day, month, weekday } = fields;
  if (day.isAny || !weekday.isAny) return true;
  return month.values.some((value) => day.values.some((date) => date <= (longest[value - 1] as number)));
}

/** Whether day of the month and day of the week both say something, so that either is enough. */
export function joinsDays({ fields }: CronSchedule): boolean {
  return fields !== undefined && !fields.day.isAny && !fields.weekday.isAny;
}

/** A time zone as the controller looks it up: by its name in the IANA database, case and all. */
export function readTimeZone(name: string): { readonly isKnown: boolean; readonly meant?: string } {
  if (name === 'UTC' || name === 'GMT') return { isKnown: true };
  if (!/^[A-Za-z]/.test(name) || name.toLowerCase() === 'local') return { isKnown: false };
  const zones = (Intl as unknown as { supportedValuesOf(key: 'timeZone'): string[] }).supportedValuesOf('timeZone');
  if (zones.includes(name)) return { isKnown: true };
  const same = zones.find((zone) => zone.toLowerCase() === name.toLowerCase().replaceAll(' ', '_'));
  if (same !== undefined) return { isKnown: false, meant: same };
  if (isZone(name)) return { isKnown: true };
  const city = zones.find((zone) => zone.toLowerCase().endsWith(`/${name.toLowerCase().replaceAll(' ', '_')}`));
  return city === undefined ? { isKnown: false } : { isKnown: false, meant: city };
}

/** Old names are links to new ones, which the list of zones leaves out. */
function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** The schedule in words: "At 03:00 on Monday to Friday"; undefined where it is none. */
export function describeCron(text: string, timeZone?: string): string | undefined {
  const reading = readCron(text);
  if (reading.fault !== undefined) return undefined;
  const { fields, every } = reading.schedule;
  if (every !== undefined) return `Every ${every}, counted from when the controller sees it`;
  if (fields === undefined) return undefined;
  const days = daysText(fields);
  const when = timeText(fields, days === '');
  const zone = timeZone === undefined ? "in the controller's time zone, mostly UTC" : `in the time zone ${timeZone}`;
  const isClock = fields.hour.values.length < 24 || days !== '';
  return `${when}${days === '' ? '' : `, ${days}`}${isClock ? `, ${zone}` : ''}`;
}

type Fields = Readonly<Record<CronFieldName, CronField>>;

function timeText({ minute, hour }: Fields, isDaily: boolean): string {
  const step = stepOf(minute, 60);
  const allHours = hour.values.length === 24;
  const every = isDaily ? ' every day' : '';
  if (allHours && minute.values.length === 60) return 'Every minute';
  if (allHours && step !== undefined) return `Every ${step} minutes`;
  if (allHours && minute.values.length === 1)
    return minute.values[0] === 0 ? 'Every hour' : `Every hour at minute ${minute.values[0] ?? 0}`;
  if (allHours) return `At minutes ${list(minute.values.map(String))} of every hour`;
  const hours = stepOf(hour, 24);
  const [onlyMinute] = minute.values;
  if (minute.values.length === 1 && hours !== undefined)
    return `Every ${hours} hours${onlyMinute === 0 ? '' : ` at minute ${onlyMinute ?? 0}`}`;
  if (minute.values.length * hour.values.length <= 6) {
    return `At ${list(hour.values.flatMap((h) => minute.values.map((m) => `${two(h)}:${two(m)}`)))}${every}`;
  }
  const minutes =
    minute.values.length === 60
      ? 'Every minute'
      : step === undefined
        ? `At ${minute.values.length === 1 ? 'minute' : 'minutes'} ${list(minute.values.map(String))}`
        : `Every ${step} minutes`;
  return `${minutes} of the hours ${list(runs(hour.values, two))}${every}`;
}

function daysText({ day, month, weekday }: Fields): string {
  const inMonths = month.values.length === 12 ? '' : `in ${list(runs(month.values, (value) => monthNames[value - 1] ?? ''))}`;
  const onDays =
    day.values.length === 31 && day.isAny
      ? ''
      : `on ${day.values.length === 1 ? 'day' : 'days'} ${list(runs(day.values, String))} of the month`;
  const onWeekdays = weekday.isAny ? '' : `on ${list(runs(weekday.values, (value) => weekdayNames[value] ?? ''))}`;
  const joined = onDays !== '' && onWeekdays !== '' ? `${onDays} and also ${onWeekdays}` : onDays + onWeekdays;
  return [joined, inMonths].filter((part) => part !== '').join(' ');
}

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const weekdayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** The step of values that go round evenly: 0, 15, 30 and 45 of 60. */
function stepOf({ values }: CronField, size: number): number | undefined {
  const [first, second] = values;
  if (first !== 0 || second === undefined || second < 2 || size % second !== 0 || values.length !== size / second) return undefined;
  return values.every((value, i) => value === i * second) ? second : undefined;
}

/** Values with runs of three and more as "a to b". */
function runs(values: readonly number[], name: (value: number) => string): string[] {
  const found: string[] = [];
  for (let i = 0; i < values.length; ) {
    let end = i;
    while (values[end + 1] === (values[end] as number) + 1) end++;
    if (end - i >= 2) found.push(`${name(values[i] as number)} to ${name(values[end] as number)}`);
    else for (let k = i; k <= end; k++) found.push(name(values[k] as number));
    i = end + 1;
  }
  return found;
}

const two = (value: number): string => String(value).padStart(2, '0');
const list = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
