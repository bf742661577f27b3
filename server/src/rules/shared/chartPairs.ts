import type { Fix, Related, RuleContext } from '../../engine/rule/define.js';
import { readTemplate } from '../../languages/helm/template/template.js';
import { containersOf, type ChartContainer } from '../../languages/helm/defaults/containers.js';
import { hasImage } from '../../languages/helm/defaults/facts.js';
import type { Piece } from '../../languages/helm/defaults/evaluate.js';
import { dotted } from '../../languages/helm/facts.js';
import { parseHelm } from '../../languages/helm/file.js';
import { definitionsOf } from '../../languages/helm/known.js';
import { helmPlace } from '../../languages/helm/place.js';
import { parseDockerfile } from '../../languages/dockerfile/parse.js';
import type { KubernetesFile } from '../../languages/kubernetes/file.js';
import type { UsedImage } from '../../languages/kubernetes/facts.js';
import { chartSourceOf, type ImageSource, type ImageUse } from '../../languages/kubernetes/imageSource.js';
import { merge, type PatchValue } from '../../languages/yaml/edit.js';
import { parseYaml } from '../../languages/yaml/parse.js';
import { toData } from '../../languages/yaml/nodes.js';
import { Origin } from '../../engine/text/origin.js';
import type { Edit, Span } from '../../engine/text/span.js';
import { fixesThere, ToldStage, type Disagreement, type Mend, type PairRule } from './pairRule.js';

// Pairs of a Dockerfile and a template of a chart. What a container of a chart is depends on values, which whoever installs
// the chart may change: what is wrong with every file of values is told, and what is wrong with some, with their names.

/** A disagreement and the files of values that it takes; none where the values make no difference. */
export interface Judged<T> {
  readonly found: Disagreement;
  readonly by: T;
  readonly files: readonly string[];
}

/** Where files of values lie over the defaults, the defaults alone are installed by nobody. */
export function judgeVariants<T extends { readonly file: string | null }>(
  variants: readonly T[],
  judge: (variant: T) => Disagreement | undefined,
): Judged<T> | undefined {
  const wrong = variants.flatMap((by) => {
    const found = judge(by);
    return found === undefined ? [] : [{ found, by }];
  });
  const [first] = wrong;
  if (first === undefined || wrong.length === variants.length) return first === undefined ? undefined : { ...first, files: [] };
  const named = wrong.filter(({ by }) => by.file !== null);
  return named[0] === undefined ? undefined : { ...named[0], files: named.map(({ by }) => by.file ?? '') };
}

/** As the Dockerfile sees a use: a manifest's as it stands, a chart's with all its values. */
export function judgeUse({ concerns, judge }: PairRule, use: ImageUse, told: ToldStage): Judged<{ readonly data: UsedImage }> | undefined {
  const judged = (data: UsedImage): Disagreement | undefined => (concerns(data) ? judge(data, told) : undefined);
  if (use.chart === undefined) {
    const found = judged(use.data);
    return found === undefined ? undefined : { found, by: use, files: [] };
  }
  return use.chart.isOpen ? undefined : judgeVariants(use.chart.variants, ({ data }) => judged(data));
}

/** Whoever asks for a text is asked again after every edit. */
const hasTemplates = ({ documents }: KubernetesFile): boolean =>
  documents.some((document) => document.isTemplated && hasImage(document.text));

/** The rule in a template of a chart. */
export function tellInTemplate({ concerns, judge }: PairRule, file: KubernetesFile, ctx: RuleContext): void {
  if (!file.once(hasTemplates)) return;
  const { workspace } = ctx;
  const place = workspace.path === undefined ? undefined : helmPlace(workspace.path);
  if (place?.role !== 'template') return;
  const groups = new Map<string, ChartContainer[]>();
  for (const each of containersOf(workspace, place.root, workspace.path)) groups.set(each.id, [...(groups.get(each.id) ?? []), each]);
  for (const group of groups.values()) {
    if (group.some(({ isOpen }) => isOpen)) continue;
    const judged = judgeVariants(group, ({ used }) => {
      const source = concerns(used) ? chartSourceOf(workspace, used.image) : undefined;
      return source === undefined ? undefined : judge(used, new ToldStage((kind) => workspace.find(kind, source.key)));
    });
    const source = judged === undefined ? undefined : chartSourceOf(workspace, judged.by.used.image);
    if (judged !== undefined && source !== undefined) tell(judged, source, place.root, ctx);
  }
}

function tell({ found, by, files }: Judged<ChartContainer>, source: ImageSource, root: string, ctx: RuleContext): void {
  const { workspace } = ctx;
  const dockerfile = workspace.relative(source.dockerfile.path);
  const { at, message } = found.inManifest(by.container, dockerfile);
  const values = valuesBehind(by, [at, by.container.imageNode?.span ?? at], root, ctx);
  ctx.report({
    at: by.rendered.place(at),
    message: files.length === 0 ? message : `With ${listed(files)}: ${message}`,
    ...(found.severity === undefined ? {} : { severity: found.severity }),
    related: [{ at: found.dockerfileAt, path: dockerfile, message: found.dockerfileSays }, ...values],
    fix: () => {
      const text = ctx.near.read(dockerfile);
      const stage = text === undefined ? undefined : parseDockerfile(text).stages[source.stage];
      const there = stage === undefined || text === undefined ? undefined : found.mendDockerfile?.(stage, text);
      return [...fixesInChart(by, found.mendManifest?.(by.container, stage), root, ctx), ...fixesThere(there, dockerfile)];
    },
  });
}

export const listed = (files: readonly string[]): string => files.map((file) => `\`${file}\``).join(', ');

/** The values that these stretches of the output come from. */
function valuesBehind(by: ChartContainer, places: readonly Span[], root: string, { workspace }: RuleContext): Related[] {
  const paths = new Map<string, readonly string[]>();
  for (const place of places) {
    const offset = by.rendered.actionIn(place);
    const path = offset === undefined ? undefined : valueAt(by, offset, root, workspace);
    if (path !== undefined) paths.set(dotted(path), path);
  }
  return [...paths].flatMap(([name, path]): Related[] => {
    const found = definitionsOf(workspace, root, path);
    const said = found.find(({ data }) => data.file === by.file) ?? found.find(({ data }) => /^values\.ya?ml$/.test(data.file));
    if (said === undefined) return [];
    return [{ at: said.at, path: workspace.relative(said.path), message: `\`${name}\` is \`${said.data.text}\` here` }];
  });
}

/** The path of the value that an action puts there; of a map, of the key in that line. */
function valueAt(by: ChartContainer, offset: number, root: string, workspace: RuleContext['workspace']): readonly string[] | undefined {
  const piece = by.rendered.pieceAt(offset);
  const path = piece === undefined || piece.isOwn ? undefined : pathOf(piece, by, workspace, root);
  if (path === undefined) return undefined;
  const line = by.rendered.text.slice(by.rendered.text.lastIndexOf('\n', offset - 1) + 1, offset + 60);
  const key = /^\s*([\w.-]+):/.exec(line)?.[1];
  const below = key === undefined ? path : [...path, key];
  return definitionsOf(workspace, root, below).length > 0 ? below : path;
}

/** The one value that an action is about. */
function pathOf(piece: Piece, { path }: ChartContainer, workspace: RuleContext['workspace'], root: string): readonly string[] | undefined {
  const text = workspace.find('helm.text', root).find((fact) => fact.path === path)?.data.text;
  if (text === undefined) return undefined;
  const uses = readTemplate(text).values.filter(({ action }) => action.raw.from === piece.from && action.keyword === undefined);
  // `{{ .Values.image.repository }}:{{ … }}` are actions of their own; of `.tag | default .x` the first is meant.
  return uses[0]?.path;
}

/** What is written out changes in the template, what a value says in the file of values. */
function fixesInChart(by: ChartContainer, mend: Mend | undefined, root: string, ctx: RuleContext): Fix[] {
  if (mend === undefined || mend.edits.length === 0) return [];
  const own: Edit[] = [];
  const values = new Map<string, Edit[]>();
  for (const edit of mend.edits) {
    const there = valueEdits(edit, by, root, ctx);
    if (there !== undefined) {
      values.set(there.path, [...(values.get(there.path) ?? []), ...there.edits]);
      continue;
    }
    const [start, end] = [by.rendered.ownOffset(edit.span.start), by.rendered.ownOffset(edit.span.end)];
    const before = by.rendered.pieceAt(edit.span.start - 1);
    // Behind an action nobody knows what it puts out with other values.
    if (start === undefined || end === undefined || end - start !== edit.span.end - edit.span.start || before?.isOwn === false) return [];
    own.push({ span: { start, end }, newText: edit.newText });
  }
  const files = [...values].map(([path, edits]) => ({ path, edits }));
  const where = files.length === 0 ? '' : `, in ${files.map(({ path }) => path).join(' and ')}`;
  return [{ title: `${mend.title}${where}`, edits: own, ...(files.length === 0 ? {} : { files }) }];
}

function valueEdits(
  { span, newText }: Edit,
  by: ChartContainer,
  root: string,
  ctx: RuleContext,
): { path: string; edits: Edit[] } | undefined {
  const isInsert = span.start === span.end;
  const piece = by.rendered.pieceAt(isInsert ? span.start - 1 : span.start);
  if (piece === undefined || piece.isOwn) return undefined;
  const { workspace } = ctx;
  const path = pathOf(piece, by, workspace, root);
  if (path === undefined) return undefined;
  const found = definitionsOf(workspace, root, path);
  const said = found.find(({ data }) => data.file === by.file) ?? found.find(({ data }) => /^values\.ya?ml$/.test(data.file));
  const file = said === undefined ? undefined : workspace.relative(said.path);
  const text = file === undefined ? undefined : ctx.near.read(file);
  if (said === undefined || file === undefined || text === undefined) return undefined;
  const model = parseHelm(text, undefined, said.path);
  if (model.role !== 'values') return undefined;
  const node = model.get(...path);
  if (node?.kind === 'scalar' && !isInsert) {
    const isWhole = piece.text === by.rendered.text.slice(span.start, span.end) && node.scalarText === piece.text.replaceAll('"', '');
    const holder = path.length === 1 ? model.root : model.get(...path.slice(0, -1));
    if (!isWhole || holder?.kind !== 'map') return undefined;
    const edits = merge(holder, { [path.at(-1) as string]: /^\d{1,9}$/.test(newText) ? Number(newText) : newText });
    return { path: file, edits: [...edits] };
  }
  if (node?.kind !== 'map' || !isInsert) return undefined;
  const added = /^\r?\n( *)(\S[\s\S]*)$/.exec(newText);
  const column = /(?:^|\n)( *)\S/.exec(piece.text)?.[1]?.length;
  if (added === null || added[1]?.length !== column) return undefined;
  const [patch] = parseYaml(newText, { text: newText, origin: new Origin(0) }).roots;
  return patch?.kind === 'map' ? { path: file, edits: [...merge(node, toData(patch) as Record<string, PatchValue>)] } : undefined;
}
