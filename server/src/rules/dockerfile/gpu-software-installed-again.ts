import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import { packageCall } from '../shared/osPackages.js';
import page from './gpu-software-installed-again.md';

export default defineRule({
  id: 'dockerfile/gpu-software-installed-again',
  language: 'dockerfile',
  severity: 'info',
  presets: ['strict'],
  since: '0.4.0',
  aliases: ['tally:tally/gpu/no-redundant-cuda-install', 'tally:tally/gpu/no-container-runtime-in-image'],
  fix: 'none',
  page,
  check: {
    Command: { 'apt-get': check, apt: check, yum: check, dnf: check, microdnf: check, conda: check, mamba: check },
  },
});

function check(command: RunCommand, ctx: RuleContext): void {
  const isCuda = /^(?:nvcr\.io\/)?nvidia\/cuda$/.test(command.run.stage?.base.image?.name ?? '');
  for (const word of packageCall(command, 'install')?.packages ?? []) {
    const name = word.value.replace(/[=/].*$/, '');
    if (/^(?:nvidia-container-(?:toolkit|runtime)|nvidia-docker2?|libnvidia-container[\w-]*)$/.test(name))
      ctx.report({ at: word.span, message: `\`${name}\` is for the machine that runs containers; inside of one it does nothing.` });
    else if (
      isCuda &&
      /^(?:cuda|cudatoolkit|nvidia-cuda-toolkit|cuda-(?:toolkit|runtime|libraries|compiler)(?:-[\d-]+)?|cuda-\d+-\d+)$/.test(name)
    )
      ctx.report({
        at: word.span,
        message: `\`${command.run.stage?.base.image?.text ?? ''}\` holds CUDA already, and \`${name}\` puts it there again.`,
      });
  }
}
