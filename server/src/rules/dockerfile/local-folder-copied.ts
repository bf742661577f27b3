import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import { remove } from '../../engine/text/span.js';
import { wholeLines } from '../../engine/text/lines.js';
import type { AddInstruction, CopyInstruction } from '../../languages/dockerfile/model.js';
import { sourcesOf } from '../shared/contextSources.js';
import { leavesFiles } from '../shared/layers.js';
import page from './local-folder-copied.md';

export default defineRule({
  id: 'dockerfile/local-folder-copied',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  page,
  check: { Copy: check, Add: check },
});

/** Folders that belong to one machine, and what follows when they are in an image. */
const folders: readonly { readonly name: RegExp; readonly follows: string; readonly inShipped?: boolean }[] = [
  {
    name: /^(?:\.venv|venv)$/,
    follows:
      'is an environment of this machine: its scripts name paths that the image does not have, and its packages may be for another system',
  },
  { name: /^node_modules$/, follows: 'was installed for this machine: packages with native code do not load on another system' },
  {
    name: /^\.git$/,
    follows: 'is the whole history, with all that was ever deleted from it, and any image that holds it shows it',
    inShipped: true,
  },
  { name: /^(?:__pycache__|\.tox|\.pytest_cache|\.idea|\.vscode)$/, follows: 'is of use on this machine alone' },
];

function check(instruction: CopyInstruction | AddInstruction, ctx: RuleContext): void {
  for (const { word, path, wildcard } of sourcesOf(instruction)) {
    const last = path.slice(path.lastIndexOf('/') + 1);
    const folder = wildcard ? undefined : folders.find(({ name }) => name.test(last));
    if (folder === undefined || (folder.inShipped === true && !leavesFiles(instruction))) continue;
    const { sources, json } = instruction;
    const next = sources[sources.indexOf(word) + 1] ?? instruction.destination;
    ctx.report({
      at: word.span,
      message: `\`${word.value}\` ${folder.follows}.`,
      fix: () => {
        const title = `Do not copy \`${word.value}\``;
        if (sources.length === 1) return { title, edits: [remove(wholeLines(ctx.text, instruction.span))] };
        return json !== undefined || next === undefined
          ? undefined
          : { title, edits: [remove({ start: word.span.start, end: next.span.start })] };
      },
    });
  }
}
