import type { WorkdirInstruction } from '../model.js';
import { code, reference } from './markdown.js';

/** The absolute path that WORKDIR sets. */
export function workdirParagraphs(workdir: WorkdirInstruction): readonly (string | undefined)[] {
  const { path, stage } = workdir;
  const following = stage?.instructions[stage.instructions.indexOf(workdir) + 1];
  // The trigger of an ONBUILD works in a stage of another file.
  const result = workdir.onbuild !== undefined ? undefined : (following?.before ?? stage?.end)?.workdir;
  if (path.value === '') return [reference('workdir')];
  if (result !== undefined) return [`The working directory is ${code(normalised(result))}.`, reference('workdir')];
  return [
    path.complete
      ? `${code(path.value)} is added to the WORKDIR of the base image, which is not known here.`
      : 'A variable without a known value decides the path.',
    reference('workdir'),
  ];
}

/** `/a/./b/../c` → `/a/c`; Windows paths stay as they are. */
function normalised(path: string): string {
  if (!path.startsWith('/')) return path;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
