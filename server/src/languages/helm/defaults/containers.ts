import type { PlacedFact, WorkspaceView } from '../../../engine/facts/facts.js';
import type { Span } from '../../../engine/text/span.js';
import type { Container } from '../../kubernetes/container.js';
import { usedImageOf, type UsedImage } from '../../kubernetes/facts.js';
import type { Block } from './blocks.js';
import { evaluate, type Program } from './evaluate.js';
import type { ChartText } from './facts.js';
import { parentOf } from '../known.js';
import { Rendered } from './rendered.js';
import { unknown, unknownWord, type ValueMap } from './values.js';
import { variantsOf } from './variants.js';

/** A container of a chart as some values make it. */
export interface ChartContainer {
  /** Absolute path of the template. */
  readonly path: string;
  /** Tells it from the others of the template, whatever the values. */
  readonly id: string;
  /** File of values over values.yaml; null for the defaults. */
  readonly file: string | null;
  readonly container: Container;
  readonly used: UsedImage;
  /** Where the template writes the image. */
  readonly at: Span;
  readonly rendered: Rendered;
  /** Something that is not known may be in the pod. */
  readonly isOpen: boolean;
}

/** Containers of the chart, for each file of values: those whose image is known. `only` is the path of one template. */
export function containersOf(workspace: WorkspaceView, root: string, only?: string): readonly ChartContainer[] {
  const known = workspace.once?.(knownTemplates) ?? new Map<string, readonly ChartContainer[]>();
  const [chart] = workspace.find('helm.chart', root);
  const texts = workspace.find('helm.text', root);
  if (chart === undefined || chart.data.isLibrary) return [];
  return texts.flatMap(({ data, path }) => {
    if (!data.isManifest || (only !== undefined && path !== only)) return [];
    let found = known.get(path);
    if (found === undefined) known.set(path, (found = rendered(workspace, { root, chart, texts }, data, path)));
    return found;
  });
}

/** Of one view, which asks for few charts. */
const knownTemplates = (): Map<string, readonly ChartContainer[]> => new Map();

interface Chart {
  readonly root: string;
  readonly chart: PlacedFact<'helm.chart'>;
  readonly texts: readonly PlacedFact<'helm.text'>[];
}

/** What a template gave last, and what that rested on: whoever says the same again says it with the same object. */
function rendered(workspace: WorkspaceView, chart: Chart, template: ChartText, path: string): readonly ChartContainer[] {
  const rests = [...chart.texts.map(({ data }) => data), ...saidOf(workspace, chart.root)];
  const { kept } = template;
  const isSame =
    kept?.path === path &&
    kept.rests.length === rests.length &&
    kept.rests.every((each, i) => each === rests[i]) &&
    [...kept.foreign].every(([name, file]) => foreignDefine(workspace, name)?.file === file);
  if (isSame) return kept.made as readonly ChartContainer[];
  const foreign = new Map<string, ChartText | undefined>();
  const owns = new Map<string, ReturnType<typeof ownDefine>>();
  const define: Program['define'] = (name) => {
    if (!owns.has(name)) owns.set(name, ownDefine(chart, name));
    const own = owns.get(name);
    if (own !== undefined) return own === 'several' ? undefined : own;
    const other = foreignDefine(workspace, name);
    foreign.set(name, other?.file);
    return other;
  };
  const made = variantsOf(workspace, chart.root).flatMap(({ file, values }) => {
    const pieces = evaluate(template, { define, context: contextOf(chart.chart.data, values) });
    return pieces === undefined ? [] : containersIn(new Rendered(pieces), path, file, chart.chart.data.name ?? '');
  });
  template.kept = { path, rests, foreign, made };
  return made;
}

/** Charts and values, from the chart to the outermost one that holds it. */
function saidOf(workspace: WorkspaceView, root: string): object[] {
  const said: object[] = [];
  for (let at: string | undefined = root; at !== undefined; at = parentOf(at, workspace))
    said.push(...[...workspace.find('helm.chart', at), ...workspace.find('helm.tree', at)].map(({ data }) => data));
  return said;
}

interface FoundDefine {
  readonly file: ChartText;
  readonly body: readonly Block[];
}

/** `several`: of two the one counts that Helm reads last. */
function ownDefine({ texts }: Chart, name: string): FoundDefine | 'several' | undefined {
  let found: FoundDefine | undefined;
  for (const { data: file } of texts) {
    const body = file.text.includes(name) ? file.read.defines.get(name) : undefined;
    if (body === undefined) continue;
    if (found !== undefined) return 'several';
    found = { file, body };
  }
  return found;
}

/** The one that some other chart of the workspace has alone: a library. */
function foreignDefine(workspace: WorkspaceView, name: string): FoundDefine | undefined {
  const [found, second] = workspace.find('helm.define', name);
  if (found === undefined || second !== undefined) return undefined;
  const file = workspace.find('helm.text', found.data.root).find(({ path }) => path === found.path)?.data;
  const body = file?.read.defines.get(name);
  return file === undefined || body === undefined ? undefined : { file, body };
}

/** https://helm.sh/docs/chart_template_guide/builtin_objects/. */
function contextOf({ name, appVersion }: { readonly name: string | null; readonly appVersion: string | null }, values: ValueMap): ValueMap {
  const word = unknownWord;
  return {
    Values: values,
    Chart: { Name: name ?? word, AppVersion: appVersion ?? '', Version: word, Description: word, Type: word, IsRoot: unknown },
    Release: { Name: word, Namespace: word, Service: 'Helm', IsInstall: unknown, IsUpgrade: unknown, Revision: unknown },
    Template: { Name: word, BasePath: word },
    Capabilities: unknown,
    Files: unknown,
    Subcharts: unknown,
  };
}

function containersIn(rendered: Rendered, path: string, file: string | null, chart: string): ChartContainer[] {
  const counts = new Map<string, number>();
  return rendered.file.objects.flatMap((object) => {
    if (rendered.file.documentAt(object.root.span.start)?.isBroken === true) return [];
    const node = object.get('metadata', 'name');
    const written = node?.kind === 'scalar' ? node.content : '';
    return object.pods.flatMap((pod) => {
      const isOpen = rendered.isOpen(pod);
      return pod.allContainers.flatMap((container): ChartContainer[] => {
        const { image, imageNode } = container;
        const used = usedImageOf(container);
        if (image?.wellFormed !== true || imageNode === undefined || used === undefined) return [];
        const at = rendered.place(imageNode.span);
        const count = counts.get(String(at.start)) ?? 0;
        counts.set(String(at.start), count + 1);
        const workload = `${object.kind} ${nameIn(written, chart)}`.trim();
        return [{ path, id: `${at.start}.${count}`, file, container, used: { ...used, workload }, at, rendered, isOpen }];
      });
    });
  });
}

/** What is known of a name that begins with the release's; the chart's own where it is all that. */
function nameIn(written: string, chart: string): string {
  const known = written
    .split(unknownWord)
    .join('')
    .replace(/^[-.]+|[-.]+$/g, '');
  return known === '' ? chart : known;
}
