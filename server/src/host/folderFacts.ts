import { FactStore } from '../engine/facts/facts.js';
import { factsOf, tellsFacts } from '../languages/index.js';
import { isOnDisk } from './disk.js';
import { filesToLint, mostFiles } from './files.js';
import { readText } from './folderReport.js';

/** What the files below a folder tell each other, read once. `at` hears of every file. */
export async function factsBelow(root: string, gitignore: boolean, at: (path: string) => Promise<unknown>): Promise<FactStore> {
  const facts = new FactStore({ isWatched: false });
  facts.roots = [root.replaceAll('\\', '/')];
  let count = 0;
  const isWanted = (path: string): boolean => tellsFacts(path.replaceAll('\\', '/'), isOnDisk);
  for (const path of filesToLint([root], { gitignore, isWanted, leftOut: () => undefined })) {
    if (count++ >= mostFiles) return facts;
    await at(path);
    const text = readText(path);
    const slashed = path.replaceAll('\\', '/');
    if (text !== undefined) facts.set(slashed, factsOf(slashed, text, isOnDisk));
  }
  facts.complete = true;
  return facts;
}
