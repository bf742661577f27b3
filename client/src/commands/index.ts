import type { ClientCommand } from './command.js';
import { createConfig } from './createConfig.js';
import { createDockerignore } from './createDockerignore.js';
import { explainRule } from './explainRule.js';
import { fixAll } from './fixAll.js';
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
];
