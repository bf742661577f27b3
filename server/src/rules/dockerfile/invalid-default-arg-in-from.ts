import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import { parseImageReference } from '../../languages/dockerfile/image.js';
import { expand } from '../../languages/dockerfile/variables.js';
import { platformArguments } from '../../languages/dockerfile/vocabulary.js';
import page from './invalid-default-arg-in-from.md';

export default defineRule({
  id: 'dockerfile/invalid-default-arg-in-from',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['buildkit:InvalidDefaultArgInFrom', 'tally:buildkit/InvalidDefaultArgInFrom', 'dockerfile-utils:BASE_NAME_EMPTY'],
  fix: 'none',
  needs: ['build.context'],
  page,
  check: {
    File(model, ctx) {
      const declared = new Map(model.globalArguments.flatMap((argument) => argument.pairs.map((pair) => [pair.name.value, pair] as const)));
      for (const { from } of model.stages) {
        if (from?.image === undefined || from.variables.length === 0) continue;
        const inImage = from.variables.filter((use) => from.image !== undefined && use.span.start >= from.image.span.start);
        // Platform arguments always have a value, so what comes out is a name.
        if (inImage.length === 0 || inImage.some((use) => platformArguments.has(use.name) || !declared.has(use.name))) continue;
        const value = expand(from.image.text, (name) => {
          const pair = declared.get(name);
          const known = pair?.value === undefined ? undefined : from.before.lookup(name);
          return known === undefined ? { value: '' } : known === 'unset' || known === 'unknown' ? 'unknown' : known;
        });
        if (inImage.every((use) => isGiven(use.name, ctx))) continue;
        if (!value.complete || parseImageReference(value.value).wellFormed) continue;
        const empty = value.value === '' ? 'is empty' : `is \`${value.value}\`, which is no image name`;
        ctx.report({
          at: from.image.span,
          message: `Without build arguments \`${from.image.text}\` ${empty}, so a plain \`docker build\` fails. Give the ARG a default.`,
        });
      }
    },
  },
});

/** Whether all who are known to build the file give the argument. */
function isGiven(name: string, { workspace }: RuleContext): boolean {
  const builds = workspace.path === undefined ? [] : workspace.find('build.context', workspace.path);
  return builds.length > 0 && builds.every(({ data }) => data.arguments?.includes(name) === true);
}
