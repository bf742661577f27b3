import { defineRule } from '../../engine/rule/define.js';
import type { CopyInstruction, Instruction } from '../../languages/dockerfile/model.js';
import { unpackable } from '../../languages/dockerfile/vocabulary.js';
import page from './copy-then-extract.md';

export default defineRule({
  id: 'dockerfile/copy-then-extract',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['hadolint:DL3010'],
  fix: 'none',
  page,
  check: {
    Copy(copy, ctx) {
      if (copy.from !== undefined || copy.stage === undefined) return;
      for (const source of copy.sources) {
        if (!unpackable.test(source.value)) continue;
        const name = source.value.slice(source.value.lastIndexOf('/') + 1);
        const unpacking = copy.stage.instructions.find((later) => later.index > copy.index && unpacks(later, copy, name));
        if (unpacking === undefined) continue;
        ctx.report({
          at: source.span,
          message: `\`${source.text}\` is copied into one layer and unpacked in the next: the archive stays in the image. \`ADD\` unpacks it on the way.`,
          related: [{ at: unpacking.keyword.span, message: 'unpacked here' }],
        });
      }
    },
  },
});

function unpacks(instruction: Instruction, copy: CopyInstruction, name: string): boolean {
  if (instruction.kind !== 'RUN') return false;
  const target = copy.destination?.value ?? '';
  const targetName = target.endsWith('/') ? name : target.slice(target.lastIndexOf('/') + 1);
  return (instruction.script()?.commands ?? []).some((command) => {
    const isTar =
      command.name === 'tar' &&
      command.args.some(({ value }, i) => /^(?:-?[a-zA-Z]*x[a-zA-Z]*|--extract|--get)$/.test(value) && (i === 0 || value.startsWith('-')));
    if (!isTar && !/^(?:unzip|gunzip|bunzip2|unxz|unlzma|zcat|bzcat|xzcat|uncompress|unzstd|zgz|7z)$/.test(command.name)) return false;
    return command.args.some(({ value }) => {
      const own = value.slice(value.lastIndexOf('/') + 1);
      return own !== '' && (own === name || own === targetName);
    });
  });
}
