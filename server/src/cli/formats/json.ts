import { LineIndex } from '../../engine/text/lines.js';
import type { FileReport, Output, Printer } from './formats.js';

/** One array of findings; lines and columns count from 1, as compilers print them. */
export function json({ write }: Printer): Output {
  let isFirst = true;
  return {
    begin: () => write('['),
    async file(report: FileReport) {
      const lines = new LineIndex(report.text);
      for (const finding of report.findings) {
        const start = lines.positionAt(finding.span.start);
        const end = lines.positionAt(finding.span.end);
        const item = {
          path: report.path,
          line: start.line + 1,
          column: start.character + 1,
          endLine: end.line + 1,
          endColumn: end.character + 1,
          severity: finding.severity,
          rule: finding.rule.id,
          message: finding.message,
          fix: finding.rule.fix,
        };
        await write(`${isFirst ? '\n' : ',\n'}${JSON.stringify(item)}`);
        isFirst = false;
      }
    },
    end: () => write('\n]\n'),
  };
}
