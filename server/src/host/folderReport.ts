import { readFileSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import type { AnalysisWatch } from '../engine/analyze.js';
import type { FactStore } from '../engine/facts/facts.js';
import { Plans } from '../engine/plans.js';
import { languageOf } from '../languages/index.js';
import { collectReport, isIntegration } from '../report/collect.js';
import type { ProjectReport } from '../report/report.js';
import { rules } from '../rules/index.js';
import { findConfig, globMatcher, type ConfigFile } from './configFile.js';
import { isOnDisk, type Disk } from './disk.js';
import { filesToLint } from './files.js';

export interface FolderReportOptions {
  /** Absolute. */
  readonly root: string;
  /** What the files below the root tell each other, already read. */
  readonly facts: FactStore;
  readonly disk: Disk;
  readonly gitignore: boolean;
  /** Unsaved text goes over the disk's. */
  readonly textAt?: (path: string) => string | undefined;
  /** Called between files; false ends the run. */
  readonly goOn: (path: string) => Promise<boolean>;
  /** Hears of what could not be read and of rules that failed. */
  readonly trouble: (what: string) => void;
}

const slashed = (path: string): string => path.replaceAll('\\', '/');

/** The report over a folder, by the project's own configuration: editors and CI answer the same. Undefined when it was ended. */
export async function reportOfFolder(options: FolderReportOptions): Promise<ProjectReport | undefined> {
  const { root, facts, disk, gitignore, goOn, trouble } = options;
  const configs = new Map<string, ConfigFile | undefined>();
  const watch: AnalysisWatch = {
    plans: new Plans(),
    now: () => 0,
    ruleTook: () => undefined,
    ruleFailed: (rule, error) => trouble(`rule ${rule.id} failed: ${String(error)}`),
  };
  return collectReport({
    title: basename(root),
    files: filesToLint([root], {
      gitignore,
      isWanted: (path) => languageOf(path, undefined, isOnDisk) !== undefined || isIntegration(resolve(path)),
      leftOut: (path, error) => trouble(`${path} was left out: ${String(error)}`),
    }),
    read: (path) => options.textAt?.(resolve(path)) ?? readText(path),
    near: (path) => disk.around(resolve(path), facts.view(slashed(resolve(path)))),
    config: async (path) => {
      const file = await findConfig(dirname(resolve(path)), undefined, configs);
      return {
        layers: file === undefined ? [] : [file.config],
        isMatch: file === undefined ? () => false : globMatcher(dirname(file.path), path),
      };
    },
    exists: isOnDisk,
    shown: (path) => slashed(relative(root, resolve(path))),
    goOn,
    rules,
    watch,
  });
}

/** Undefined for what cannot be read. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
