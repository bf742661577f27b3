// Written by `npm run generate`.
import type { RuleDefinition } from '../engine/rule/define.js';
import dockerfileStageNameCasing from './dockerfile/stage-name-casing.js';
import dockerfileUntaggedBaseImage from './dockerfile/untagged-base-image.js';

/** Every rule of the product, by id. */
export const rules: readonly RuleDefinition[] = [
  dockerfileStageNameCasing as RuleDefinition,
  dockerfileUntaggedBaseImage as RuleDefinition,
];
