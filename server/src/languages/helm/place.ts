/** What a file of a chart is: https://helm.sh/docs/topics/charts/#the-chart-file-structure. */
export type HelmRole = 'chart' | 'values' | 'schema' | 'template';

/** Answers whether a file exists; the path is as long as the one that was asked about. */
export type IsThere = (path: string) => boolean;

export interface HelmPlace {
  readonly role: HelmRole;
  /** The chart's folder, as the path names it; empty for the present one. */
  readonly root: string;
  /** Path in the chart: `templates/app.yaml`. */
  readonly within: string;
}

/** By its path alone, so that files of other programs with such names have a place too: see `isHelmFile`. */
export function helmPlace(path: string): HelmPlace | undefined {
  const clean = path.replaceAll('\\', '/');
  const slash = clean.lastIndexOf('/');
  const folder = clean.slice(0, Math.max(0, slash));
  const name = clean.slice(slash + 1);
  const here = (role: HelmRole): HelmPlace => ({ role, root: slash === 0 ? '/' : folder, within: name });
  if (name === 'Chart.yaml') return here('chart');
  const templates = /^(?:.*\/)?templates\//.exec(clean);
  if (templates !== null && /\.(?:ya?ml|tpl|txt|json|conf|g?o?tmpl)$/.test(name)) {
    const root = clean.slice(0, templates[0].length - 'templates/'.length).replace(/(.)\/$/, '$1');
    return { role: 'template', root, within: clean.slice(templates[0].length - 'templates/'.length) };
  }
  if (/^values(?:[-.][\w.-]+)?\.ya?ml$/.test(name)) return here('values');
  return name === 'values.schema.json' ? here('schema') : undefined;
}

/**
 * Whether the file belongs to a chart: a Chart.yaml stands in the chart's folder. Where nobody can look, only Chart.yaml itself
 * is known to.
 */
export function isHelmFile(path: string, isThere: IsThere | undefined): boolean {
  const place = helmPlace(path);
  if (place === undefined) return false;
  return place.role === 'chart' || isThere?.(inChart(place.root, 'Chart.yaml')) === true;
}

/** The same, and what the editor calls a template. */
export function isHelm(path: string, editorLanguage?: string, isThere?: IsThere): boolean {
  return isHelmFile(path, isThere) || (/^helm(?:-template)?$/.test(editorLanguage ?? '') && !/\.json$/.test(path));
}

export function inChart(root: string, within: string): string {
  return root === '' ? within : `${root}${root.endsWith('/') ? '' : '/'}${within}`;
}
