import { pathToFileURL } from 'node:url';
import type { CancellationToken } from 'vscode-languageserver/node';
import { reportOfFolder } from '../../host/folderReport.js';
import { reportMarkdown, sum } from '../../report/markdown.js';
import type { ReportParams, ReportResult } from '../../protocol.js';
import type { ServerState } from '../server.js';

const sliceMilliseconds = 10;

/** The hardening report of a folder as Markdown, in slices, so that typing goes on meanwhile. Null when it was cancelled. */
export async function projectReport(
  { documents, disk, connection, tellFacts }: ServerState,
  { folder }: ReportParams,
  token: CancellationToken,
): Promise<ReportResult | null> {
  tellFacts();
  let slice = performance.now();
  const report = await reportOfFolder({
    root: folder,
    facts: documents.facts,
    disk,
    gitignore: true,
    textAt: (path) => documents.textAt(path),
    goOn: async () => {
      if (performance.now() - slice >= sliceMilliseconds) {
        await new Promise((done) => setImmediate(done));
        slice = performance.now();
      }
      return !token.isCancellationRequested;
    },
    trouble: (what) => connection.console.warn(`report: ${what}`),
  });
  if (report === undefined) return null;
  const markdown = reportMarkdown(report, ({ path, line }) => `${pathToFileURL(`${folder}/${path}`).href}#L${line}`);
  return { markdown, summary: sum(report) };
}
