import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { plain, runChecked } from '../tools/checked.js';
import { boundTo, readDestination } from '../tools/kubectl/destination.js';
import { inTemporaryFolder, temporaryFailure } from '../tools/temporary.js';
import { done, failed, type Failure, type Outcome } from '../tools/tool.js';
import type { LoopContext, Target } from './contract.js';
import { leadsTo } from './target.js';

/**
 * Runs `work` with a kubectl that goes where `target` was seen to lead, whatever becomes of the kubeconfig meanwhile: the context and
 * its cluster come from a file of our own, which is what was proven. It holds no credentials; kubectl takes these from the user's
 * files, so that plugins, relative paths and renewed tokens stay as they are.
 */
export async function pinned<T>(ctx: LoopContext, target: Target, work: (ctx: LoopContext) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const { runner, signal } = ctx;
  const { kubeContext } = target;
  const alias = `slipway-${randomUUID().slice(0, 8)}`;
  const destination = await runChecked(runner, readDestination(kubeContext, alias), { signal });
  if (!destination.ok) return destination;
  const { context, kubeconfig } = destination.value;
  const proven = await leadsTo(ctx, target, context);
  if (!proven.ok) return proven;
  return inTemporaryFolder<T>(async (folder) => {
    const file = join(folder, 'kubeconfig');
    if (file.includes(delimiter)) return failed(unlistable(folder));
    try {
      await writeFile(file, kubeconfig, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      return failed(temporaryFailure(error));
    }
    return work({ ...ctx, runner: boundTo(runner, { context: kubeContext, alias, file }) });
  });
}

function unlistable(folder: string): Failure {
  return {
    code: 'temporary-folder',
    message: `The folder for temporary files, \`${plain(folder)}\`, has a \`${delimiter}\` in its path, at which a list of kubeconfigs is cut.`,
    remedy: 'Give the variable TMPDIR (on Windows TEMP) another folder',
  };
}

/** The same for work whose end is no outcome. */
export async function pinnedEnd<T>(ctx: LoopContext, target: Target, work: (ctx: LoopContext) => Promise<T>): Promise<Outcome<T>> {
  return pinned(ctx, target, async (own) => done(await work(own)));
}
