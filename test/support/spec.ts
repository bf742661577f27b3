import { caretLine, readPage, type PageFence } from '../../server/src/engine/rule/page.js';

/** One small workspace with the findings that it must have. Read from a rule's page or from `test/rules`. */
export interface SpecCase {
  readonly name: string;
  /** Text with the caret lines taken out. */
  readonly text: string;
  readonly fence: PageFence;
  readonly expected: readonly ExpectedFinding[];
  /** Files beside the document, by path; undefined when the case speaks of no disk. */
  readonly files: ReadonlyMap<string, string> | undefined;
  /** The document's own path (`at=api/Dockerfile`); `files` are as seen from its folder. */
  readonly path: string | undefined;
  readonly fixed: readonly FixedFence[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly isGood: boolean;
}

export interface ExpectedFinding {
  readonly start: number;
  /** Undefined for `^...`: the finding runs past the end of its line. */
  readonly end: number | undefined;
  readonly message: string;
}

export interface FixedFence {
  readonly fence: PageFence;
  readonly text: string;
  /** Which of the fixes that are offered, from 1. */
  readonly choice: number;
  /** The file that the fix changes; the document itself when undefined. */
  readonly file: string | undefined;
  readonly expected: readonly ExpectedFinding[];
}

/** How fences of a language are marked, where it is not the language's own name. */
const fenceNames: Readonly<Record<string, string>> = { kubernetes: 'yaml', compose: 'yaml', helm: 'yaml', kustomize: 'yaml' };

/** Every case of a Markdown page for a rule of `language`. */
export function readCases(markdown: string, language: string): SpecCase[] {
  const page = readPage(markdown);
  const cases: SpecCase[] = [];
  for (const section of page.sections) {
    const isFile = (fence: PageFence): boolean => fence.words.some((word) => word.startsWith('file='));
    const files = new Map(
      section.fences
        .filter((fence) => isFile(fence) && !fence.words.includes('fixed'))
        // `crlf`: the file's lines end as Windows has it, which a fence cannot show.
        .map((fence) => {
          const { text } = removeCarets(fence.text);
          return [wordValue(fence, 'file') ?? '', fence.words.includes('crlf') ? text.replaceAll('\n', '\r\n') : text];
        }),
    );
    const config = section.fences.find((fence) => fence.words.includes('config'));
    const options = config === undefined ? {} : (JSON.parse(config.text) as Record<string, unknown>);
    let count = 0;
    section.fences.forEach((fence, i) => {
      if (
        fence.language !== (fenceNames[language] ?? language) ||
        isFile(fence) ||
        fence.words.includes('fixed') ||
        fence.words.includes('config')
      )
        return;
      const read = removeCarets(fence.text);
      const { expected } = read;
      // `no-eol`: the text ends without a line break, which a fence cannot show.
      const text = fence.words.includes('no-eol') ? read.text.replace(/\n$/, '') : read.text;
      const fixed: FixedFence[] = [];
      for (const follower of section.fences.slice(i + 1)) {
        if (!follower.words.includes('fixed')) break;
        const read = removeCarets(follower.text);
        fixed.push({
          fence: follower,
          text: read.text,
          expected: read.expected,
          choice: Number(wordValue(follower, 'choice') ?? 1),
          file: wordValue(follower, 'file'),
        });
      }
      cases.push({
        name: `${section.heading}${count++ > 0 ? ` (${count})` : ''}`,
        text,
        fence,
        expected,
        path: wordValue(fence, 'at'),
        files: files.size > 0 || fence.words.includes('disk') ? files : undefined,
        fixed,
        options,
        isGood: /^good\b/i.test(section.heading),
      });
    });
  }
  return cases;
}

function wordValue(fence: PageFence, name: string): string | undefined {
  return fence.words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
}

function removeCarets(source: string): { text: string; expected: ExpectedFinding[] } {
  const expected: ExpectedFinding[] = [];
  let text = '';
  let lineStart = 0;
  for (const line of source.split('\n')) {
    if (caretLine.test(line)) {
      const column = line.indexOf('^');
      const carets = /\^+/.exec(line)?.[0].length ?? 1;
      const open = line.slice(column + carets).startsWith('...');
      const start = lineStart + column;
      expected.push({ start, end: open ? undefined : start + carets, message: line.slice(column + carets + (open ? 3 : 0)).trim() });
      continue;
    }
    lineStart = text.length;
    text += `${line}\n`;
  }
  // The fence's last line break belongs to the fence; `source` ends with it, so one empty line too many was added.
  return { text: text.slice(0, -1), expected };
}

/** `text` with a caret line below each line that has findings, as UPDATE_SPECS writes it. */
export function withCarets(
  text: string,
  findings: readonly { readonly start: number; readonly end: number; readonly message: string }[],
): string {
  let out = '';
  let at = 0;
  for (const line of text.split('\n')) {
    const end = at + line.length;
    out += `${line}\n`;
    for (const finding of findings.filter(
      (f) => f.start >= at && f.start <= end && !(f.start === end && f.start !== at && f.end > end && line !== ''),
    )) {
      const open = finding.end > end;
      out += `${' '.repeat(finding.start - at)}${open ? '^...' : '^'.repeat(Math.max(1, finding.end - finding.start))} ${finding.message}\n`;
    }
    at = end + 1;
  }
  return out.slice(0, -1);
}
