import type { Engine } from '../../../../client/src/loop/contract.js';
import { candidatesIn } from '../../cluster/candidates.js';
import { diagnose, toDiagnosis } from '../../cluster/diagnose/diagnose.js';
import { dockerfileOutline } from '../../cluster/outline.js';
import { prepareManifests } from '../../cluster/prepare.js';
import { Disk } from '../../host/disk.js';
import { factsBelow } from '../../host/folderFacts.js';
import { readText } from '../../host/folderReport.js';

/** What files mean, of the folder as it lies on the disk. */
export async function localEngine(root: string, at: (path: string) => void): Promise<Engine> {
  const facts = await factsBelow(root, true, (path) => Promise.resolve(at(path)));
  const disk = new Disk({ lifetime: () => 0 });
  const workspace = facts.view(`${root}/any`);
  return {
    outline: (path) => {
      const text = readText(path);
      return Promise.resolve(text === undefined ? undefined : dockerfileOutline(path, text, disk.around(path, facts.view(path))));
    },
    prepare: (params) => Promise.resolve(prepareManifests(params)),
    diagnose: ({ evidence }) => Promise.resolve(diagnose(evidence, { workspace, read: readText }).map(toDiagnosis)),
    clearDiagnoses: () => Promise.resolve(),
    built: () => Promise.resolve(),
    candidates: () => Promise.resolve(candidatesIn(workspace)),
  };
}
