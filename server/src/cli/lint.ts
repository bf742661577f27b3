import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { analyze, type AnalysisWatch, type Subject } from '../engine/analyze.js';
import { PassingFindings } from '../engine/partFindings.js';
import { activeRules, kubernetesMinor, type ActiveRule, type Config, type RuleSetting } from '../engine/config/config.js';
import { fixAll } from '../engine/features/fixAll.js';
import { FactStore } from '../engine/facts/facts.js';
import type { Language } from '../engine/language.js';
import { Plans } from '../engine/plans.js';
import type { Severity } from '../engine/rule/define.js';
import { compareFindings, type Finding } from '../engine/rule/finding.js';
import { findConfig, globMatcher, readConfig, type ConfigFile } from '../host/configFile.js';
import { Disk, isOnDisk, nowhere } from '../host/disk.js';
import { filesToLint, mostFiles, PathError, type WalkOptions } from '../host/files.js';
import { parseKubernetes } from '../languages/kubernetes/file.js';
import { factsOf, languageOf, tellsFacts } from '../languages/index.js';
import { configFacts, isConfigName } from '../languages/slipwayConfig/facts.js';
import { rules } from '../rules/index.js';

import { formats, type FileReport, type FormatName } from './formats/formats.js';
import { Progress } from './progress.js';
import { isWithin, workspaceRoots } from './roots.js';
import { HelmRenderings, withRendered } from './render/helm.js';
import { KustomizeRenderings, type RenderTools } from './render/kustomize.js';

export interface LintOptions {
  readonly format: FormatName;
  readonly fix?: boolean;
  readonly preset?: Config['preset'];
  readonly rule?: readonly string[];
  readonly kubernetesVersion?: string;
  /** A path, false for none, true or absent for the nearest. */
  readonly config?: string | boolean;
  readonly stdin?: boolean;
  readonly stdinFilename: string;
  readonly failOn: Severity;
  readonly maxWarnings?: string;
  readonly gitignore: boolean;
  readonly quiet?: boolean;
  /** Judge what other programs make of the files, too. */
  readonly render?: boolean;
}

const weight: Readonly<Record<Severity, number>> = { error: 3, warning: 2, info: 1, hint: 0 };
const severities = new Set(['off', 'on', 'error', 'warning', 'info', 'hint']);

/** Judges the paths and returns the exit code: 0 clean, 1 findings, 2 misuse or something that could not be read. */
export async function lint(paths: readonly string[], options: LintOptions): Promise<number> {
  const own = ownConfig(options);
  const limit = options.maxWarnings === undefined ? undefined : Number(options.maxWarnings);
  if (typeof own === 'string') return complain(own);
  if (limit !== undefined && !(Number.isInteger(limit) && limit >= 0))
    return complain(`--max-warnings takes a whole number, not ${options.maxWarnings ?? ''}`);
  if (options.stdin === true && paths.length > 0) return complain('--stdin and paths exclude each other');
  if (options.stdin === true && options.fix === true) return complain('--fix changes files; it cannot be used with --stdin');
  const linter = new Linter(options, own);
  const progress = new Progress(process.stderr);
  const { isTTY, columns } = process.stdout;
  const output = formats[options.format]({
    write,
    color: isTTY && process.env['NO_COLOR'] === undefined,
    ...(isTTY ? { width: columns } : {}),
  });
  let failing = 0;
  let below = 0;
  let hasTrouble = false;
  await output.begin();
  const report = async (file: FileReport): Promise<void> => {
    const shown = options.quiet === true ? file.findings.filter((finding) => weight[finding.severity] >= weight.warning) : file.findings;
    for (const finding of shown) {
      if (weight[finding.severity] >= weight[options.failOn]) failing++;
      if (finding.severity !== 'error') below++;
    }
    if (shown.length > 0) progress.clear();
    await output.file({ ...file, findings: shown });
  };
  const leftOut = (path: string, error: unknown): void => {
    progress.clear();
    hasTrouble = true;
    process.stderr.write(`slipway: ${path} was left out: ${error instanceof Error ? error.message : String(error)}\n`);
  };
  try {
    if (options.stdin === true) await report(await linter.stdin(options.stdinFilename));
    else {
      const walk = { gitignore: options.gitignore, isWanted: (path: string) => languageAt(path) !== undefined, leftOut };
      await linter.readWorkspace(paths, walk, (path) => progress.at(path));
      if (options.render === true) await linter.render();
      for (const path of filesToLint(paths, walk)) {
        progress.at(path);
        try {
          await report(await linter.file(path));
        } catch (error) {
          leftOut(path, error);
        }
      }
    }
  } catch (error) {
    progress.clear();
    if (!(error instanceof PathError)) throw error;
    hasTrouble = true;
    process.stderr.write(`slipway: ${error.message}\n`);
  }
  progress.clear();
  await output.end();
  for (const problem of linter.problems) process.stderr.write(`slipway: ${problem}\n`);
  if (hasTrouble || linter.problems.size > 0) return 2;
  const errors = failing > 0 && limit === undefined;
  const tooMany = limit !== undefined && (below > limit || linter.errors > 0);
  return errors || tooMany ? 1 : 0;
}

function complain(message: string): number {
  process.stderr.write(`slipway: ${message}\n`);
  return 2;
}

/** `--preset` and `--rule` as a configuration layer above all others, or what is wrong with them. */
function ownConfig(options: LintOptions): Config | string {
  const settings: Record<string, RuleSetting> = {};
  for (const word of options.rule ?? []) {
    const [id = '', setting = ''] = word.split('=');
    if (!rules.some((rule) => rule.id === id)) return `no rule is called ${id}; \`slipway rules\` lists them`;
    if (!severities.has(setting))
      return `--rule ${id} takes off, on, error, warning, info or hint, not ${setting === '' ? 'nothing' : setting}`;
    settings[id] = setting as RuleSetting;
  }
  const { kubernetesVersion: version } = options;
  if (version !== undefined && kubernetesMinor(version) === undefined)
    return `--kubernetes-version takes a version like 1.34, not ${version}`;
  return {
    ...(options.preset === undefined ? {} : { preset: options.preset }),
    ...(version === undefined ? {} : { kubernetes: { version } }),
    rules: settings,
  };
}

/** Standard output that waits when the reader is slow, so that memory does not fill with text. */
async function write(text: string): Promise<void> {
  if (process.stdout.write(text)) return;
  await new Promise<void>((done) => process.stdout.once('drain', done));
}

const slashed = (path: string): string => path.replaceAll('\\', '/');
const languageAt = (path: string): Language | undefined => languageOf(path, undefined, isOnDisk);

class Linter {
  readonly problems = new Set<string>();
  errors = 0;
  readonly #options: LintOptions;
  readonly #own: Config;
  readonly #disk = new Disk({ lifetime: () => 1000 });
  readonly #facts = new FactStore({ isWatched: false });
  readonly #configs = new Map<string, ConfigFile | undefined>();
  #renderings: KustomizeRenderings | undefined;
  #charts: HelmRenderings | undefined;
  readonly #active = new Map<string, readonly ActiveRule[]>();
  readonly #passing = new PassingFindings();
  readonly #watch: AnalysisWatch = {
    plans: new Plans(),
    now: () => 0,
    ruleTook: () => undefined,
    ruleFailed: (rule, error) =>
      this.problems.add(`rule ${rule.id} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
  };

  constructor(options: LintOptions, own: Config) {
    this.#options = options;
    this.#own = own;
  }

  /**
   * What the files of the workspace tell each other, when a rule will ask: a first pass, of which only the facts are kept.
   * Without a workspace that all paths lie in they are judged one by one.
   */
  async readWorkspace(paths: readonly string[], walk: WalkOptions, at: (path: string) => void): Promise<void> {
    const roots = workspaceRoots(paths);
    if (roots === undefined) return;
    const active = await Promise.all(roots.map((root) => this.#rules(join(root, 'any'))));
    if (!active.flat().some(({ rule }) => rule.needs !== undefined)) return;
    let count = 0;
    const { config } = this.#options;
    // A configuration that was named, or none, takes the place of those that lie there.
    const isOther = (path: string): boolean => (config === false || typeof config === 'string') && isConfigName(path);
    const isWanted = (path: string): boolean => tellsFacts(slashed(path), isOnDisk) && !isOther(slashed(path));
    this.#facts.roots = roots.map(slashed);
    for (const root of roots) await this.#readImages(root);
    for (const path of filesToLint(roots, { ...walk, isWanted, leftOut: () => undefined })) {
      if (count++ >= mostFiles) {
        process.stderr.write(
          `slipway: findings across files see the first ${mostFiles} Dockerfiles and YAML files below ${roots.join(' and ')}\n`,
        );
        return;
      }
      at(path);
      try {
        this.#facts.set(slashed(path), factsOf(slashed(path), readFileSync(path, 'utf8'), isOnDisk));
      } catch {
        // It is told when the file itself is judged.
      }
    }
    this.#facts.complete = true;
  }

  /** What a configuration above the folder, or one that was named, says of images. */
  async #readImages(root: string): Promise<void> {
    const file = await this.#config(join(root, 'any'));
    if (file === undefined || (typeof this.#options.config !== 'string' && isWithin(root, file.path))) return;
    try {
      // It holds for all that is judged, wherever it lies.
      this.#facts.set(slashed(join(root, '.slipway.yaml')), configFacts(readFileSync(file.path, 'utf8'), slashed(resolve(file.path))));
    } catch {
      // It is told with the problems of the configuration.
    }
  }

  async stdin(name: string): Promise<FileReport> {
    const language = languageAt(name);
    if (language === undefined) throw new PathError(`${name}: no language is known for this name`);
    const text = readFileSync(0, 'utf8');
    return this.#judge(name, text, language, nowhere(name, this.#disk.data), await this.#rules(resolve(name)));
  }

  async file(path: string): Promise<FileReport> {
    const language = languageAt(path);
    if (language === undefined) throw new PathError(`${path}: no language is known for this name`);
    const bytes = readFileSync(path);
    const text = bytes.toString('utf8');
    const near = this.#disk.around(resolve(path), this.#facts.view(slashed(resolve(path))));
    const active = await this.#rules(resolve(path));
    this.#disk.forget();
    if (this.#options.fix !== true) return this.#judge(path, text, language, near, active);
    const fixed = fixAll(text, (current) => this.#analyse(current, language, near, active).findings);
    if (fixed.text === text) return this.#judge(path, text, language, near, active);
    if (!Buffer.from(text).equals(bytes)) {
      // Written back, every byte that is no text would be lost.
      this.problems.add(`${path} was not changed: it is not UTF-8`);
      return this.#judge(path, text, language, near, active);
    }
    writeFileSync(path, fixed.text);
    return this.#judge(path, fixed.text, language, near, active, fixed.applied);
  }

  #judge(path: string, text: string, language: Language, near: Subject['near'], active: readonly ActiveRule[], fixed = 0): FileReport {
    const findings = this.#withRenderings(path, language.id, text, this.#analyse(text, language, near, active).findings);
    this.errors += findings.filter((finding) => finding.severity === 'error').length;
    return { path, text, findings, fixed };
  }

  /** What kustomizations and charts come to; needs the facts of the workspace. */
  async render(): Promise<void> {
    const root = resolve('.');
    if (!this.#facts.roots.every((other) => isWithin(root, other))) {
      // Which programs may be run is held against the present folder.
      process.stderr.write('slipway: --render: only what lies in the present folder is rendered\n');
      return;
    }
    const tools: RenderTools = {
      facts: this.#facts,
      root,
      watch: this.#watch,
      rulesFor: (path) => this.#rules(path),
      around: (path) => this.#disk.around(path, this.#facts.view(slashed(path))),
      nowhere: nowhere('rendered.yaml', this.#disk.data),
    };
    this.#renderings = new KustomizeRenderings(tools);
    this.#charts = new HelmRenderings(tools);
    for (const renderings of [this.#renderings, this.#charts]) {
      await renderings.render();
      for (const note of renderings.notes) process.stderr.write(`slipway: ${note}\n`);
      for (const failure of renderings.failures) this.problems.add(failure);
    }
  }

  #withRenderings(path: string, language: string, text: string, findings: readonly Finding[]): readonly Finding[] {
    const renderings = this.#renderings;
    const own = slashed(resolve(path));
    if (renderings === undefined) return findings;
    if (language === 'helm') return withRendered(text, findings, this.#charts?.added.get(own) ?? []);
    if (language === 'kustomize') return [...findings, ...(renderings.added.get(own) ?? [])].sort(compareFindings);
    if (language !== 'kubernetes' || findings.length === 0) return findings;
    const model = parseKubernetes(text);
    return findings.filter((finding) => !renderings.isCured(own, finding, model));
  }

  #analyse(text: string, language: Language, near: Subject['near'], active: readonly ActiveRule[]) {
    return analyze(
      { language, model: language.parse(text, undefined, near.workspace.path ?? near.fileName), text, near },
      active,
      this.#watch,
      this.#passing,
    );
  }

  async #rules(path: string): Promise<readonly ActiveRule[]> {
    const file = await this.#config(path);
    for (const problem of file?.problems ?? []) this.problems.add(problem);
    const isMatch = file === undefined ? () => false : globMatcher(dirname(file.path), path);
    const key = JSON.stringify([file?.path, (file?.config.overrides ?? []).map((override) => isMatch(override.files))]);
    let active = this.#active.get(key);
    if (active === undefined) {
      active = activeRules(rules, file === undefined ? [this.#own] : [file.config, this.#own], isMatch);
      this.#active.set(key, active);
    }
    return active;
  }

  async #config(path: string): Promise<ConfigFile | undefined> {
    const { config } = this.#options;
    if (config === false) return undefined;
    if (typeof config !== 'string') return findConfig(dirname(path), undefined, this.#configs);
    if (!this.#configs.has(config)) this.#configs.set(config, await readConfig(resolve(config)));
    return this.#configs.get(config);
  }
}
