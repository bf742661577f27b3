import type { Instruction, Stage } from '../../languages/dockerfile/model.js';

/** Whether the layers of the instruction's stage are part of the final image: it is that stage, or one that it is built on. */
export function leavesFiles(instruction: Instruction): boolean {
  const { stage } = instruction;
  return stage === undefined || isShipped(stage);
}

/** The final stage and the stages that its FROM leads to. */
export function isShipped(stage: Stage): boolean {
  return stage.isFinal || stage.uses.some((use) => use.kind === 'from' && isShipped(use.by));
}
