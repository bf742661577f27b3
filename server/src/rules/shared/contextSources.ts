import type { PlacedFact } from '../../engine/facts/facts.js';
import type { Related, RuleContext } from '../../engine/rule/define.js';
import type { BuildContext } from '../../languages/builders/context.js';
import { contextSources, type ContextSource } from '../../languages/dockerfile/contextSources.js';
import type { Dockerfile } from '../../languages/dockerfile/model.js';
import { isDockerfileName } from '../../languages/dockerfile/fileNames.js';

export { contextSources, sourcesOf, type ContextSource } from '../../languages/dockerfile/contextSources.js';

/**
 * The names in the context. Where nobody says what it is, the Dockerfile's folder is taken for it as far as one can see: all that is
 * copied by name is there, and more than Dockerfiles. A `.dockerignore` above says that the context is above.
 */
export function namesInContext(model: Dockerfile, { said, near }: BuildContext): readonly string[] | undefined {
  const names = near.list('.');
  if (names === undefined || said !== undefined) return names;
  if (near.exists('../.dockerignore') === true) return undefined;
  if (names.every((name) => isDockerfileName(name) || /\.dockerignore$|\.(?:md|sh)$/i.test(name))) return undefined;
  const isMissing = ({ path, wildcard }: ContextSource): boolean => !wildcard && path !== '.' && near.exists(path) === false;
  return contextSources(model).some(isMissing) ? undefined : names;
}

/** Where the context is said, for the related places of a finding that rests on it. */
export function saidHere(said: PlacedFact<'build.context'>, ctx: RuleContext): Related {
  return { at: said.at, path: ctx.workspace.relative(said.path), message: `\`${said.data.name}\` is built from here.` };
}
