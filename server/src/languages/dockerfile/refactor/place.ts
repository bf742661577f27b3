/** Where an instruction of the single stage goes, and as what. */
export interface Place {
  readonly build: boolean;
  readonly run: boolean;
  /** The text where it is not the written one. */
  readonly buildText?: string;
  readonly runText?: string;
  /** Lines of ours, above the comment of the instruction. */
  readonly beforeInBuild?: readonly string[];
  readonly afterInBuild?: readonly string[];
  readonly beforeInRun?: readonly string[];
}

export const nowhere: Place = { build: false, run: false };
export const onlyBuild: Place = { build: true, run: false };
export const onlyRun: Place = { build: false, run: true };
export const both: Place = { build: true, run: true };
