import { LineIndex } from '../../engine/text/lines.js';
import type { Severity } from '../../engine/rule/define.js';
import type { FileReport, Output, Printer } from './formats.js';

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' };

/** Workflow commands: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands. */
export function github({ write }: Printer): Output {
  return {
    begin: async () => undefined,
    async file(report: FileReport) {
      const lines = new LineIndex(report.text);
      for (const finding of report.findings) {
        const start = lines.positionAt(finding.span.start);
        const end = lines.positionAt(finding.span.end);
        const place = `file=${property(report.path)},line=${start.line + 1},col=${start.character + 1},endLine=${end.line + 1},endColumn=${end.character + 1}`;
        await write(`::${commands[finding.severity]} ${place},title=${property(finding.rule.id)}::${data(finding.message)}\n`);
      }
    },
    end: async () => undefined,
  };
}

const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
