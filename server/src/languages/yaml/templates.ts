import { placeholder } from './nodes.js';

/** Actions of Helm, Go templates and Jinja: https://pkg.go.dev/text/template, https://jinja.palletsprojects.com/en/stable/templates/. */
const action = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|\{#[\s\S]*?#\}/g;

/** Whether another tool fills in parts of the text before it is YAML. */
export const isTemplated = (text: string): boolean => text.includes('{{') || text.includes('{%');

/**
 * The text with every action replaced by characters that YAML reads as part of a word, so that what stands around it can
 * be read and no offset moves. A line of nothing but actions becomes a comment.
 */
export function maskTemplates(text: string): string {
  if (!isTemplated(text)) return text;
  return text.replace(action, (match: string, offset: number) => {
    const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
    const end = offset + match.length;
    const lineEnd = text.indexOf('\n', end) === -1 ? text.length : text.indexOf('\n', end);
    const isAlone = text.slice(lineStart, offset).trim() === '' && /^(?:\s|\{\{[^\n]*?\}\})*$/.test(text.slice(end, lineEnd));
    if (!isAlone) return match.replace(/[^\n\r]/g, placeholder);
    return match
      .replace(/^[\s\S]|\n[^\r\n]?/g, (start) => (start.length > 1 ? '\n#' : start === '\n' ? '\n' : '#'))
      .replace(/[^\n\r#]/g, placeholder);
  });
}
