import { remove, type Edit } from '../../engine/text/span.js';
import type { Flag } from '../../languages/dockerfile/model.js';

/** Takes a flag away with the blanks behind it. */
export function removeFlag(text: string, flag: Flag): Edit {
  const behind = /^[ \t]+/.exec(text.slice(flag.span.end))?.[0].length ?? 0;
  return remove({ start: flag.span.start, end: flag.span.end + behind });
}
