import { analyze, type AnalysisWatch } from '../engine/analyze.js';
import { activeRules, type ActiveRule, type Config } from '../engine/config/config.js';
import type { Surroundings, RuleDefinition } from '../engine/rule/define.js';
import { languageOf } from '../languages/index.js';
import type { KubernetesFile } from '../languages/kubernetes/file.js';
import { checklistRules, type Subject } from './checklist.js';
import { ReportBuilder, type ProjectReport } from './report.js';

/** Where the files of a report come from. */
export interface ReportSources {
  readonly title: string;
  /** Absolute paths of everything to judge. */
  readonly files: Iterable<string>;
  /** Undefined for what cannot be read. */
  read(path: string): string | undefined;
  near(path: string): Surroundings;
  /** The project's configuration for a file: layers, and whether globs of the last one match. */
  config(path: string): Promise<{ readonly layers: readonly Config[]; readonly isMatch: (globs: readonly string[]) => boolean }>;
  /** Whether there is something at a path that begins as one of the files does. */
  exists(path: string): boolean;
  /** The path as it is shown. */
  shown(path: string): string;
  /** Called between files; false ends the run. */
  goOn(path: string): Promise<boolean>;
  readonly rules: readonly RuleDefinition[];
  readonly watch: AnalysisWatch;
}

/** Judges every file by the rules of the checklist alone. Undefined when the run was ended. */
export async function collectReport(sources: ReportSources): Promise<ProjectReport | undefined> {
  const rules = sources.rules.filter(({ id }) => checklistRules.has(id));
  const builder = new ReportBuilder();
  for (const path of sources.files) {
    if (!(await sources.goOn(path))) return undefined;
    const text = sources.read(path);
    if (text === undefined) continue;
    const shown = sources.shown(path);
    if (isIntegration(path)) {
      builder.hasIntegration();
      const update = updateIn(path, text);
      if (update !== undefined) builder.updates(`${shown}: ${update}`);
    }
    const language = languageOf(path, undefined, (other) => sources.exists(other));
    if (language === undefined) continue;
    const model = language.parse(text, undefined, path.replaceAll('\\', '/'));
    const subjects = subjectsOf(language.id, model);
    if (subjects.length === 0) continue;
    const { layers, isMatch } = await sources.config(path);
    const active = checklistActive(rules, layers, isMatch);
    const { findings, suppressions } = analyze({ language, model, text, near: sources.near(path) }, active, sources.watch);
    const on = new Set(active.map(({ rule }) => rule.id as string));
    const off = [...checklistRules].filter((id) => !on.has(id));
    builder.add({ path: shown, text, subjects, findings, silenced: suppressions.silenced, off });
  }
  return builder.build(sources.title);
}

/** The project may switch rules off by name, and whole paths by `preset: none`; its own preset is no answer to a checklist. */
function checklistActive(
  rules: readonly RuleDefinition[],
  layers: readonly Config[],
  isMatch: (globs: readonly string[]) => boolean,
): readonly ActiveRule[] {
  const own = layers.map(({ preset: _preset, leaveTo: _leaveTo, ...rest }): Config => rest);
  return activeRules(rules, [{ preset: 'all' }, ...own], isMatch);
}

function subjectsOf(language: string, model: unknown): readonly Subject[] {
  if (language === 'dockerfile') return ['dockerfile', 'context'];
  if (language === 'dockerignore') return ['context'];
  if (language !== 'kubernetes') return [];
  const { objects } = model as KubernetesFile;
  if (objects.length === 0) return [];
  const has = (...kinds: readonly string[]): boolean => objects.some(({ kind }) => kinds.includes(kind));
  return [
    'manifest',
    ...(objects.some(({ pod }) => pod !== undefined) ? (['workload'] as const) : []),
    ...(has('HorizontalPodAutoscaler') ? (['autoscaler'] as const) : []),
    ...(has('Service', 'Ingress') ? (['network'] as const) : []),
  ];
}

const integration =
  /\/(?:\.github\/(?:workflows\/[^/]+\.ya?ml|dependabot\.ya?ml)|\.gitlab-ci\.ya?ml|Jenkinsfile|renovate\.json5?|\.renovaterc(?:\.json5?)?|azure-pipelines\.ya?ml|\.circleci\/config\.ya?ml)$/;

/** Files that say what happens to the project without anybody asking. */
export function isIntegration(path: string): boolean {
  return integration.test(path.replaceAll('\\', '/'));
}

/** What in such a file brings newer base images, in the file's own words. */
function updateIn(path: string, text: string): string | undefined {
  if (/renovate/.test(path)) return 'Renovate';
  if (/dependabot\.ya?ml$/.test(path)) return /package-ecosystem:\s*["']?docker\b/.test(text) ? 'Dependabot for Docker' : undefined;
  // `docker build --pull`, and the option of docker/build-push-action: https://github.com/docker/build-push-action#inputs.
  return /\bdocker\b[^\n]*\bbuild\b[^\n]*\s--pull\b/.exec(text)?.[0].trim() ?? /^\s*pull:\s*true\b/m.exec(text)?.[0].trim();
}
