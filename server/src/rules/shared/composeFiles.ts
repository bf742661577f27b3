import type { RuleContext } from '../../engine/rule/define.js';
import { isComposeName, isMainName, parseCompose } from '../../languages/compose/file.js';
import type { ComposeFile } from '../../languages/compose/model.js';

// Compose merges several files into one application: what lacks in one may stand in another.

/** Whether Compose reads the file without being told; text that is no file counts as one. */
export function isMain(ctx: RuleContext): boolean {
  return isMainName(ctx.near.fileName) || !isComposeName(ctx.near.fileName);
}

/** Whether the file can be an application on its own: one that adds to another has services without an image. */
export function isWhole(file: ComposeFile, ctx: RuleContext): boolean {
  if (!file.isSound || file.services.length === 0) return false;
  return isMain(ctx) || isComplete(file);
}

function isComplete({ services }: ComposeFile): boolean {
  return (
    services.length > 0 &&
    services.every((service) => ['image', 'build', 'extends', 'provider'].some((key) => service.get(key) !== undefined))
  );
}

/**
 * The Compose files of the folder that belong to this one: the main file, its override, and those that are no application
 * on their own. Reads them, so ask only where something lacks.
 */
export function siblings(ctx: RuleContext): readonly ComposeFile[] {
  const names = ctx.near.list('.') ?? [];
  return names
    .filter((name) => name !== ctx.near.fileName && isComposeName(name))
    .slice(0, 10)
    .flatMap((name) => {
      const text = ctx.near.read(name);
      const file = text === undefined ? undefined : parseCompose(text);
      return file !== undefined && (isMainName(name) || /override/i.test(name) || !isComplete(file)) ? file : [];
    });
}

/** Whether a name that this file does not define may come from somewhere else. */
export function mayComeFromElsewhere(file: ComposeFile, ctx: RuleContext, defines: (other: ComposeFile) => boolean): boolean {
  return file.hasIncludes || !isWhole(file, ctx) || siblings(ctx).some(defines);
}

/** Whether the file is for production by its name. */
export const isProduction = (fileName: string): boolean => /(?:^|[._-])prod(?:uction)?(?=[._-])/i.test(fileName);

/** `a`, `a` and `b`, `a`, `b` and 2 more: names in a message. */
export function named(names: readonly string[], most = 3): string {
  const shown = names.slice(0, most).map((name) => `\`${name}\``);
  if (names.length > most) return `${shown.join(', ')} and ${names.length - most} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}
