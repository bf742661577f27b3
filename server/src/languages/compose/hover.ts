import type { HoverText } from '../../engine/features/hover.js';
import type { Surroundings } from '../../engine/rule/define.js';
import type { ComposeFile } from './model.js';

export function composeHover(_file: ComposeFile, _offset: number, _near: Surroundings): HoverText | undefined {
  return undefined;
}
