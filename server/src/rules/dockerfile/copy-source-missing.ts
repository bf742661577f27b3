import { defineRule, type Fix, type RuleContext, type Severity } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import { contextsOf, relativePlace, type BuildContext } from '../../languages/builders/context.js';
import { viewFrom } from '../../languages/kubernetes/imageSource.js';
import { contextSources, saidHere, type ContextSource } from '../shared/contextSources.js';
import { isIgnored as isIgnoredByGit } from '../shared/gitignore.js';
import { fromOtherFolder, isOwnFolder, look, type Missing } from '../shared/contextLooks.js';
import { buildsOf } from '../shared/ignorePatterns.js';
import page from './copy-source-missing.md';

export default defineRule({
  id: 'dockerfile/copy-source-missing',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  needs: ['build.context'],
  page,
  check: {
    File(model, ctx) {
      const sources = contextSources(model).filter(({ path, wildcard }) => !wildcard && path !== '.');
      // A build that is not read yet may take another folder.
      if (sources.length === 0 || !ctx.workspace.complete) return;
      const contexts = contextsOf(ctx.near);
      const [context] = contexts;
      if (context === undefined || contexts.some(({ near }) => near.list('.') === undefined)) return;
      const isSaid = context.said !== undefined;
      const copied = new Set(sources.map(({ path }) => path));
      const missing: (Missing & { source: ContextSource })[] = [];
      for (const source of sources) {
        const looks = contexts.map(({ near }) => look(source.path, near, copied));
        const [first] = looks;
        if (first === undefined || looks.includes(undefined)) continue;
        const { other, isCase } = first;
        missing.push({ source, other, isCase });
      }
      if (missing.length === 0 || (!isSaid && !isOwnFolder(sources, missing, ctx))) return;
      const builds = buildsOf(ctx.near);
      for (const { source, other, isCase } of missing) {
        // `copy-ignored-source` tells of these.
        if (builds.every(({ ignore }) => ignore?.matcher.isIgnored(source.path) === true)) continue;
        const name = other() ?? (contexts.length === 1 ? fromOtherFolder(source.path, context, ctx) : undefined);
        if (isCase || name !== undefined) reportName(source, name ?? '', isCase, context, ctx);
        else if (isSaid) reportAbsence(source, contexts, ctx);
      }
    },
  },
});

function reportName({ word, path }: ContextSource, other: string, isCase: boolean, { said, folder }: BuildContext, ctx: RuleContext): void {
  const own = ctx.workspace.path;
  const place =
    said === undefined || folder === undefined || own === undefined ? '.' : relativePlace(own.slice(0, own.lastIndexOf('/')), folder);
  const where = place === '.' ? 'the build context' : `the build context \`${place}\``;
  const isPlain = word.text === word.value && word.value.includes(path);
  const fix = (): Fix | undefined =>
    isPlain
      ? { title: `Change to \`${word.value.replace(path, other)}\``, edits: [replace(word.span, word.value.replace(path, other))] }
      : undefined;
  ctx.report({
    at: word.span,
    severity: isCase && said !== undefined ? ('error' as const) : ('warning' as const),
    message: isCase
      ? `\`${word.value}\` is not in ${where}: the name there is \`${other}\`, and case counts.`
      : `\`${word.value}\` is not in ${where}, so the build fails; there is \`${other}\`.`,
    related: said === undefined || said.data.by === 'command' ? [] : [saidHere(said, ctx)],
    fix,
  });
}

/** What a build makes before this one, where Git does not tell. */
const products =
  /(?:^|\/)(?:dist|build|out|output|target|bin|obj|publish|release|artifacts?|node_modules|vendor|\.next|\.output|generated|_build|coverage)(?:\/|$)|\.(?:jar|war|ear|zip|t?gz|tar|whl|deb|rpm|apk|so|a|o|exe|dll|pem|crt|key|bin)$|(?:^|\/)\.env/i;

function reportAbsence({ word, path }: ContextSource, contexts: readonly BuildContext[], ctx: RuleContext): void {
  const [context] = contexts;
  const own = ctx.workspace.path;
  if (context?.said === undefined || context.folder === undefined || own === undefined || products.test(path)) return;
  const folder = relativePlace(own.slice(0, own.lastIndexOf('/')), context.folder);
  const ignored = isIgnoredByGit(path, { near: context.near, workspace: viewFrom(ctx.workspace, `${context.folder}/Dockerfile`) });
  if (ignored === true) return;
  const where = contexts.length > 1 ? `in none of the ${contexts.length} build contexts` : `not in the build context \`${folder}\``;
  // Outside of a repository nothing tells files that are made before the build from those that lack.
  const severity: Severity = ignored === false ? 'warning' : 'info';
  ctx.report({
    at: word.span,
    severity,
    message: `\`${word.value}\` is ${where} now; unless something makes it first, the build fails.`,
    related: contexts.flatMap(({ said }) => (said === undefined || said.data.by === 'command' ? [] : [saidHere(said, ctx)])),
  });
}
