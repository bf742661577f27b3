import type { Fix } from '../../engine/rule/define.js';
import { lineStart } from '../../engine/text/lines.js';
import { Origin } from '../../engine/text/origin.js';
import { applyEdits, replace } from '../../engine/text/span.js';
import { parseYaml, type YamlFault } from '../../languages/yaml/parse.js';
import { isTolerated } from '../../languages/yaml/tolerated.js';

/** In our words, by the parser's name for the fault: https://eemeli.org/yaml/#errors. */
const explanations: Readonly<Record<string, string>> = {
  ALIAS_PROPS: 'An alias cannot have an anchor or a tag of its own.',
  BAD_ALIAS: 'No anchor above has the name of this alias.',
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

export interface ShownFault {
  readonly fault: YamlFault;
  readonly explanation: string;
  /** Offsets of what is shown, in one line. */
  readonly from: number;
  readonly to: number;
  readonly isTab: boolean;
}

/** The first fault of a text: what comes behind it is mostly its echo. */
export function firstFault(text: string, faults: readonly YamlFault[]): ShownFault | undefined {
  const [fault] = faults.filter((each) => !isToken(text, each)).sort((a, b) => a.from - b.from);
  if (fault === undefined || isTolerated(text, fault)) return undefined;
  // At the end of a line, or of the file, the last character before it is what one sees.
  let from = Math.min(fault.from, text.length);
  if (from === text.length || /[\r\n]/.test(text[from] ?? '')) while (from > 0 && /\s/.test(text[--from] ?? '')) continue;
  const end = text.slice(from + 1, fault.to).search(/[\r\n]/);
  const to = end === -1 ? Math.max(Math.min(fault.to, text.length), from + 1) : from + 1 + end;
  return { fault, explanation: explanationOf(fault), from, to: Math.min(to, text.length), isTab: fault.code === 'TAB_AS_INDENT' };
}

/** `%{NAME}%`, `%NAME%` and `@NAME@`: a build or an installer puts something in their place before anybody reads YAML. */
function isToken(text: string, { code, from }: YamlFault): boolean {
  return code === 'BAD_SCALAR_START' && /^(?:%\{?[\w.-]+\}?%|@[\w.-]+@)/.test(text.slice(from, from + 200));
}

function explanationOf({ code, message }: YamlFault): string {
  // The parser says of a bracket without its end that the line below is not indented enough.
  if (code === 'BAD_INDENT' && /end with a [\]}]/.test(message)) return 'A bracket or brace is never closed.';
  if (/^Missing closing ["']/.test(message)) return 'A quote is never closed.';
  return explanations[code] ?? 'This is no YAML.';
}

/** Tabs are as wide as makes the text readable, and two blanks where no width does. */
export function blanksForTabs(text: string, origin: Origin, at: number): Fix | undefined {
  const first = lineStart(text, at);
  const indents = [...text.matchAll(/^ *\t[ \t]*/gm)].filter(({ index }) => index >= first);
  const spread = (indent: string, width: number): string => indent.replaceAll('\t', ' '.repeat(width));
  for (const width of [2, 4, 8]) {
    const edits = indents.map(({ 0: indent, index }) => replace({ start: index, end: index + indent.length }, spread(indent, width)));
    const mended = applyEdits(text, edits);
    if (parseYaml(mended, { text: mended, origin: new Origin(0) }).faults.length > 0) continue;
    return { title: 'Indent with blanks', edits: edits.map(({ span, newText }) => replace(origin.span(span.start, span.end), newText)) };
  }
  const indent = /^[ \t]*/.exec(text.slice(first))?.[0] ?? '';
  if (!indent.includes('\t')) return undefined;
  return { title: 'Indent with blanks', edits: [replace(origin.span(first, first + indent.length), spread(indent, 2))] };
}
