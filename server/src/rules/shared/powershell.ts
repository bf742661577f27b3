import type { Span } from '../../engine/text/span.js';
import type { RunInstruction } from '../../languages/dockerfile/model.js';

/** What a RUN gives to PowerShell, by the SHELL in force or by a call of its own. */
export interface PowerShellText {
  readonly text: string;
  /** Where the text stands; the call's words for one in quotes. */
  readonly span: Span;
  /** What is in force before the text: the words of SHELL. */
  readonly prelude: string;
  readonly by: 'shell' | 'call';
}

export function powerShellText(run: RunInstruction): PowerShellText | undefined {
  const { before, form, rest, heredocs } = run;
  if (form === 'exec') return undefined;
  if (before.shell.kind === 'powershell') {
    const text = heredocs.length > 0 ? heredocs.map((heredoc) => heredoc.text).join('\n') : rest.text;
    return { text, span: rest.span, prelude: before.shell.words.join(' '), by: 'shell' };
  }
  const call = callPattern.exec(rest.text);
  return call === null ? undefined : { text: call[2] ?? '', span: rest.span, prelude: '', by: 'call' };
}

const callPattern = /^[ \t]*(?:pwsh|powershell)(?:\.exe)?\b.*?-c(?:ommand)?[ \t]+(["']?)(.*)\1[ \t]*$/is;

/** Whether it is a call of PowerShell: most texts tell by their beginning that they are none, whatever shell is in force. */
export function callsPowerShell(run: RunInstruction): boolean {
  return callPattern.test(run.rest.text) && powerShellText(run)?.by === 'call';
}

/** The statements of the text, cut at semicolons and line ends outside of quotes and braces; line continuations stay. */
export function statementsOf(text: string): readonly string[] {
  const found: string[] = [];
  let quote = '';
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (/[({[]/.test(char)) depth++;
    else if (/[)}\]]/.test(char)) depth--;
    else if (depth === 0 && (char === ';' || (char === '\n' && !/[\\`|][ \t\r]*$/.test(text.slice(0, i))))) {
      found.push(text.slice(start, i));
      start = i + 1;
    }
  }
  found.push(text.slice(start));
  return found
    .map((statement) => statement.replace(/^[\s\\`]+|[\s\\`]+$/g, ''))
    .filter((statement) => statement !== '' && !statement.startsWith('#'));
}
