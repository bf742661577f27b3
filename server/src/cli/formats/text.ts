import { LineIndex } from '../../engine/text/lines.js';
import type { Severity } from '../../engine/rule/define.js';
import type { FileReport, Output, Printer } from './formats.js';

const colors: Readonly<Record<Severity, number>> = { error: 31, warning: 33, info: 36, hint: 90 };

/** For people: path:line:column, so that terminals link it. */
export function text({ write, color }: Printer): Output {
  const paint = (code: number, words: string): string => (color ? `\u001b[${code}m${words}\u001b[0m` : words);
  let findings = 0;
  let files = 0;
  let fixable = 0;
  let fixed = 0;
  return {
    begin: async () => undefined,
    async file(report: FileReport) {
      files++;
      fixed += report.fixed;
      const lines = new LineIndex(report.text);
      let out = '';
      for (const finding of report.findings) {
        findings++;
        const { line, character } = lines.positionAt(finding.span.start);
        if (finding.rule.fix === 'safe') fixable++;
        out += `${report.path}:${line + 1}:${character + 1}: ${paint(colors[finding.severity], finding.severity)}: ${finding.message} ${paint(90, `[${finding.rule.id}]`)}\n`;
      }
      if (out !== '') await write(out);
    },
    async end() {
      const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
      const repaired = fixed === 0 ? '' : `, ${count(fixed, 'fix').replace('fixs', 'fixes')} applied`;
      const hint = fixable === 0 ? '' : `; --fix can cure ${fixable}`;
      await write(`${findings === 0 ? '' : '\n'}${count(findings, 'finding')} in ${count(files, 'file')}${repaired}${hint}\n`);
    },
  };
}
