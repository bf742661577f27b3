import type { ClientCommand } from './command.js';
import { chooseDockerfile } from './chooseDockerfile.js';
import { createConfig } from './createConfig.js';
import { createDockerignore } from './createDockerignore.js';
import { explainRule } from './explainRule.js';
import { fixAll } from './fixAll.js';
import { diff, openInBrowser, podLogs, portForward, remove, undo } from './loop/afterwards.js';
import { clearFindings, loopMenu, remedy } from './loop/menu.js';
import { buildAndDeploy, buildImage, deploy, forgetAnswers, importImage, pushImage, runAgain } from './loop/runs.js';
import { createCluster, imageLayers, prerequisites, startCluster } from './loop/setup.js';
import { openExample } from './openExample.js';
import { report } from './report.js';
import { restart } from './restart.js';
import { showLog } from './showLog.js';
import { showReferences } from './showReferences.js';

/** Every command; package.json lists the same ids, which a test compares. */
export const commands: readonly ClientCommand[] = [
  restart,
  showLog,
  explainRule,
  fixAll,
  createDockerignore,
  createConfig,
  openExample,
  report,
  showReferences,
  buildImage,
  importImage,
  pushImage,
  deploy,
  buildAndDeploy,
  runAgain,
  forgetAnswers,
  diff,
  podLogs,
  portForward,
  openInBrowser,
  undo,
  remove,
  createCluster,
  startCluster,
  prerequisites,
  imageLayers,
  loopMenu,
  remedy,
  clearFindings,
  chooseDockerfile,
];
