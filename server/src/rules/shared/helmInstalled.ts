import type { RuleContext, Surroundings } from '../../engine/rule/define.js';
import type { HelmValues } from '../../languages/helm/facts.js';
import { sortsOf, type HelmInstalled } from '../../languages/helm/installed.js';
import { chartOfView } from '../../languages/helm/known.js';
import { inChart } from '../../languages/helm/place.js';

/** What a chart is given besides its values.yaml and its neighbours: by files that install it, and from folders of its own. */
export interface GivenValues {
  readonly sorts: readonly HelmValues['sorts'][];
  /** Some of it is not known. */
  readonly isOpen: boolean;
}

/** Where charts keep values for their tests (https://github.com/helm/chart-testing) and environments. */
const folders = ['ci', 'values', 'env', 'envs', 'environments'];
/** Of one such folder; who has more is not asked about each. */
const mostFiles = 20;

/** For the chart of the present file. */
export function givenValues({ near }: Pick<RuleContext, 'near'>): GivenValues {
  return near.once === undefined ? givenIn(near) : near.once(givenIn);
}

function givenIn(near: Surroundings): GivenValues {
  const { workspace } = near;
  const { root } = chartOfView(workspace) ?? {};
  if (root === undefined) return { sorts: [], isOpen: false };
  const sorts: HelmValues['sorts'][] = [];
  let isOpen = false;
  for (const { data } of workspace.find('helm.installed', root.slice(root.lastIndexOf('/') + 1))) {
    const repository = repositoryOf(data, root);
    if (repository === undefined) continue;
    isOpen ||= data.isOpen;
    sorts.push(data.sorts);
    for (const file of data.files) {
      const path = repository === '' ? file : inChart(repository, file);
      const text = near.read(workspace.relative(path));
      const found = text === undefined ? undefined : sortsOf(text);
      if (found === undefined) isOpen = true;
      else sorts.push(found);
    }
  }
  for (const folder of folders) {
    const path = workspace.relative(inChart(root, folder));
    const names = (near.list(path) ?? []).filter((name) => /\.ya?ml$/.test(name));
    for (const name of names.slice(0, mostFiles)) {
      const found = sortsOf(near.read(`${path}/${name}`) ?? '');
      if (found !== undefined) sorts.push(found);
    }
  }
  return { sorts, isOpen };
}

/** Where the repository lies that the installation speaks of, when it is this chart that it means; empty where its paths are absolute. */
function repositoryOf({ chart }: HelmInstalled, root: string): string | undefined {
  if (chart === root) return '';
  return !/^(?:\/|[A-Za-z]:)/.test(chart) && root.endsWith(`/${chart}`) ? root.slice(0, -chart.length - 1) || '/' : undefined;
}
