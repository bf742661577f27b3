import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Disk } from '../host/disk.js';
import { PathError } from '../host/files.js';
import { factsBelow } from '../host/folderFacts.js';
import { reportOfFolder } from '../host/folderReport.js';
import { reportHtml } from '../report/html.js';
import { reportMarkdown, type PlaceLink } from '../report/markdown.js';
import type { ProjectReport } from '../report/report.js';
import { Progress } from './progress.js';

export interface ReportOptions {
  readonly format: keyof typeof reportFormats;
  readonly output?: string;
  readonly gitignore: boolean;
}

/** Links lead from the report to the files as they lie beside it, as a forge shows them. */
const link: PlaceLink = ({ path, line }) => `${path.split('/').map(encodeURIComponent).join('/')}#L${line}`;

export const reportFormats = {
  markdown: (report: ProjectReport) => reportMarkdown(report, link),
  html: (report: ProjectReport) => reportHtml(report, link),
  json: (report: ProjectReport) => `${JSON.stringify(report, undefined, 2)}\n`,
} as const;

/** Checks a folder against the hardening checklist. Exit code 0: every judged item holds; 1: one does not; 2: misuse. */
export async function report(folder: string, options: ReportOptions): Promise<number> {
  const root = resolve(folder);
  const progress = new Progress(process.stderr);
  const troubles = new Set<string>();
  const at = (path: string): Promise<boolean> => {
    progress.at(path);
    return Promise.resolve(true);
  };
  let made: ProjectReport | undefined;
  try {
    made = await reportOfFolder({
      root,
      facts: await factsBelow(root, options.gitignore, at),
      disk: new Disk({ lifetime: () => Number.POSITIVE_INFINITY }),
      gitignore: options.gitignore,
      goOn: at,
      trouble: (what) => void troubles.add(what),
    });
  } catch (error) {
    if (!(error instanceof PathError)) throw error;
    troubles.add(error.message);
  }
  progress.clear();
  if (made !== undefined) {
    const text = reportFormats[options.format](made);
    if (options.output === undefined) process.stdout.write(text);
    else writeFileSync(options.output, text);
  }
  for (const trouble of troubles) process.stderr.write(`slipway: ${trouble}\n`);
  if (made === undefined || troubles.size > 0) return 2;
  return made.counts.fails > 0 ? 1 : 0;
}
