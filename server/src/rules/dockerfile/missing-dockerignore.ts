import { defineRule } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import { contextSources, namesInContext, type ContextSource } from '../shared/contextSources.js';
import { ignoreFileOf, isIgnored } from '../shared/ignorePatterns.js';
import { dockerignoreFor } from '../shared/ignoreTemplates.js';
import { secretFile } from '../shared/secretFiles.js';
import page from './missing-dockerignore.md';

export default defineRule({
  id: 'dockerfile/missing-dockerignore',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['roast:DF033'],
  fix: 'review',
  page,
  check: {
    File(model, ctx) {
      const sources = contextSources(model);
      const whole = sources.find(({ path, instruction }) => path === '.' && !instruction.flags.some((flag) => flag.name === 'exclude'));
      if (whole === undefined || ignoreFileOf(ctx.near) !== undefined || ctx.near.exists('.containerignore') === true) return;
      const names = namesInContext(model, ctx.near);
      if (names === undefined) return;
      const secrets = names.filter((name) => secretFile(name, (path) => ctx.near.read(path)) !== undefined);
      const others = names.filter((name) => unwanted.test(name));
      const taken = [...secrets, ...others].map((name) => `\`${name}\``);
      const list = taken.length > 1 ? `${taken.slice(0, -1).join(', ')} and ${taken.at(-1) ?? ''}` : taken[0];
      ctx.report({
        at: whole.word.span,
        ...(secrets.length > 0 ? { severity: 'warning' as const } : {}),
        message:
          list === undefined
            ? `\`${whole.word.value}\` takes the whole folder, and no \`.dockerignore\` keeps anything out of it.`
            : `\`${whole.word.value}\` takes the whole folder, ${list} too: no \`.dockerignore\` keeps anything out of it.`,
        fix: () => ({
          title: 'Create `.dockerignore`',
          edits: [],
          files: [{ path: '.dockerignore', edits: [insert(0, withSources(dockerignoreFor(names), sources))] }],
        }),
      });
    },
  },
});

/** What no image needs. */
const unwanted =
  /^(?:\.git|\.hg|\.svn|node_modules|\.venv|venv|__pycache__|\.(?:pytest|mypy|ruff)_cache|\.tox|\.next|\.gradle|\.terraform|\.idea|\.vscode)\/$/;

/** Puts back what the Dockerfile copies by name, secrets aside: without it the build would fail. */
function withSources(text: string, sources: readonly ContextSource[]): string {
  const needed = sources
    .map(({ path }) => path)
    .filter((path, i, all) => path !== '.' && all.indexOf(path) === i)
    .filter((path) => isIgnored(text, path.replace(/\*+|\?/g, 'x')) && secretFile(path, () => undefined) === undefined);
  if (needed.length === 0) return text;
  return `${text}\n# Copied by the Dockerfile\n${needed.map((path) => `!${path}\n`).join('')}`;
}
