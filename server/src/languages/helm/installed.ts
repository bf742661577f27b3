import type { Fact } from '../../engine/facts/facts.js';
import { Origin } from '../../engine/text/origin.js';
import type { Span } from '../../engine/text/span.js';
import { joinPath } from '../compose/facts.js';
import type { KubernetesObject } from '../kubernetes/object.js';
import type { YamlNode } from '../yaml/nodes.js';
import { parseYaml } from '../yaml/parse.js';
import { mapsIn } from '../yaml/reading.js';
import { maskTemplates } from '../yaml/templates.js';
import { dotted, entriesOf, sortOf, type ValueSort } from './entries.js';

// Files outside of a chart that install it with values of their own.

declare module '../../engine/facts/facts.js' {
  interface FactData {
    /** Somebody installs a chart of the workspace; the key is the last part of its folder. */
    'helm.installed': HelmInstalled;
  }
}

export interface HelmInstalled {
  /** The chart's folder: absolute, or as its repository has it (`charts/shop`), which lies nobody knows where. */
  readonly chart: string;
  /** Files of values, absolute or as the repository has them, as `chart` is. */
  readonly files: readonly string[];
  /** What is given in the file itself. */
  readonly sorts: Readonly<Record<string, ValueSort>>;
  /** It gives more than is known: a name that is made up at run time, something encrypted, an address. */
  readonly isOpen: boolean;
}

/** Puts together what one installation gives. */
class Given {
  readonly files: string[] = [];
  readonly sorts: Record<string, ValueSort> = {};
  isOpen = false;

  /** `place` makes a path what it is from the chart's own point of view. */
  file(node: YamlNode, place: (path: string) => string | undefined): void {
    const path = node.string;
    // Globs, variables, templates, addresses, and what another program makes values of.
    const file = path === undefined || /[*?[$`{]|^[\w+.-]+:\/\/|\.gotmpl$/.test(path) ? undefined : place(path);
    if (file === undefined) this.isOpen = true;
    else this.files.push(file);
  }

  values(node: YamlNode | undefined): void {
    if (node === undefined || node.isNull) return;
    if (node.kind !== 'map') this.isOpen = true;
    else for (const { path, value } of entriesOf({ root: node })) this.sorts[dotted(path)] = sortOf(value);
  }

  /** As `--set` names it: `image.tag`, `hosts[0].name`. */
  set(name: string | undefined): void {
    if (name === undefined || /[\\{]/.test(name)) {
      this.isOpen = true;
      return;
    }
    const steps = name.split('.');
    const list = steps.findIndex((step) => step.includes('['));
    const known = list === -1 ? steps : [...steps.slice(0, list), steps[list]?.replace(/\[.*/, '') ?? ''];
    known.forEach((_, i) => {
      const here = dotted(known.slice(0, i + 1));
      this.sorts[here] ??= i + 1 < known.length ? 'map' : list === -1 ? 'text' : 'list';
    });
  }

  facts(chart: string | undefined, at: Span): Fact[] {
    const { files, sorts, isOpen } = this;
    const key = chart?.slice(chart.lastIndexOf('/') + 1) ?? '';
    // A chart that is its repository's root is called as the folder somebody has put it in.
    if (chart === undefined || key === '') return [];
    if (files.length === 0 && Object.keys(sorts).length === 0 && !isOpen) return [];
    return [{ kind: 'helm.installed', key, data: { chart, files, sorts, isOpen }, at }];
  }
}

/** A path in a repository without `.` and `..`; undefined where it leads out of it, or holds what is filled in later. */
function inRepository(folder: string, path: string): string | undefined {
  if (/[{$*]/.test(path)) return undefined;
  const up = path.split('/').filter((step) => step === '..').length;
  if (up > folder.split('/').filter((step) => step !== '').length) return undefined;
  return joinPath(`/${folder}`, path).replace(/^\/+|\/+$/g, '');
}

/** Argo CD: https://argo-cd.readthedocs.io/en/stable/user-guide/helm/. Flux: https://fluxcd.io/flux/components/helm/helmreleases/. */
export function objectInstallations(object: KubernetesObject): Fact[] {
  if (object.apiVersion.startsWith('argoproj.io/')) {
    const isSet = object.kind === 'ApplicationSet';
    if (!isSet && object.kind !== 'Application') return [];
    const spec = isSet ? object.get('spec', 'template', 'spec') : object.get('spec');
    const single = spec?.get('source');
    const sources = [...(single?.kind === 'map' ? [single] : []), ...mapsIn(spec?.get('sources'))];
    return sources.flatMap((source) => argoFacts(source, isSet && object.get('spec', 'templatePatch') !== undefined, object.place));
  }
  if (!object.apiVersion.startsWith('helm.toolkit.fluxcd.io/') || object.kind !== 'HelmRelease') return [];
  const chart = object.get('spec', 'chart', 'spec', 'chart')?.string;
  // Others are names in a repository of charts.
  if (chart?.includes('/') !== true) return [];
  const given = new Given();
  for (const file of object.get('spec', 'chart', 'spec', 'valuesFiles')?.items ?? []) given.file(file, (path) => inRepository('', path));
  given.values(object.get('spec', 'values'));
  if (object.get('spec', 'valuesFrom') !== undefined) given.isOpen = true;
  return given.facts(inRepository('', chart), object.place);
}

function argoFacts(source: YamlNode, isPatched: boolean, at: Span): Fact[] {
  const path = source.get('path')?.string;
  const helm = source.get('helm');
  if (path === undefined || helm === undefined || source.get('chart') !== undefined) return [];
  const chart = inRepository('', path);
  const given = new Given();
  given.isOpen = isPatched;
  // `$name/` is the root of another source, which mostly is the same repository; where it is not, nothing is found there.
  for (const file of helm.get('valueFiles')?.items ?? [])
    if (/^\$\w[\w-]*\//.test(file.string ?? '')) given.files.push(file.string?.replace(/^\$[^/]*\//, '') ?? '');
    else given.file(file, (name) => inRepository(chart ?? '', name));
  const text = helm.get('values')?.string;
  if (text !== undefined) given.values(rootOf(text));
  given.values(helm.get('valuesObject'));
  for (const list of ['parameters', 'fileParameters']) for (const each of mapsIn(helm.get(list))) given.set(each.get('name')?.string);
  return given.facts(chart, at);
}

/** https://helmfile.readthedocs.io/en/latest/#configuration */
export const isHelmfileName = (path: string): boolean => /(?:^|\/)helmfile(?:\.d\/[^/]+)?\.ya?ml(?:\.gotmpl)?$/.test(path);

export function helmfileFacts(text: string, path: string): readonly Fact[] {
  const folder = path.slice(0, path.lastIndexOf('/'));
  return rootsOf(text)
    .flatMap((root) => mapsIn(root.get('releases')))
    .flatMap((release) => {
      const chart = release.get('chart');
      const given = new Given();
      for (const each of release.get('values')?.items ?? [])
        if (each.kind === 'map') given.values(each);
        else given.file(each, (name) => joinPath(folder, name));
      for (const each of mapsIn(release.get('set'))) given.set(each.get('name')?.string);
      if (['secrets', 'inherit', 'valuesTemplate', 'setTemplate', 'valuesPathPrefix'].some((key) => release.get(key) !== undefined))
        given.isOpen = true;
      return chart?.string === undefined ? [] : given.facts(joinPath(folder, chart.string), chart.span);
    });
}

/** https://skaffold.dev/docs/references/yaml/, of `root` in a file in `folder`. */
export function skaffoldInstallations(root: YamlNode, folder: string): readonly Fact[] {
  return ['deploy', 'manifests']
    .flatMap((part) => mapsIn(root.get(part, 'helm', 'releases')))
    .flatMap((release) => {
      const chart = release.get('chartPath');
      const given = new Given();
      for (const each of release.get('valuesFiles')?.items ?? []) given.file(each, (name) => joinPath(folder, name));
      for (const part of ['setValues', 'setValueTemplates', 'setFiles'])
        for (const { key } of release.get(part)?.entries ?? []) given.set(key.content);
      given.values(release.get('overrides'));
      return chart?.string === undefined ? [] : given.facts(joinPath(folder, chart.string), chart.span);
    });
}

function rootsOf(text: string): readonly YamlNode[] {
  return parseYaml(maskTemplates(text), { text, origin: new Origin(0) }).roots;
}

function rootOf(text: string): YamlNode | undefined {
  return rootsOf(text)[0];
}

/** Values of a file that an installation names; undefined where it is no map. */
export function sortsOf(text: string): Readonly<Record<string, ValueSort>> | undefined {
  const root = rootOf(text);
  if (root !== undefined && root.kind !== 'map') return undefined;
  return Object.fromEntries(entriesOf({ root }).map(({ path, value }) => [dotted(path), sortOf(value)]));
}
