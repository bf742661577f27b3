import type { PlacedFact, WorkspaceView } from '../../engine/facts/facts.js';
import {
  unique,
  type FileLink,
  type FoundSymbol,
  type Lens,
  type Mention,
  type Navigation,
  type OutlineSymbol,
  type Place,
  type Refusal,
  type Renamable,
} from '../../engine/features/navigation.js';
import type { Surroundings } from '../../engine/rule/define.js';
import type { Span } from '../../engine/text/span.js';
import { chartSourceOf, sourceOf } from '../kubernetes/imageSource.js';
import { kubernetesNavigation } from '../kubernetes/navigation/navigation.js';
import type { YamlMap } from '../yaml/nodes.js';
import { mapsIn } from '../yaml/reading.js';
import { containersOf } from './defaults/containers.js';
import { hasImage } from './defaults/facts.js';
import { dotted, imageMaps, shortText, valueKey } from './facts.js';
import { chartOfView, definitionsOf, dependencyKeys, usesIn } from './known.js';
import { keyAt, wordAt } from './meaning.js';
import type { ChartFile, HelmFile, TemplateFile, ValuesFile } from './model.js';
import { helmPlace } from './place.js';

/** Something with a name: a value of the chart, or a named template. */
type Named = { readonly span: Span } & (
  | { readonly is: 'value'; readonly path: readonly string[] }
  | { readonly is: 'template'; readonly name: string }
);

export const helmNavigation: Navigation<HelmFile> = {
  targets(file, offset, near) {
    const named = namedAt(file, offset);
    if (named === undefined) return file.role === 'template' ? kubernetesNavigation.targets(file.manifests, offset, near) : undefined;
    const places = declarations(named, near);
    return places.length === 0 ? undefined : { from: named.span, places };
  },
  mentions(file, offset, near) {
    const named = namedAt(file, offset);
    if (named === undefined) return file.role === 'template' ? kubernetesNavigation.mentions(file.manifests, offset, near) : [];
    return mentionsOf(named, near);
  },
  highlights(file, offset) {
    const named = namedAt(file, offset);
    if (named === undefined || file.role !== 'template') return [];
    return highlightsIn(file, named);
  },
  links(file, near) {
    if (file.role === 'chart') return dependencyLinks(file);
    if (file.role === 'values') return imageLinks(file, near);
    return file.role === 'template' ? (kubernetesNavigation.links?.(file.manifests, near) ?? []) : [];
  },
  lenses: (file, near) => (file.role === 'template' ? builtLenses(file, near) : []),
  symbols,
  workspaceSymbols: (workspace, isWanted) =>
    workspace
      .all('helm.define')
      .flatMap(({ key, data, path, at }): FoundSymbol[] =>
        isWanted(key) ? [{ sort: 'variable', name: key, within: data.root.slice(data.root.lastIndexOf('/') + 1), path, span: at }] : [],
      ),
  renamable(file, offset, near) {
    const named = namedAt(file, offset);
    if (named === undefined) return file.role === 'template' ? kubernetesNavigation.renamable?.(file.manifests, offset, near) : undefined;
    return named.is === 'value' ? renamableValue(named, near) : renamableTemplate(named, near);
  },
};

function namedAt(file: HelmFile, offset: number): Named | undefined {
  if (file.role === 'values') {
    const at = keyAt(file, offset);
    return at === undefined ? undefined : { is: 'value', path: at.path, span: at.span };
  }
  const word = file.role === 'template' ? wordAt(file, offset) : undefined;
  if (word === undefined) return undefined;
  const span = file.origin.span(word.from, word.to);
  if (word.is === 'value') return { is: 'value', path: word.path, span };
  return word.is === 'include' || word.is === 'define' ? { is: 'template', name: word.name, span } : undefined;
}

const rootOf = ({ path }: WorkspaceView): string | undefined => (path === undefined ? undefined : helmPlace(path)?.root);
const place = (fact: PlacedFact, { workspace }: Surroundings): Place => ({
  path: fact.path === workspace.path ? undefined : fact.path,
  span: fact.at,
});

function declarations(named: Named, near: Surroundings): Place[] {
  const { workspace } = near;
  const root = rootOf(workspace);
  if (root === undefined) return [];
  if (named.is === 'value') return definitionsOf(workspace, root, named.path).map((fact) => place(fact, near));
  const found = workspace.find('helm.define', named.name);
  // A template of the chart itself hides those of the same name in others.
  const own = found.filter(({ data }) => data.root === root);
  return (own.length > 0 ? own : found).map((fact) => place(fact, near));
}

function uses(named: Named, near: Surroundings): Place[] {
  const { workspace } = near;
  const root = rootOf(workspace);
  if (root === undefined) return [];
  const found =
    named.is === 'value' ? workspace.find('helm.use', valueKey(root, dotted(named.path))) : workspace.find('helm.include', named.name);
  return found.map((fact) => place(fact, near));
}

function mentionsOf(named: Named, near: Surroundings): Mention[] {
  return unique([
    ...declarations(named, near).map((each): Mention => ({ ...each, isDeclaration: true })),
    ...uses(named, near).map((each): Mention => ({ ...each, isDeclaration: false })),
  ]);
}

function highlightsIn({ template, origin }: TemplateFile, named: Named): Mention[] {
  const here = (from: number, to: number, isDeclaration: boolean): Mention => ({
    path: undefined,
    span: origin.span(from, to),
    isDeclaration,
  });
  if (named.is === 'template')
    return [
      ...template.defines.flatMap(({ name, nameFrom, nameTo }) => (name === named.name ? here(nameFrom, nameTo, true) : [])),
      ...template.includes.flatMap(({ name, from, to }) => (name === named.name ? here(from, to, false) : [])),
    ];
  const wanted = dotted(named.path);
  return template.values.flatMap(({ path, steps }) =>
    steps.flatMap(({ from, to }, i) => (dotted(path.slice(0, path.length - steps.length + 1 + i)) === wanted ? here(from, to, false) : [])),
  );
}

function dependencyLinks(file: ChartFile): FileLink[] {
  return mapsIn(file.get('dependencies')).flatMap((map): FileLink[] => {
    const node = map.get('repository');
    const folder = /^file:\/\/(.+)$/.exec(node?.scalarText ?? '')?.[1];
    if (node === undefined || folder === undefined) return [];
    return [{ span: node.span, path: `${folder.replace(/\/$/, '')}/Chart.yaml`, tooltip: 'Open the chart' }];
  });
}

function symbols(file: HelmFile): readonly OutlineSymbol[] {
  if (file.role === 'template') {
    const defined = file.template.defines.map(({ name, nameFrom, nameTo, from, to }): OutlineSymbol => {
      const span = file.origin.span(from, to);
      return { sort: 'variable', name, detail: 'template', span, nameSpan: file.origin.span(nameFrom, nameTo), children: [] };
    });
    return [...defined, ...(kubernetesNavigation.symbols?.(file.manifests) ?? [])];
  }
  return file.root === undefined || file.role === 'schema' ? [] : keySymbols(file, file.root, 0);
}

/** From an image's repository in the values to the Dockerfile that builds it. */
function imageLinks(file: ValuesFile, { workspace }: Surroundings): FileLink[] {
  return imageMaps(file).flatMap(({ map }): FileLink[] => {
    const node = map.get('repository');
    const [repository, registry] = [node?.scalarText, map.get('registry')?.scalarText];
    if (node === undefined || repository === undefined) return [];
    const source = sourceOf(workspace, registry === undefined || registry === '' ? repository : `${registry}/${repository}`);
    return source === undefined
      ? []
      : [{ span: node.span, path: source.dockerfile.path, tooltip: `Open ${workspace.relative(source.dockerfile.path)}` }];
  });
}

/** Above an image that the chart's values name, the Dockerfile that builds it. */
function builtLenses(file: TemplateFile, { workspace }: Surroundings): Lens[] {
  const root = rootOf(workspace);
  if (root === undefined || !hasImage(file.text)) return [];
  const lenses = new Map<string, Lens>();
  for (const { at, used } of containersOf(workspace, root, workspace.path)) {
    const source = chartSourceOf(workspace, used.image);
    if (source === undefined) continue;
    const title = `built by ${workspace.relative(source.dockerfile.path)}`;
    lenses.set(`${at.start} ${source.key}`, { span: at, title, places: [{ path: source.dockerfile.path, span: source.dockerfile.at }] });
  }
  return [...lenses.values()];
}

/** Deeper keys are rather data than structure. */
const deepestSymbol = 4;

function keySymbols(file: ValuesFile | ChartFile, map: YamlMap, depth: number): OutlineSymbol[] {
  return map.entries.map(({ key, value, alias }): OutlineSymbol => {
    const end = alias === undefined ? Math.max(key.to, value.to) : key.to;
    const children = value.kind === 'map' && alias === undefined && depth < deepestSymbol ? keySymbols(file, value, depth + 1) : [];
    const detail = value.kind === 'map' ? '' : shortText(value);
    return { sort: 'key', name: key.content, detail, span: file.origin.span(key.from, end), nameSpan: key.span, children };
  });
}

const unread: Refusal = { refusal: 'Not all files are read, so a use may be missed: open the folder, or wait a moment.' };

function renamableValue({ path, span }: Named & { is: 'value' }, near: Surroundings): Renamable | Refusal | undefined {
  const { workspace } = near;
  const chart = chartOfView(workspace);
  const name = path.at(-1);
  if (chart === undefined || name === undefined) return undefined;
  if (!workspace.complete) return unread;
  const whole = dotted(path);
  if (dependencyKeys(chart, workspace).has(path[0] ?? ''))
    return { refusal: `\`${path[0] ?? ''}\` is for other charts, which know it by this name.` };
  if (chart.isSubchart) return { refusal: 'A chart around this one may set the value by this name.' };
  const known = usesIn(workspace, chart.root);
  if (known.isOpaque)
    return { refusal: 'Templates of other charts, or text that is rendered, may read values of this chart by their names.' };
  const holder = path.map((_, i) => dotted(path.slice(0, i))).find((each) => known.values.get(each)?.includes('w') === true);
  if (holder !== undefined)
    return {
      refusal: `\`.Values${holder === '' ? '' : `.${holder}`}\` is handed on as a whole, so \`${name}\` may be known by this name elsewhere.`,
    };
  const schema = workspace
    .find('helm.values', chart.root)
    .find(({ data }) => data.file === 'values.schema.json' && Object.hasOwn(data.sorts, whole));
  if (schema !== undefined) return { refusal: '`values.schema.json` knows the value by this name.' };
  const named: Named = { is: 'value', path, span };
  const places = [...declarations(named, near), ...uses(named, near)];
  const before = dotted(path.slice(0, -1));
  return {
    at: span,
    name,
    places: unique(places),
    written: (newName) => newName,
    objection(newName) {
      if (!/^[A-Za-z_]\w*$/.test(newName)) return 'Behind a dot stand letters, digits and `_`, no digit first.';
      const other = before === '' ? newName : `${before}.${newName}`;
      const isTaken = newName !== name && workspace.find('helm.value', valueKey(chart.root, other)).length > 0;
      return isTaken ? `There is a value \`${other}\` already.` : undefined;
    },
  };
}

function renamableTemplate({ name, span }: Named & { is: 'template' }, near: Surroundings): Renamable | Refusal | undefined {
  const { workspace } = near;
  const chart = chartOfView(workspace);
  if (chart === undefined) return undefined;
  if (!workspace.complete) return unread;
  const defined = workspace.find('helm.define', name);
  if (defined.length === 0) return { refusal: `No template \`${name}\` is defined in this workspace.` };
  if (defined.some(({ data }) => data.root !== chart.root)) return { refusal: `Another chart defines \`${name}\`.` };
  if (chart.isLibrary) return { refusal: 'Other charts call the templates of a library by their names.' };
  if (workspace.find('helm.uses', chart.root).some(({ data }) => data.isOpaque))
    return { refusal: 'Some template is called by a name that is put together.' };
  const named: Named = { is: 'template', name, span };
  return {
    at: span,
    name,
    places: unique([...declarations(named, near), ...uses(named, near)]),
    written: (newName) => newName,
    objection(newName) {
      if (!/^[\w./-]+$/.test(newName)) return 'A name holds letters, digits, `.`, `-`, `_` and `/`.';
      return newName !== name && workspace.find('helm.define', newName).length > 0
        ? `There is a template \`${newName}\` already.`
        : undefined;
    },
  };
}
