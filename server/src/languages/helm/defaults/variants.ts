import type { WorkspaceView } from '../../../engine/facts/facts.js';
import { parentOf } from '../known.js';
import { truth, fieldOf, isMap, merged, type Value, type ValueMap } from './values.js';

/** What a chart may be installed with, as far as its own files say: values.yaml, or another file of values over it. */
export interface Variant {
  /** Name of the file that is put over values.yaml; null for the defaults alone. */
  readonly file: string | null;
  readonly values: ValueMap;
}

/** A chart has few of them; whoever has more is not told of each. */
const mostVariants = 8;
const deepestChart = 5;

/** The defaults first; empty where the chart's values are not known. */
export function variantsOf(workspace: WorkspaceView, root: string, depth = 0): readonly Variant[] {
  const files = workspace.find('helm.tree', root).map(({ data }) => ({ ...data, tree: data.tree as Value }));
  const main = files.find(({ file }) => /^values\.ya?ml$/.test(file));
  const defaults = main !== undefined && isMap(main.tree) ? main.tree : {};
  const others = files.filter((each) => each !== main).sort((a, b) => (a.file < b.file ? -1 : 1));
  const own: Variant[] = [{ file: null, values: defaults }];
  for (const { file, tree } of others.slice(0, mostVariants - 1)) if (isMap(tree)) own.push({ file, values: merged(defaults, tree) });
  const parent = depth < deepestChart ? parentOf(root, workspace) : undefined;
  return parent === undefined ? own : below(workspace, root, defaults, variantsOf(workspace, parent, depth + 1), parent);
}

/** A chart in another one's `charts/` is installed by that one, with what it says. */
function below(workspace: WorkspaceView, root: string, defaults: ValueMap, outer: readonly Variant[], parent: string): Variant[] {
  const folder = root.slice(root.lastIndexOf('/') + 1);
  const name = workspace.find('helm.chart', root)[0]?.data.name ?? folder;
  const listed = (workspace.find('helm.chart', parent)[0]?.data.dependencies ?? []).filter((each) => each.name === name);
  // Under other names it is installed several times, each with values of its own.
  if (listed.length > 1) return [];
  const key = listed[0]?.alias ?? name;
  const conditions = listed[0]?.conditions ?? [];
  return outer.flatMap(({ file, values }): Variant[] => {
    const switches = conditions.map((path) => path.split('.').reduce<Value>(fieldOf, values)).filter((each) => typeof each === 'boolean');
    // The first of them that says something counts.
    if (truth(switches[0] ?? true) === false) return [];
    const given = fieldOf(values, key);
    const shared = fieldOf(values, 'global');
    const mine = isMap(given) ? merged(defaults, given) : defaults;
    const global = fieldOf(mine, 'global');
    return [{ file, values: isMap(shared) ? { ...mine, global: isMap(global) ? merged(global, shared) : shared } : mine }];
  });
}
