import type { Instruction } from '../../languages/dockerfile/model.js';

/** The instruction that stands behind this one in its stage. */
export function instructionBehind(instruction: Instruction): Instruction | undefined {
  const all = instruction.stage?.instructions ?? [];
  return all[placeIn(all, instruction) + 1];
}

/** The instruction that stands before this one in its stage, FROM not counted. */
export function instructionAbove(instruction: Instruction): Instruction | undefined {
  const all = instruction.stage?.instructions ?? [];
  return all[placeIn(all, instruction) - 1];
}

/** A trigger stands where its ONBUILD does. */
const placeIn = (all: readonly Instruction[], instruction: Instruction): number => all.indexOf(instruction.onbuild ?? instruction);
