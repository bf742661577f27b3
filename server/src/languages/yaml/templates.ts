import { placeholder } from './nodes.js';

/** Actions of Helm, Go templates and Jinja: https://pkg.go.dev/text/template, https://jinja.palletsprojects.com/en/stable/templates/. */
const ends: Readonly<Record<string, string>> = { '{{': '}}', '{%': '%}', '{#': '#}' };

/** Whether another tool fills in parts of the text before it is YAML. */
export const isTemplated = (text: string): boolean => text.includes('{{') || text.includes('{%');

/**
 * The text with every action replaced by characters that YAML reads as part of a word, so that what stands around it can
 * be read and no offset moves. A line of nothing but actions becomes a comment.
 */
export function maskTemplates(text: string): string {
  if (!isTemplated(text)) return text;
  const open = /\{[{%#]/g;
  const unclosed = new Set<string>();
  let masked = '';
  let done = 0;
  for (let match = open.exec(text); match !== null; match = open.exec(text)) {
    const [start] = match;
    // Where one is not closed, none behind it of its sort is: looking each time would take long in a file full of them.
    const close = unclosed.has(start) ? -1 : text.indexOf(ends[start] as string, match.index + 2);
    if (close === -1) {
      unclosed.add(start);
      open.lastIndex = match.index + 1;
      continue;
    }
    const end = close + 2;
    masked += text.slice(done, match.index) + mask(text, match.index, end);
    done = open.lastIndex = end;
  }
  return masked + text.slice(done);
}

function mask(text: string, offset: number, end: number): string {
  const action = text.slice(offset, end);
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = text.indexOf('\n', end) === -1 ? text.length : text.indexOf('\n', end);
  const isAlone = text.slice(lineStart, offset).trim() === '' && /^(?:\s|\{\{[^\n]*?\}\})*$/.test(text.slice(end, lineEnd));
  if (!isAlone) return action.replace(/[^\n\r]/g, placeholder);
  return action
    .replace(/^[\s\S]|\n[^\r\n]?/g, (start) => (start.length > 1 ? '\n#' : start === '\n' ? '\n' : '#'))
    .replace(/[^\n\r#]/g, placeholder);
}
