import type { PlacedFact, WorkspaceView } from '../../engine/facts/facts.js';
import { dotted, valueKey, type HelmUses, type HelmValues } from './facts.js';
import { helmPlace, inChart } from './place.js';

// What the files of one chart say together.

/** The chart that the view's file belongs to; undefined where its Chart.yaml is not known. */
export interface KnownChart {
  readonly root: string;
  readonly chart: PlacedFact<'helm.chart'>;
  /** A parent chart may fill in its values and call its templates. */
  readonly isSubchart: boolean;
  /** It makes no objects itself: of that type, or its templates are all files that Helm puts nothing out for. */
  readonly isLibrary: boolean;
}

export function chartOfView(workspace: WorkspaceView): KnownChart | undefined {
  const place = workspace.path === undefined ? undefined : helmPlace(workspace.path);
  if (place === undefined) return undefined;
  const [chart] = workspace.find('helm.chart', place.root);
  if (chart === undefined) return undefined;
  const { root } = place;
  const templates = workspace.find('helm.uses', root).filter(({ path }) => helmPlace(path)?.role === 'template');
  const hasOnlyParts = templates.length > 0 && templates.every(({ path }) => /\/_[^/]*$/.test(path));
  return {
    root,
    chart,
    isSubchart: parentOf(root, workspace) !== undefined,
    isLibrary: chart.data.isLibrary || hasOnlyParts,
  };
}

/** `parent/charts/child`. */
export function parentOf(root: string, workspace: WorkspaceView): string | undefined {
  const parent = /^(.*)\/charts\/[^/]+$/.exec(root)?.[1];
  return parent !== undefined && workspace.find('helm.chart', parent).length > 0 ? parent : undefined;
}

/** How the chart's own files use values, together. */
export interface ChartUses {
  readonly values: ReadonlyMap<string, HelmUses['values'][string]>;
  /** Some file renders what is not seen, or hands everything to templates of other charts. */
  readonly isOpaque: boolean;
  readonly usesTpl: boolean;
  readonly files: number;
}

export function usesIn(workspace: WorkspaceView, root: string): ChartUses {
  const values = new Map<string, HelmUses['values'][string]>();
  let isOpaque = false;
  let usesTpl = false;
  const files = workspace.find('helm.uses', root);
  for (const { data } of files) {
    isOpaque ||=
      data.isOpaque || data.includes.some((name) => !workspace.find('helm.define', name).some((define) => define.data.root === root));
    usesTpl ||= data.usesTpl;
    for (const [path, how] of Object.entries(data.values)) {
      const known = values.get(path) ?? '';
      values.set(path, `${known.includes('t') || how.includes('t') ? 't' : ''}${known.includes('w') || how.includes('w') ? 'w' : ''}`);
    }
  }
  return { values, isOpaque, usesTpl, files: files.length };
}

/** Where a value is defined, the chart's own values.yaml first. */
export function definitionsOf(workspace: WorkspaceView, root: string, path: readonly string[]): readonly PlacedFact<'helm.value'>[] {
  return [...workspace.find('helm.value', valueKey(root, dotted(path)))].sort(
    (a, b) => Number(b.data.file === 'values.yaml') - Number(a.data.file === 'values.yaml') || (a.path < b.path ? -1 : 1),
  );
}

const noSorts: readonly HelmValues['sorts'][] = [];

/** The values that are known for a chart: how many steps of `path` are there, and whether what follows may be anything. */
export interface Reach {
  readonly steps: number;
  readonly isOpen: boolean;
}

/** `given`: what those who install the chart say, besides its own files. */
export function reachOf(
  workspace: WorkspaceView,
  root: string,
  path: readonly string[],
  given: readonly HelmValues['sorts'][] = noSorts,
): Reach {
  const files = workspace.find('helm.values', root);
  const shown = new Set(files.flatMap(({ data }) => data.shown));
  const known = [...files.map(({ data }) => data.sorts), ...given];
  let steps = 0;
  for (; steps < path.length; steps++) {
    const here = dotted(path.slice(0, steps + 1));
    const sorts = known.flatMap((each) => (Object.hasOwn(each, here) ? each[here] : []));
    if (sorts.length === 0) break;
    // What is empty is for others to fill.
    if (sorts.includes('empty') && steps + 1 < path.length && !sorts.includes('map')) return { steps: steps + 1, isOpen: true };
  }
  return { steps, isOpen: path.slice(steps).some((step) => shown.has(step)) };
}

/** Keys of the chart's values that belong to its dependencies. */
export function dependencyKeys({ chart, root }: KnownChart, workspace: WorkspaceView): ReadonlySet<string> {
  const keys = new Set(['global', 'tags', 'exports']);
  for (const { name, alias } of chart.data.dependencies) for (const key of [name, alias]) if (key !== null) keys.add(key);
  // A chart in `charts/` is a dependency without being called one.
  for (const { key, data } of workspace.all('helm.chart')) {
    if (!key.startsWith(`${inChart(root, 'charts')}/`)) continue;
    keys.add(key.slice(key.lastIndexOf('/') + 1));
    if (data.name !== null) keys.add(data.name);
  }
  return keys;
}
