import { defineRule } from '../../engine/rule/define.js';
import type { Stage } from '../../languages/dockerfile/model.js';
import page from './copy-from-empty-stage.md';

export default defineRule({
  id: 'dockerfile/copy-from-empty-stage',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.4.0',
  aliases: ['tally:tally/copy-from-empty-scratch-stage'],
  fix: 'none',
  page,
  check: {
    Copy({ from, fromStage, sources, onbuild }, ctx) {
      if (from?.value === undefined || fromStage === undefined || onbuild !== undefined || !fromStage.base.scratch) return;
      const folders = foldersOf(fromStage);
      if (folders === undefined) return;
      const source = sources.find(({ value }) => isAbsent(value, folders));
      if (source === undefined) return;
      ctx.report({
        at: from.value.span,
        message: `\`${from.value.text}\` is empty: it begins with \`scratch\` and nothing in it makes files, so \`${source.text}\` is not there and the build fails.`,
        ...(fromStage.from === undefined ? {} : { related: [{ at: fromStage.from.keyword.span, message: 'the empty stage' }] }),
      });
    },
  },
});

/** The folders that WORKDIR makes; undefined where something makes files, or may. */
function foldersOf(stage: Stage): readonly string[] | undefined {
  const folders: string[] = [];
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) {
    for (const instruction of at.instructions) {
      if (/^(?:RUN|COPY|ADD|UNKNOWN)$/.test(instruction.kind)) return undefined;
      if (instruction.kind !== 'WORKDIR') continue;
      if (!instruction.path.complete) return undefined;
      folders.push(instruction.path.value);
    }
  }
  return folders;
}

function isAbsent(source: string, folders: readonly string[]): boolean {
  if (source.includes('$') || /^(?:\/|\.\/?|\/\.|\/?\*+)$/.test(source)) return false;
  const path = source.replace(/^\/+|\/+$/g, '');
  return !folders.some((folder) => `${folder.replace(/^\/+/, '')}/`.startsWith(`${path}/`));
}
