// The inner loop in a real VS Code, scene by scene: doubles of Docker, k3d and the API server.
import { build } from 'esbuild';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { absentScene } from './loop/absent.mjs';
import { afterwardsScene } from './loop/afterwards.mjs';
import { cancellingScene } from './loop/cancelling.mjs';
import { clustersScene } from './loop/clusters.mjs';
import { journeyScene } from './loop/journey.mjs';
import { logsScene } from './loop/logs.mjs';
import { restrictedKeys, restrictedScene } from './loop/restricted.mjs';
import { onStage } from './loop/stage.mjs';
import { tasksScene } from './loop/tasks.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Each host with its scenes. `only` names scenes; all of them when it is empty. */
const hosts = [
  {
    options: {},
    scenes: {
      journey: journeyScene,
      tasks: tasksScene,
      logs: logsScene,
      afterwards: afterwardsScene,
      clusters: clustersScene,
      cancelling: cancellingScene,
      absent: absentScene,
    },
  },
  { options: { asksTrust: true, keys: restrictedKeys }, scenes: { restricted: restrictedScene } },
];

export async function runLoopTests(vsix, say, only = []) {
  const { atCluster } = await bundled('test/support/cluster.ts');
  let [passed, failed] = [0, 0];
  for (const { options, scenes } of hosts) {
    const wanted = Object.entries(scenes).filter(([name]) => only.length === 0 || only.includes(name));
    if (wanted.length === 0) continue;
    const result = await onStage(atCluster, { vsix, say, ...options }, async (stage) => {
      for (const [, play] of wanted) await play(stage);
    });
    passed += result.passed;
    failed += result.failed;
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0;
}

/** TypeScript of the tests, for this script alone. */
async function bundled(file) {
  const outfile = join(root, 'dist-test', `${file.replaceAll('/', '-')}.mjs`);
  await build({ absWorkingDir: root, entryPoints: [file], outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20', packages: 'external', logLevel: 'warning' });
  return import(pathToFileURL(outfile).href);
}
