import { safeFix } from '../../engine/features/fixAll.js';
import { LineIndex } from '../../engine/text/lines.js';
import type { Severity } from '../../engine/rule/define.js';
import type { FileReport, Output, Printer } from './formats.js';

const colors: Readonly<Record<Severity, number>> = { error: 31, warning: 33, info: 36, hint: 90 };
const gray = 90;
const underlined = 4;

/** The gravest first, as the summary counts them. */
const nouns: readonly (readonly [Severity, string])[] = [
  ['error', 'error'],
  ['warning', 'warning'],
  ['info', 'info'],
  ['hint', 'hint'],
];

/**
 * For people. In a terminal the findings stand below their file, wrapped to its width; where the output goes elsewhere each has a line
 * of its own with path:line:column, for programs that search and link.
 */
export function text({ write, color, width }: Printer): Output {
  const paint = (code: number, words: string): string => (color ? `\u001b[${code}m${words}\u001b[0m` : words);
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0, hint: 0 };
  let files = 0;
  let fixable = 0;
  let fixed = 0;
  const lineFor = ({ path, findings, text: content }: FileReport): string => {
    const lines = new LineIndex(content);
    return findings
      .map(({ span, severity, message, rule }) => {
        const { line, character } = lines.positionAt(span.start);
        return `${path}:${line + 1}:${character + 1}: ${paint(colors[severity], severity)}: ${message} ${paint(gray, `[${rule.id}]`)}\n`;
      })
      .join('');
  };
  const blockFor = ({ path, findings, text: content }: FileReport, columns: number): string => {
    const lines = new LineIndex(content);
    const places = findings.map(({ span }) => {
      const { line, character } = lines.positionAt(span.start);
      return `${line + 1}:${character + 1}`;
    });
    const placeWidth = Math.max(...places.map((place) => place.length));
    const inset = 2 + placeWidth + 2 + 'warning'.length + 2;
    const out = findings.map(({ severity, message, rule }, i) => {
      const place = (places[i] ?? '').padStart(placeWidth);
      const body = wrap(message, columns - inset);
      // The rule goes behind the last line where there is room.
      const last = body.at(-1) ?? '';
      const fits = inset + last.length + 2 + rule.id.length <= columns;
      const margin = ' '.repeat(inset);
      const words = body.join(`\n${margin}`) + (fits ? '  ' : `\n${margin}`) + paint(gray, rule.id);
      return `  ${paint(gray, place)}  ${paint(colors[severity], severity.padEnd('warning'.length))}  ${words}\n`;
    });
    return `${paint(underlined, path)}\n${out.join('')}\n`;
  };
  return {
    begin: async () => undefined,
    async file(report: FileReport) {
      files++;
      fixed += report.fixed;
      if (report.findings.length === 0) return;
      for (const finding of report.findings) {
        counts[finding.severity]++;
        if (finding.rule.fix === 'safe' && safeFix(finding) !== undefined) fixable++;
      }
      await write(width === undefined ? lineFor(report) : blockFor(report, Math.min(Math.max(width, narrowest), widest)));
    },
    async end() {
      const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
      const findings = counts.error + counts.warning + counts.info + counts.hint;
      if (files === 0) {
        await write('nothing to judge: no Dockerfile, .dockerignore, Compose file, chart, kustomization or manifest\n');
        return;
      }
      const each = nouns.flatMap(([severity, noun]) =>
        counts[severity] === 0 ? [] : paint(colors[severity], count(counts[severity], noun)),
      );
      const repaired = fixed === 0 ? '' : `, ${fixed === 1 ? '1 fix' : `${fixed} fixes`} applied`;
      const hint = fixable === 0 ? '' : `; --fix can cure ${fixable}`;
      const kinds = each.length === 0 ? '' : `: ${each.join(', ')}`;
      const gap = findings === 0 || width !== undefined ? '' : '\n';
      await write(`${gap}${count(findings, 'finding')} in ${count(files, 'file')}${repaired}${kinds}${hint}\n`);
    },
  };
}

/** Narrower, words would stand one below the other; wider, the eye loses the line. */
const narrowest = 60;
const widest = 140;

/** Lines of at most `columns` characters; a word that is longer has a line of its own. */
function wrap(words: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else line += line === '' ? word : ` ${word}`;
  }
  return [...lines, line];
}
