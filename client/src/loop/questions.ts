import { relative } from 'node:path';
import { plain } from '../tools/checked.js';
import { failed, type Outcome } from '../tools/tool.js';
import type { AnswerKey, Choice, LoopContext } from './contract.js';

/** The user turned away from a question: nothing was done. */
export function turnedAway(key: AnswerKey): Outcome<never> {
  return failed({ code: 'cancelled', message: `Nothing was run: the question for \`${key}\` was left open.` });
}

/** What was said for this run does not hold. Something else in its place would be a surprise. */
export function notThere(what: string, said: string, there: readonly string[]): Outcome<never> {
  const known = there.slice(0, 10).map((one) => `\`${one}\``);
  return failed({
    code: 'answer-wrong',
    message: `There is no ${what} \`${plain(said)}\`.${known.length === 0 ? '' : ` ${known.length === 1 ? 'There is' : 'There are'} ${known.join(', ')}.`}`,
  });
}

/** A sole choice is taken without a question, unless it stands in for an answer that holds no more. */
export async function oneOf(
  { front }: LoopContext,
  key: AnswerKey,
  title: string,
  choices: readonly Choice[],
  isInstead = false,
): Promise<string | undefined> {
  if (choices.length === 0) return undefined;
  const [sole] = choices;
  if (choices.length === 1 && !isInstead) return sole?.value;
  return front.choose({ key, title, choices });
}

/** A path as the user knows it, below the folder of the workspace. */
export function relativeTo({ folders }: Pick<LoopContext, 'folders'>, path: string): string {
  const root = folders.find((folder) => path === folder || path.startsWith(`${folder}/`));
  return root === undefined ? path : relative(root, path);
}

export const nothingDeployed = failed({
  code: 'nothing-deployed',
  message: 'Slipway has deployed nothing from this folder yet.',
  remedy: 'Run "Slipway: Deploy"',
});
