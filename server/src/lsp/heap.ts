import { setFlagsFromString } from 'node:v8';

/** What V8 was told: a flag of the process, which it does not tell itself. The starter needs to know, see `start/main.ts`. */
export const heap = { growthFactor: 1 };

/**
 * The starter keeps V8's room for new objects as small as it begins, 1 MiB: with Dockerfiles alone the server then stays
 * 10 to 30 MB smaller, at a sixth more time for a key in 1,200 lines. Large manifests are read faster with more room.
 */
export function letHeapGrow(): void {
  heap.growthFactor = 2;
  setFlagsFromString('--semi-space-growth-factor=2');
}
