import { indentationAt, lineBreakOf } from '../../engine/text/lines.js';
import { insert, type Edit } from '../../engine/text/span.js';
import type { Stage } from '../../languages/dockerfile/model.js';
import { lineBelow } from './insertion.js';
import { environmentsOf } from '../../languages/dockerfile/startCommand.js';

/** `NAME=1` for Python: behind the pairs of an ENV of the stage that is about Python already, or in an ENV of its own below FROM. */
export function environmentEdit(text: string, stage: Stage, name: string): Edit {
  const python = environmentsOf(stage).find(
    ({ pairs }) => pairs.length > 0 && pairs.every((pair) => /^PYTHON/.test(pair.name.value) && !pair.legacy),
  );
  if (python !== undefined) {
    const escape = text.slice(python.span.start, python.span.end).includes('`') ? '`' : '\\';
    return insert(python.rest.span.end, ` ${escape}${lineBreakOf(text)}${indentationAt(text, python.span.start)}    ${name}=1`);
  }
  const { from } = stage;
  return from === undefined ? insert(0, `ENV ${name}=1${lineBreakOf(text)}`) : lineBelow(text, from, `ENV ${name}=1`);
}
