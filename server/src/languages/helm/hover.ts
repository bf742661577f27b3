import type { HoverText } from '../../engine/features/hover.js';
import type { Surroundings } from '../../engine/rule/define.js';
import { code, hoverText, listed } from '../dockerfile/hover/markdown.js';
import { builtText } from '../kubernetes/hover/image.js';
import { kubernetesHover } from '../kubernetes/hover/hover.js';
import { builtInFields } from './builtIns.js';
import { chartKeys, dependencyKeyNames, maintainerKeys } from './chartKeys.js';
import { containersOf } from './defaults/containers.js';
import { hasImage } from './defaults/facts.js';
import { dotted, imageMaps, valueKey } from './facts.js';
import { functionTexts } from './functionTexts.js';
import { chartOfView, definitionsOf, dependencyKeys } from './known.js';
import type { ChartFile, HelmFile, TemplateFile, ValuesFile } from './model.js';
import { keyAt, wordAt, type KeyPlace } from './meaning.js';
import { helmPlace } from './place.js';

/** What there is to know of the value, key or name at `offset`. */
export function helmHover(file: HelmFile, offset: number, near: Surroundings): HoverText | undefined {
  switch (file.role) {
    case 'template':
      return withImage(file, offset, near, templateHover(file, offset, near) ?? kubernetesHover(file.manifests, offset, near));
    case 'chart':
      return chartHover(file, offset);
    case 'values':
      return valuesHover(file, offset, near);
    case 'schema':
      return undefined;
  }
}

/** What the chart's values make of the image that is written at `offset`, and who builds it. */
function withImage(file: TemplateFile, offset: number, near: Surroundings, found: HoverText | undefined): HoverText | undefined {
  const { workspace } = near;
  const root = rootOf(near);
  if (root === undefined || !hasImage(file.text)) return found;
  const here = containersOf(workspace, root, workspace.path).filter(({ at }) => at.start <= offset && offset <= at.end);
  const [first] = here;
  if (first === undefined) return found;
  const byImage = new Map<string, Set<string | null>>();
  for (const { used, file: values } of here) byImage.set(used.image, (byImage.get(used.image) ?? new Set()).add(values));
  const lines = [...byImage].map(([image, files]) => {
    const names = [...files].map((name) => (name === null ? 'the defaults of the chart' : code(name)));
    return `- ${code(image)} with ${listed(names)}`;
  });
  const built = [...new Set([...byImage.keys()].map((text) => builtText({ text }, workspace)))];
  const told = hoverText(first.at, ['**Image**, as files of the chart have it', ...lines].join('\n'), ...built);
  return found === undefined ? told : { span: found.span, markdown: `${found.markdown}\n\n${told.markdown}` };
}

const guide = (path: string, title: string): string => `[${title}](https://helm.sh/docs/${path})`;

function templateHover(file: TemplateFile, offset: number, near: Surroundings): HoverText | undefined {
  const word = wordAt(file, offset);
  if (word === undefined) return undefined;
  const span = file.origin.span(word.from, word.to);
  const { workspace } = near;
  switch (word.is) {
    case 'value': {
      const found = valueText(word.path, near);
      return found === undefined ? undefined : hoverText(span, ...found);
    }
    case 'include': {
      const defined = workspace.find('helm.define', word.name);
      const root = rootOf(near);
      const own = defined.filter(({ data }) => data.root === root);
      const places = (own.length > 0 ? own : defined).map(({ path }) => code(workspace.relative(path)));
      const where =
        places.length > 0 ? `defined in ${places.join(' and ')}` : workspace.complete ? 'not defined in this workspace' : undefined;
      return where === undefined
        ? undefined
        : hoverText(span, `Template ${code(word.name)}, ${where}.`, guide('chart_template_guide/named_templates/', 'Named templates'));
    }
    case 'define': {
      const calls = workspace.find('helm.include', word.name);
      const text = calls.length === 0 ? (workspace.complete ? 'Nobody calls it.' : undefined) : `Called in ${placesText(calls, near)}.`;
      return hoverText(span, `Template ${code(word.name)}.`, text, guide('chart_template_guide/named_templates/', 'Named templates'));
    }
    case 'builtIn': {
      const [object = '', field = ''] = word.path;
      const fields = Object.hasOwn(builtInFields, object) ? builtInFields[object] : undefined;
      const text = fields !== undefined && Object.hasOwn(fields, field) ? fields[field] : undefined;
      const chart = chartOfView(workspace)?.chart.data;
      const value =
        object !== 'Chart' ? undefined : field === 'Name' ? chart?.name : field === 'AppVersion' ? chart?.appVersion : undefined;
      if (text === undefined) return undefined;
      return hoverText(
        span,
        text,
        typeof value === 'string' ? `Here ${code(value)}.` : undefined,
        guide('chart_template_guide/builtin_objects/', 'Built-in objects'),
      );
    }
    case 'function': {
      const text = Object.hasOwn(functionTexts, word.name) ? functionTexts[word.name] : undefined;
      return text === undefined
        ? undefined
        : hoverText(span, `${code(word.name)}: ${text}`, guide('chart_template_guide/function_list/', 'Function list'));
    }
  }
}

function rootOf(near: Surroundings): string | undefined {
  return near.workspace.path === undefined ? undefined : helmPlace(near.workspace.path)?.root;
}

/** What a value is, and where it is said. */
function valueText(path: readonly string[], near: Surroundings): readonly (string | undefined)[] | undefined {
  const { workspace } = near;
  const root = rootOf(near);
  if (root === undefined) return undefined;
  const found = definitionsOf(workspace, root, path);
  const name = code(dotted(path));
  if (found.length === 0) {
    if (workspace.find('helm.values', root).length === 0) return undefined;
    return [`${name}: no values file of the chart sets it, so it is empty unless whoever installs the chart does.`];
  }
  const lines = found.map(
    ({ data, path: file }) => `- ${data.text === '' ? 'nothing' : code(data.text)} in ${code(workspace.relative(file))}`,
  );
  const about = found.map(({ data }) => data.about).find((text) => text !== '');
  return [
    `Value ${name}`,
    about === undefined ? undefined : plain(about),
    lines.join('\n'),
    guide('chart_template_guide/values_files/', 'Values'),
  ];
}

/** Words of a comment are no Markdown. */
const plain = (text: string): string => text.replace(/[\\`*_{}[\]<>#|]/g, '\\$&');

/** `templates/app.yaml` (2) and others. */
function placesText(facts: readonly { readonly path: string }[], { workspace }: Surroundings): string {
  const counts = new Map<string, number>();
  for (const { path } of facts) counts.set(path, (counts.get(path) ?? 0) + 1);
  const all = [...counts].map(([path, count]) => `${code(workspace.relative(path))}${count === 1 ? '' : ` (${count})`}`);
  return all.length > 6 ? `${all.slice(0, 6).join(', ')} and ${all.length - 6} more` : all.join(', ');
}

function valuesHover(file: ValuesFile, offset: number, near: Surroundings): HoverText | undefined {
  const at = keyAt(file, offset);
  if (at === undefined) return undefined;
  const { workspace } = near;
  const chart = chartOfView(workspace);
  if (chart === undefined) return undefined;
  const name = dotted(at.path);
  const uses = workspace.find('helm.use', valueKey(chart.root, name));
  const isOthers = dependencyKeys(chart, workspace).has(at.path[0] ?? '');
  const others = isOthers
    ? at.path[0] === 'global'
      ? 'Every chart of the release sees it as `.Values.global`.'
      : `Handed to the dependency ${code(at.path[0] ?? '')}.`
    : undefined;
  const text =
    uses.length > 0
      ? `Read in ${placesText(uses, near)}.`
      : others !== undefined || !workspace.complete
        ? undefined
        : 'No template of the chart reads it by this name.';
  if (text === undefined && others === undefined) return undefined;
  return hoverText(at.span, `Value ${code(name)}: \`.Values.${name}\` in templates.`, text, others, builtByValue(file, at, near));
}

/** Who builds the image that a value names. */
function builtByValue(file: ValuesFile, at: KeyPlace, { workspace }: Surroundings): string | undefined {
  const map = imageMaps(file).find(({ path }) => at.path.at(-1) === 'repository' && dotted(path) === dotted(at.path.slice(0, -1)))?.map;
  const named = map?.get('repository')?.scalarText ?? (/^image$/i.test(at.path.at(-1) ?? '') ? at.value.scalarText : undefined);
  if (named === undefined || named === '') return undefined;
  const registry = map?.get('registry')?.scalarText ?? '';
  return builtText({ text: registry === '' ? named : `${registry}/${named}` }, workspace);
}

function chartHover(file: ChartFile, offset: number): HoverText | undefined {
  const at = keyAt(file, offset);
  if (at === undefined) return undefined;
  const [first, , third] = at.path;
  const table =
    at.path.length === 1 ? chartKeys : first === 'dependencies' ? dependencyKeyNames : first === 'maintainers' ? maintainerKeys : undefined;
  const key = at.path.length === 1 ? first : at.path.length === 3 ? third : undefined;
  const text = table !== undefined && key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
  return text === undefined ? undefined : hoverText(at.span, text, guide('topics/charts/#the-chartyaml-file', 'Chart.yaml'));
}
