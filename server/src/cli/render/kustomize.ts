import { readFileSync } from 'node:fs';

import { analyze, type Analysis, type AnalysisWatch, type Subject } from '../../engine/analyze.js';
import type { ActiveRule } from '../../engine/config/config.js';
import type { FactStore, PlacedFact, WorkspaceView } from '../../engine/facts/facts.js';
import type { Finding } from '../../engine/rule/finding.js';
import type { Span } from '../../engine/text/span.js';
import { findProgram, runProgram } from '../../host/render/run.js';
import { parseKubernetes, type KubernetesFile } from '../../languages/kubernetes/file.js';
import { kubernetesLanguage } from '../../languages/kubernetes/language.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { generatorsIn } from '../../languages/kustomize/generators.js';
import { parseKustomization } from '../../languages/kustomize/file.js';
import { holdingOf, type HeldObject } from '../../languages/kustomize/holding.js';
import type { KustomizationFile } from '../../languages/kustomize/model.js';
import { absolute, pathsIn } from '../../languages/kustomize/paths.js';

type Top = PlacedFact<'kustomize'>;

/** What judging needs of the command line. */
export interface RenderTools {
  readonly facts: FactStore;
  /** The present folder, absolute. */
  readonly root: string;
  readonly watch: AnalysisWatch;
  rulesFor(path: string): Promise<readonly ActiveRule[]>;
  /** The surroundings of a file on disk, and of text that is none. */
  around(path: string): Subject['near'];
  readonly nowhere: Subject['near'];
}

/** More kustomizations that nobody lists are no workspace that is rendered as a whole. */
const mostRendered = 200;

/**
 * What `kubectl kustomize` makes of the workspace's kustomizations, judged: findings that exist only afterwards stand at the
 * kustomization that leads to the object, and those that every rendering of an object has cured go.
 */
export class KustomizeRenderings {
  /** Findings by absolute path of the kustomization. */
  readonly added = new Map<string, Finding[]>();
  /** What could not be built. */
  readonly failures: string[] = [];
  /** Why something was left as it is written. */
  readonly notes: string[] = [];
  readonly #tools: RenderTools;
  /** For each object of a file, the rules that found something in each of its renderings. */
  readonly #rendered = new Map<string, ReadonlySet<string>[]>();
  /** Objects that a kustomization takes in which could not be rendered. */
  readonly #unknown = new Set<string>();
  readonly #judged = new Map<string, { readonly analysis: Analysis; readonly model: KubernetesFile }>();

  constructor(tools: RenderTools) {
    this.#tools = tools;
  }

  async render(): Promise<void> {
    const tops = topsOf(this.#tools.facts).slice(0, mostRendered);
    if (tops.length === 0) return;
    const program = findProgram('kubectl', this.#tools.root);
    if (program === undefined) {
      this.notes.push('--render: there is no kubectl, so kustomizations are judged as they are written');
      return;
    }
    for (const top of tops) {
      const objects = this.#objectsOf(top);
      if (!isLocal(top, this.#tools.facts)) {
        // Building it would fetch something.
        this.#skip(objects);
        this.notes.push(`--render: ${top.path} takes in more than the files of this workspace, so it was not rendered`);
        continue;
      }
      const made = runProgram(program, ['kustomize', top.key], this.#tools.root);
      if (made.kind === 'done') await this.#judge(top, made.text, objects);
      else {
        this.#skip(objects);
        this.failures.push(`--render: ${top.path}: ${made.kind === 'failed' ? made.reason : 'kubectl could not be started'}`);
      }
    }
  }

  /** Whether every rendering of the object around a finding is without it. */
  isCured(path: string, finding: Finding, model: unknown): boolean {
    // Rules that look at other files see less of them from a rendering.
    if (finding.rule.language !== 'kubernetes' || finding.rule.needs !== undefined) return false;
    const object = objectAt(model as KubernetesFile, finding.span);
    const key = object?.name === undefined ? undefined : keyOf(path, object.kind, object.name);
    const found = key === undefined || this.#unknown.has(key) ? undefined : this.#rendered.get(key);
    return found !== undefined && found.every((ids) => !ids.has(finding.rule.id));
  }

  #objectsOf({ key, path, data }: Top): readonly HeldObject[] {
    return holdingOf(this.#tools.facts.view(path), key, data).objects;
  }

  #skip(objects: readonly HeldObject[]): void {
    for (const { path, kind, names } of objects) if (path !== undefined) this.#unknown.add(keyOf(path, kind, names[0] ?? ''));
  }

  async #judge(top: Top, text: string, objects: readonly HeldObject[]): Promise<void> {
    const rules = (await this.#tools.rulesFor(top.path)).filter(({ rule }) => rule.needs === undefined);
    const model = parseKubernetes(text);
    const { findings } = analyze({ language: kubernetesLanguage, model, text, near: this.#tools.nowhere }, rules, this.#tools.watch);
    const file = parseKustomization(readFileSync(top.path, 'utf8'));
    for (const object of model.objects) {
      const { name, kind } = object;
      if (name === undefined) continue;
      const source = sourceOf(top, objects, kind, name);
      const own = findings.filter(({ span }) => object.span.start <= span.start && span.end <= object.span.end);
      const known = source?.path === undefined ? new Set<string>() : await this.#knownIn(source.path, kind, source.names[0] ?? '');
      if (source?.path !== undefined) {
        const key = keyOf(source.path, kind, source.names[0] ?? '');
        this.#rendered.set(key, [...(this.#rendered.get(key) ?? []), new Set(own.map(({ rule }) => rule.id))]);
      }
      for (const finding of own) {
        // What a rendering changes in writing alone is nobody's style.
        if (known.has(finding.rule.id) || (finding.severity !== 'error' && finding.severity !== 'warning')) continue;
        this.#add(top, file, finding, object, source);
      }
    }
  }

  #add(top: Top, file: KustomizationFile, finding: Finding, object: KubernetesObject, source: HeldObject | undefined): void {
    const view = this.#tools.facts.view(top.path);
    const list = this.added.get(top.path) ?? [];
    this.added.set(top.path, list);
    const message = `Rendered, \`${object.kind} ${object.name ?? ''}\`: ${finding.message}`;
    if (list.some((each) => each.rule === finding.rule && each.message === message)) return;
    const place = source?.path === undefined ? undefined : view.find('manifest', source.path).find(({ data }) => isOf(data, source));
    list.push({
      rule: finding.rule,
      severity: finding.severity,
      span: spanFor(file, top, source, view, object),
      message,
      related: place === undefined ? [] : [{ at: place.at, path: view.relative(place.path), message: 'the object as it is written' }],
      fixes: () => [],
    });
  }

  /** Rules that find something in the object as its file has it, silenced or not. */
  async #knownIn(path: string, kind: string, name: string): Promise<ReadonlySet<string>> {
    let judged = this.#judged.get(path);
    if (judged === undefined) {
      const text = readFileSync(path, 'utf8');
      const model = parseKubernetes(text);
      const subject = { language: kubernetesLanguage, model, text, near: this.#tools.around(path) };
      judged = { model, analysis: analyze(subject, await this.#tools.rulesFor(path), this.#tools.watch) };
      this.#judged.set(path, judged);
    }
    const { model, analysis } = judged;
    const all = [...analysis.findings, ...analysis.suppressions.silenced.map(({ finding }) => finding)];
    const own = all.filter(({ span }) => {
      const object = objectAt(model, span);
      return object?.kind === kind && object.name === name;
    });
    return new Set(own.map(({ rule }) => rule.id));
  }
}

const keyOf = (path: string, kind: string, name: string): string => `${path}\n${kind} ${name}`;
const isOf = (data: { readonly kind: string; readonly name: string | null }, { kind, names }: HeldObject): boolean =>
  data.kind === kind && data.name === names[0];

/** Kustomizations that no other takes in. */
function topsOf(facts: FactStore): Top[] {
  return facts
    .all('kustomize')
    .filter(({ key, data }) => data.kind === 'Kustomization' && facts.find('kustomize.resource', key).length === 0);
}

/** Whether all that is taken in lies in files that were read: then the build fetches nothing. */
function isLocal(top: Top, facts: FactStore): boolean {
  const seen = new Set<string>();
  const walk = (folder: string, { hasUnseen, isFetching, resources, components, isTransformed }: Top['data']): boolean => {
    if (seen.has(folder)) return true;
    seen.add(folder);
    if (hasUnseen || isFetching || isTransformed) return false;
    return [...resources, ...components].every((path) => {
      const [inner] = facts.find('kustomize', path);
      return inner === undefined ? facts.find('manifest', path).length > 0 : walk(path, inner.data);
    });
  };
  return walk(top.key, top.data);
}

/** The object that a rendered one was: names of generated ones have a hash at the end. */
function sourceOf({ data }: Top, objects: readonly HeldObject[], kind: string, name: string): HeldObject | undefined {
  const called = ({ names }: HeldObject): string => `${data.prefix}${names.at(-1) ?? ''}${data.suffix}`;
  const same = objects.filter((object) => object.kind === kind);
  return (
    same.find((object) => called(object) === name) ??
    same.find((object) => object.path === undefined && name.startsWith(`${called(object)}-`))
  );
}

function objectAt({ objects }: KubernetesFile, { start, end }: Span): KubernetesObject | undefined {
  return objects.find(({ span }) => span.start <= start && end <= span.end);
}

/** The word of the kustomization that leads to the object; its first word where none is known. */
function spanFor(file: KustomizationFile, top: Top, source: HeldObject | undefined, view: WorkspaceView, object: KubernetesObject): Span {
  for (const { field, node, path, isRemote } of pathsIn(file)) {
    if (source?.path === undefined || isRemote || !/^(?:resources|bases|components)$/.test(field)) continue;
    const target = absolute(top.key, path);
    if (target === source.path) return node.span;
    const [inner] = view.find('kustomize', target);
    if (inner === undefined) continue;
    const { objects } = holdingOf(view, target, inner.data);
    if (objects.some((each) => each.path === source.path && each.kind === source.kind && each.names[0] === source.names[0]))
      return node.span;
  }
  const generator = generatorsIn(file).find(({ kind, name }) => kind === object.kind && source?.names[0] === name);
  return generator?.nameNode.span ?? file.root?.entries[0]?.key.span ?? { start: 0, end: 0 };
}
