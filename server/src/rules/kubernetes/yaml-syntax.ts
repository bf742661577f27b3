import { defineRule, type Fix } from '../../engine/rule/define.js';
import { lineStart } from '../../engine/text/lines.js';
import { Origin } from '../../engine/text/origin.js';
import { applyEdits, replace } from '../../engine/text/span.js';
import type { KubernetesDocument } from '../../languages/kubernetes/document.js';
import { parseYaml, type YamlFault } from '../../languages/yaml/parse.js';
import { isTolerated } from '../../languages/yaml/tolerated.js';
import page from './yaml-syntax.md';

export default defineRule({
  id: 'kubernetes/yaml-syntax',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kubeconform:schema', 'kube-linter:schema-validation', 'monokle:YML001'],
  fix: 'review',
  page,
  check: {
    Document(document, ctx) {
      // What comes behind the first fault is mostly its echo.
      const fault = document.faults.reduce<YamlFault | undefined>(
        (first, each) => (first === undefined || each.from < first.from ? each : first),
        undefined,
      );
      if (fault === undefined || isTolerated(document.text, fault)) return;
      const line = firstLine(document.text, fault.from, fault.to);
      ctx.report({
        at: document.origin.span(line.from, line.to),
        message: `${explanation(fault)} No tool reads the document.`,
        fix: () => (fault.code === 'TAB_AS_INDENT' ? withoutTabs(document, fault.from) : undefined),
      });
    },
  },
});

/** In our words, by the parser's name for the fault: https://eemeli.org/yaml/#errors. */
const explanations: Readonly<Record<string, string>> = {
  ALIAS_PROPS: 'An alias cannot have an anchor or a tag of its own.',
  BAD_COLLECTION_TYPE: 'The tag is not for this kind of value.',
  BAD_DIRECTIVE: 'The directive is not one that YAML knows.',
  BAD_DQ_ESCAPE: 'The backslash begins no escape that YAML knows; text in single quotes has none.',
  BAD_INDENT: 'The indentation fits no line above.',
  BAD_PROP_ORDER: 'An anchor or a tag stands before the dash or question mark instead of behind it.',
  BAD_SCALAR_START: 'A value cannot begin with this character unless it is in quotes.',
  BLOCK_AS_IMPLICIT_KEY: 'A colon makes a key of what is a list or a map.',
  BLOCK_IN_FLOW: 'A list or a map over several lines cannot stand in brackets or braces.',
  KEY_OVER_1024_CHARS: 'The key is longer than YAML allows.',
  MISSING_CHAR: 'A character lacks: a colon behind a key, a comma, a bracket or a blank.',
  MULTILINE_IMPLICIT_KEY: 'A key goes over several lines: mostly the colon of this line or the line above lacks.',
  MULTIPLE_ANCHORS: 'A value has two anchors.',
  MULTIPLE_DOCS: 'A second document begins without `---`.',
  MULTIPLE_TAGS: 'A value has two tags.',
  TAB_AS_INDENT: 'A tab stands where YAML wants blanks.',
  TAG_RESOLVE_FAILED: 'The tag is not one that YAML knows.',
  TOO_DEEP: 'The document is nested too deeply.',
  UNEXPECTED_TOKEN: 'This cannot stand here.',
};

function explanation({ code, message }: YamlFault): string {
  // The parser says of a bracket without its end that the line below is not indented enough.
  if (code === 'BAD_INDENT' && /end with a [\]}]/.test(message)) return 'A bracket or brace is never closed.';
  if (/^Missing closing ["']/.test(message)) return 'A quote is never closed.';
  return explanations[code] ?? 'This is no YAML.';
}

function firstLine(text: string, from: number, to: number): { from: number; to: number } {
  // At the end of a line, or of the file, the last character before it is what one sees.
  let start = Math.min(from, text.length);
  if (start === text.length || /[\r\n]/.test(text[start] ?? '')) while (start > 0 && /\s/.test(text[--start] ?? '')) continue;
  const end = text.slice(start + 1, to).search(/[\r\n]/);
  return { from: start, to: end === -1 ? Math.max(Math.min(to, text.length), start + 1) : start + 1 + end };
}

/** Tabs are as wide as makes the document readable, and two blanks where no width does. */
function withoutTabs({ text, origin }: KubernetesDocument, at: number): Fix | undefined {
  const first = lineStart(text, at);
  const indents = [...text.matchAll(/^ *\t[ \t]*/gm)].filter(({ index }) => index >= first);
  const spread = (indent: string, width: number): string => indent.replaceAll('\t', ' '.repeat(width));
  for (const width of [2, 4, 8]) {
    const edits = indents.map(({ 0: indent, index }) => replace(origin.span(index, index + indent.length), spread(indent, width)));
    const mended = applyEdits(
      text,
      edits.map(({ span, newText }) => replace({ start: span.start - origin.offset, end: span.end - origin.offset }, newText)),
    );
    const source = { text: mended, origin: new Origin(0) };
    if (parseYaml(mended, source).faults.length === 0) return { title: 'Indent with blanks', edits };
  }
  const indent = /^[ \t]*/.exec(text.slice(first))?.[0] ?? '';
  if (!indent.includes('\t')) return undefined;
  return { title: 'Indent with blanks', edits: [replace(origin.span(first, first + indent.length), spread(indent, 2))] };
}
