import { defineRule } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import { relativePlace } from '../../languages/builders/context.js';
import { ignoreFilePaths } from '../../languages/builders/ignoreFiles.js';
import { contextSources, namesInContext, type ContextSource } from '../shared/contextSources.js';
import { buildsOf, isIgnored, type Build } from '../shared/ignorePatterns.js';
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
  needs: ['build.context'],
  check: {
    File(model, ctx) {
      const sources = contextSources(model);
      const whole = sources.find(({ path, instruction }) => path === '.' && !instruction.flags.some((flag) => flag.name === 'exclude'));
      if (whole === undefined) return;
      const builds = buildsOf(ctx.near);
      const context = builds[0]?.context;
      const isOpen = ({ context: { near }, ignore }: Build): boolean => ignore === undefined && near.exists('.containerignore') !== true;
      if (context === undefined || !builds.every(isOpen)) return;
      const names = namesInContext(model, context);
      if (names === undefined) return;
      const secrets = names.filter((name) => secretFile(name, (path) => context.near.read(path)) !== undefined);
      const others = names.filter((name) => unwanted.test(name));
      const taken = [...secrets, ...others].map((name) => `\`${name}\``);
      const list = taken.length > 1 ? `${taken.slice(0, -1).join(', ')} and ${taken.at(-1) ?? ''}` : taken[0];
      const folder = context.folder === undefined || ctx.workspace.path === undefined ? '.' : placeOf(context.folder, ctx.workspace.path);
      const takes = `\`${whole.word.value}\` takes the whole folder${folder === '.' ? '' : ` \`${folder}\``}`;
      ctx.report({
        at: whole.word.span,
        ...(secrets.length > 0 ? { severity: 'warning' as const } : {}),
        message:
          list === undefined
            ? `${takes}, and no \`.dockerignore\` keeps anything out of it.`
            : `${takes}, ${list} too: no \`.dockerignore\` keeps anything out of it.`,
        fix: () => ({
          title: `Create \`${ignoreFilePaths(ctx.near, context).at(-1) ?? '.dockerignore'}\``,
          edits: [],
          files: [
            {
              path: ignoreFilePaths(ctx.near, context).at(-1) ?? '.dockerignore',
              edits: [insert(0, withSources(dockerignoreFor(names), sources))],
            },
          ],
        }),
      });
    },
  },
});

const placeOf = (context: string, dockerfile: string): string => relativePlace(dockerfile.slice(0, dockerfile.lastIndexOf('/')), context);

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
