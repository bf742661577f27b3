import { defineRule, type Surroundings } from '../../engine/rule/define.js';
import { wholeLines } from '../../engine/text/lines.js';
import { remove, replace } from '../../engine/text/span.js';
import { matchedFolder } from '../../languages/builders/ignoreFiles.js';
import type { IgnorePattern } from '../../languages/dockerignore/language.js';
import { compilePattern } from '../../languages/dockerignore/match.js';
import page from './pattern-matches-nothing.md';

export default defineRule({
  id: 'dockerignore/pattern-matches-nothing',
  language: 'dockerignore',
  severity: 'hint',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'review',
  tags: ['unnecessary'],
  options: {
    absent: {
      type: 'boolean',
      default: false,
      description: 'Also report names that are not in the folder now. Most of them are left out in advance.',
    },
  },
  page,
  check: {
    File(file, ctx) {
      const context = matchedFolder(ctx.near);
      const folder = context?.list('.') === undefined ? undefined : context;
      const absent = ctx.option<boolean>('absent');
      let excludes = false;
      for (const pattern of file.patterns) {
        const why = !excludes && pattern.negated && pattern.path !== '' ? 'no line above leaves anything out' : impossible(pattern);
        excludes ||= !pattern.negated;
        const other = why === undefined && folder !== undefined ? spelling(pattern.path, folder) : undefined;
        if (why !== undefined)
          ctx.report({
            at: pattern.span,
            message: `\`${pattern.text}\` does nothing: ${why}.`,
            fix: () => ({ title: 'Remove the line', edits: [remove(wholeLines(file.text, pattern.span))] }),
          });
        else if (other !== undefined)
          ctx.report({
            at: pattern.span,
            message: `\`${pattern.text}\` matches nothing here: the name is \`${other}\`, and case counts.`,
            fix: () => ({ title: `Change to \`${other}\``, edits: [replace(pattern.span, (pattern.negated ? '!' : '') + other)] }),
          });
        else if (absent && folder !== undefined && isAbsent(pattern.path, folder))
          ctx.report({
            at: pattern.span,
            message: `\`${pattern.text}\` matches nothing that is in the folder now.`,
            fix: () => ({ title: 'Remove the line', edits: [remove(wholeLines(file.text, pattern.span))] }),
          });
      }
    },
  },
});

/** Patterns that no path below the context can match, whatever is in it. */
function impossible({ path }: IgnorePattern): string | undefined {
  if (path === '.' || path === '/') return 'Docker passes over the context itself';
  if (path === '..' || path.startsWith('../')) return 'what lies above the context is not in it';
  return undefined;
}

/** The path as the disk has it, where it differs in case alone. */
function spelling(path: string, near: Surroundings): string | undefined {
  if (/[*?[\]\\]/.test(path)) return undefined;
  const found: string[] = [];
  let differs = false;
  for (const part of path.split('/')) {
    const names = (near.list(found.length === 0 ? '.' : found.join('/')) ?? []).map((name) => name.replace(/\/$/, ''));
    const name = names.includes(part) ? part : names.find((each) => each.toLowerCase() === part.toLowerCase());
    if (name === undefined) return undefined;
    differs ||= name !== part;
    found.push(name);
  }
  return differs ? found.join('/') : undefined;
}

/** Whether no path on the disk matches. Patterns with `**` would need a walk through all of it and are not judged. */
function isAbsent(path: string, near: Surroundings): boolean {
  if (path.includes('**') || compilePattern(path) === undefined) return false;
  let folders = ['.'];
  for (const part of path.split('/')) {
    const test = compilePattern(part);
    if (test === undefined) return false;
    const next: string[] = [];
    for (const folder of folders) {
      const names = near.list(folder);
      for (const name of names ?? []) {
        const bare = name.replace(/\/$/, '');
        if (test(bare)) next.push(folder === '.' ? bare : `${folder}/${bare}`);
      }
      // So many folders are not worth the looks.
      if (next.length > 200) return false;
    }
    folders = next;
  }
  return folders.length === 0;
}
