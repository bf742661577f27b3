import type { DockerfileOutline } from '../../../server/src/protocol.js';
import type { Layer } from '../tools/docker/images.js';
import type { InstructionLayer } from './contract.js';

/**
 * Sizes on the instructions that made them. An image's history begins with the layers of its base, whose number nobody knows,
 * so both lists are walked from their ends: an entry belongs to the last instruction of its keyword that has none yet.
 */
export function layersByInstruction(
  outline: DockerfileOutline,
  target: string | null,
  layers: readonly Layer[],
): readonly InstructionLayer[] {
  const found: InstructionLayer[] = [];
  const instructions = leadingTo(outline, target);
  let at = layers.length - 1;
  for (const { keyword, firstLine, lastLine } of instructions.reverse()) {
    // ARG and ONBUILD leave entries with some builders alone.
    const isOptional = /^(?:ARG|ONBUILD|MAINTAINER|SHELL|STOPSIGNAL)$/.test(keyword);
    const layer = layers[at];
    if (layer === undefined) break;
    if (keywordOf(layer) !== keyword) {
      if (isOptional) continue;
      // What does not fit means that the image was made otherwise: no size is better than a wrong one.
      return [];
    }
    at--;
    if (layer.bytes > 0) found.push({ firstLine, lastLine, bytes: layer.bytes });
  }
  return found.reverse();
}

function keywordOf({ instruction }: Layer): string {
  return /^[A-Z]+/.exec(instruction)?.[0] ?? '';
}

/** Instructions of the target and of the stages that it is built on, in the order in which they run; FROM leaves no entry. */
function leadingTo({ stages, instructions }: DockerfileOutline, target: string | null): DockerfileOutline['instructions'][number][] {
  const same = (a: string | null, b: string): boolean => a?.toLowerCase() === b.toLowerCase();
  const chain: number[] = [];
  let at = target === null ? stages.length - 1 : stages.findIndex(({ name }, i) => same(name, target) || `${i}` === target);
  while (at >= 0) {
    chain.unshift(at);
    const base = stages[at]?.base ?? '';
    do at--;
    while (at >= 0 && !same(stages[at]?.name ?? null, base));
  }
  return chain.flatMap((stage) => instructions.filter((instruction) => instruction.stage === stage && instruction.keyword !== 'FROM'));
}
