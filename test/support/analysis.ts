import { posix } from 'node:path';
import { analyze, type Analysis, type Subject } from '../../server/src/engine/analyze.js';
import { projectSettings, type ActiveRule, type KubernetesConfig } from '../../server/src/engine/config/config.js';
import { FactStore, type WorkspaceView } from '../../server/src/engine/facts/facts.js';
import type { Language } from '../../server/src/engine/language.js';
import type { Fix, OptionValue, RuleDefinition, Surroundings } from '../../server/src/engine/rule/define.js';
import type { Finding } from '../../server/src/engine/rule/finding.js';
import { applyEdits, overlaps, type Edit } from '../../server/src/engine/text/span.js';
import { ShippedData } from '../../server/src/host/kubernetesData.js';
import { allLanguages, factsOf } from '../../server/src/languages/index.js';

const shipped = new ShippedData();

/** Where the files of a case lie, for those who ask the workspace. */
const folder = '/workspace';

/** The facts of a case's files and of the document itself; nothing is known where the case has no disk. */
function workspaceOf(files: ReadonlyMap<string, string> | undefined, own: string, text: string): WorkspaceView {
  const path = posix.join(folder, own);
  if (files === undefined) return new FactStore().view(path);
  const store = new FactStore();
  const there = new Set([path, ...[...files.keys()].map((name) => posix.join(posix.dirname(path), name))]);
  const isThere = (asked: string): boolean => there.has(asked);
  for (const [name, content] of files) {
    const other = posix.join(posix.dirname(path), name);
    store.set(other, factsOf(other, content, isThere));
  }
  store.set(path, factsOf(path, text, isThere));
  store.complete = true;
  return store.view(path);
}

/** A disk made of a map; undefined where the case has no disk. `path` is the document's own, the map's are as seen from its folder. */
export function surroundings(files: ReadonlyMap<string, string> | undefined, path = 'Dockerfile', text = ''): Surroundings {
  // Every path has one spelling, whichever folders it goes through.
  const at = (name: string): string => posix.join(folder, posix.dirname(path), name).replace(/(.)\/$/, '$1');
  const all = (): string[] => [...(files?.keys() ?? [])].map(at);
  return {
    fileName: posix.basename(path),
    workspace: workspaceOf(files, path, text),
    data: (reader) => shipped.get(reader),
    read: (name) => files?.get(name) ?? [...(files ?? [])].find(([file]) => at(file) === at(name))?.[1],
    exists: (name) =>
      files === undefined ? undefined : at(name) === at('.') || all().some((file) => file === at(name) || file.startsWith(`${at(name)}/`)),
    list: (name) => {
      if (files === undefined) return undefined;
      const inside = `${at(name)}/`;
      const names = all()
        .filter((file) => file.startsWith(inside))
        .map((file) => file.slice(inside.length));
      return [...new Set(names.map((each) => (each.includes('/') ? `${each.slice(0, each.indexOf('/'))}/` : each)))];
    },
  };
}

const fileNames: Readonly<Record<string, string>> = {
  dockerignore: '.dockerignore',
  compose: 'compose.yaml',
  kubernetes: 'app.yaml',
  kustomize: 'kustomization.yaml',
  helm: 'templates/app.yaml',
};

export function languageNamed(id: string): Language {
  const found = allLanguages().find((language) => language.id === id);
  if (found === undefined) throw new Error(`no language ${id}`);
  return found;
}

/** `kubernetes` among the options is the project's setting of that name. */
export function activate(rules: readonly RuleDefinition[], given: Readonly<Record<string, unknown>> = {}): ActiveRule[] {
  const { kubernetes, ...options } = given;
  const settings = projectSettings(kubernetes === undefined ? [] : [{ kubernetes: kubernetes as KubernetesConfig }]);
  return rules.map((rule) => ({
    rule,
    settings,
    severity: rule.severity,
    options: {
      ...Object.fromEntries(Object.entries(rule.options ?? {}).map(([name, option]) => [name, option.default])),
      ...options,
    } as Record<string, OptionValue>,
  }));
}

/** Analyses a text; a rule that throws fails the test. */
export function run(
  text: string,
  language: Language,
  rules: readonly ActiveRule[],
  files?: ReadonlyMap<string, string>,
  path = fileNames[language.id] ?? 'Dockerfile',
): Analysis & { subject: Subject } {
  const subject: Subject = {
    language,
    model: language.parse(text, undefined, posix.join(folder, path)),
    text,
    near: surroundings(files, path, text),
  };
  const analysis = analyze(subject, rules, {
    now: () => 0,
    ruleTook: () => undefined,
    ruleFailed: (rule, error) => {
      throw new Error(`${rule.id} threw on ${JSON.stringify(text)}: ${error instanceof Error ? error.stack : String(error)}`);
    },
  });
  return { ...analysis, subject };
}

/** Applies one fix of each finding that overlaps no other, over and over, as fix-all does. */
export function applyFixes(
  text: string,
  analyse: (text: string) => readonly Finding[],
  choose: (fixes: readonly Fix[]) => Fix | undefined,
  files?: Map<string, string>,
): string {
  let current = text;
  for (let pass = 0; pass < 10; pass++) {
    const edits: Edit[] = [];
    for (const finding of analyse(current)) {
      const fix = choose(finding.fixes());
      if (fix === undefined) continue;
      for (const change of fix.files ?? []) files?.set(change.path, applyEdits(files.get(change.path) ?? '', change.edits));
      if (fix.edits.some((edit) => edits.some((other) => touching(edit, other)))) continue;
      edits.push(...fix.edits);
    }
    if (edits.length === 0) return current;
    const next = applyEdits(current, edits);
    if (next === current) return current;
    current = next;
  }
  return current;
}

function touching(a: Edit, b: Edit): boolean {
  return overlaps(a.span, b.span) || (a.span.start === b.span.start && a.span.end === b.span.end);
}
