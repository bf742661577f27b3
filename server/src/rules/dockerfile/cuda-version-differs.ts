import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import type { RunCommand } from '../../languages/dockerfile/model.js';
import type { ShellWord } from '../../languages/dockerfile/model.js';
import page from './cuda-version-differs.md';

export default defineRule({
  id: 'dockerfile/cuda-version-differs',
  language: 'dockerfile',
  severity: 'info',
  presets: ['strict'],
  since: '0.4.0',
  aliases: ['tally:tally/gpu/cuda-version-mismatch'],
  fix: 'none',
  page,
  check: {
    Command: { pip: check, pip3: check, python: check, python3: check, uv: check, conda: check, mamba: check, micromamba: check },
  },
});

function check(command: RunCommand, ctx: RuleContext): void {
  const image = command.run.stage?.base.image;
  const base = /^(?:nvcr\.io\/)?nvidia\/cuda$/.test(image?.name ?? '') ? /^(\d+)\.(\d+)/.exec(image?.tag ?? '') : null;
  if (base === null) return;
  for (const word of command.args) {
    const wanted = versionIn(word);
    if (wanted === undefined) continue;
    const [major, minor] = [Number(base[1]), Number(base[2])];
    if (wanted.major === major && wanted.minor <= minor) continue;
    ctx.report({
      at: word.span,
      message: `\`${word.text}\` is for CUDA ${wanted.major}.${wanted.minor}, and \`${image?.text ?? ''}\` has ${major}.${minor}.`,
    });
  }
}

/** `cu118` in an index or a local version, `pytorch-cuda=11.8`, `--torch-backend=cu118`. */
function versionIn({ value }: ShellWord): { readonly major: number; readonly minor: number } | undefined {
  const short = /(?:download\.pytorch\.org\/whl\/(?:nightly\/)?|\+|^--torch-backend=|^)cu(\d{2})(\d)(?:\b|$)/.exec(value);
  const long = /^(?:pytorch-cuda|cuda-version|cudatoolkit)=+(\d+)\.(\d+)/.exec(value);
  const found = short ?? long;
  return found === null ? undefined : { major: Number(found[1]), minor: Number(found[2]) };
}
