import type { ItemResult, Place, ProjectReport, State } from './report.js';

/** Makes the target of a link to a place; undefined where links lead nowhere. */
export type PlaceLink = (place: Pick<Place, 'path' | 'line'>) => string | undefined;

export const signs: Readonly<Record<State, string>> = { holds: '✅', fails: '❌', accepted: '☑️', off: '⏸️', nothing: '➖' };

export const meanings: Readonly<Record<State, string>> = {
  holds: 'holds',
  fails: 'does not hold',
  accepted: 'accepted in the files',
  off: 'switched off by the configuration',
  nothing: 'nothing to judge',
};

/** The report as a page: sums first, then what does not hold with its places, then everything else in one line each. */
export function reportMarkdown(report: ProjectReport, link: PlaceLink): string {
  const { counts, sections } = report;
  const judged = counts.holds + counts.fails + counts.accepted;
  const out = [
    `# Hardening report: ${text(report.title)}`,
    '',
    sum(report),
    '',
    '| | item | state |',
    '|---|---|---|',
    ...sections.flatMap(({ title, results }) => [
      `| | **${title}** | |`,
      ...results.map(({ item, state, places, more }) => {
        const count = places.length + more;
        return `| ${signs[state]} | ${text(item.title)} | ${meanings[state]}${count > 0 ? `, ${count} ${count === 1 ? 'place' : 'places'}` : ''} |`;
      }),
    ]),
    '',
  ];
  const failing = sections.flatMap(({ results }) => results.filter(({ state }) => state === 'fails'));
  if (failing.length > 0) out.push('## What does not hold', '', ...failing.flatMap((result) => details(result, link)));
  const accepted = sections.flatMap(({ results }) => results.flatMap((result) => result.accepted));
  if (accepted.length > 0) {
    out.push('## What was accepted', '');
    for (const place of accepted)
      out.push(`- ${at(place, link)} \`${place.rule}\`${place.reason === undefined ? ': no reason is given' : `: ${text(place.reason)}`}`);
    out.push('');
  }
  if (judged === 0) out.push('There is no Dockerfile and no manifest here.', '');
  return out.join('\n');
}

/** One sentence with the figures. */
export function sum({ counts, files }: ProjectReport): string {
  const parts = [
    `${counts.holds} of ${counts.holds + counts.fails + counts.accepted} judged items hold`,
    ...(counts.fails > 0 ? [`${counts.fails} ${counts.fails === 1 ? 'does' : 'do'} not`] : []),
    ...(counts.accepted > 0 ? [`${counts.accepted} ${counts.accepted === 1 ? 'is' : 'are'} accepted`] : []),
  ];
  const seen = [
    counted(files.dockerfile, 'Dockerfile'),
    counted(files.manifest, 'manifest'),
    counted(files.workload, 'file with workloads', 'files with workloads'),
  ];
  return `${parts.join(', ')}. Judged: ${seen.filter((one) => one !== '').join(', ') || 'nothing'}.`;
}

function counted(count: number | undefined, one: string, many = `${one}s`): string {
  return count === undefined ? '' : `${count} ${count === 1 ? one : many}`;
}

function details({ item, places, more }: ItemResult, link: PlaceLink): string[] {
  const lines = [`### ${text(item.title)}`, '', `${item.why} ([source](${item.source}))`, ''];
  for (const place of places) lines.push(`- ${at(place, link)} ${text(place.message)} \`${place.rule}\``);
  if (more > 0) lines.push(`- and ${more} more`);
  if (item.subject === 'continuous-integration') lines.push('- Nothing in the files of continuous integration does it.');
  return [...lines, ''];
}

function at(place: Place, link: PlaceLink): string {
  const name = `${place.path}:${place.line}`;
  const target = link(place);
  return target === undefined ? `\`${name}\`` : `[${text(name)}](${target})`;
}

/** Text of files, without what Markdown or HTML would make of it; code in backticks stays code. */
function text(value: string): string {
  return value
    .split(/(`[^`\n]*`)/)
    .map((part, i) => (i % 2 === 1 ? part.replaceAll('|', '\\|') : part.replace(/[\\<>*_[\]|#]/g, '\\$&')))
    .join('')
    .replaceAll('\n', ' ');
}
