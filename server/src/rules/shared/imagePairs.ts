import { anyPod, anyTemplate } from '../../languages/kubernetes/words.js';
import type { FactKind, PlacedFact, WorkspaceView } from '../../engine/facts/facts.js';
import type { Fix, Related, RuleContext } from '../../engine/rule/define.js';
import type { Edit } from '../../engine/text/span.js';
import type { DockerfileChecks } from '../../languages/dockerfile/checks.js';
import { stageFacts, stageKey } from '../../languages/dockerfile/facts.js';
import type { Stage } from '../../languages/dockerfile/model.js';
import { parseDockerfile } from '../../languages/dockerfile/parse.js';
import type { KubernetesChecks } from '../../languages/kubernetes/checks.js';
import type { Container } from '../../languages/kubernetes/container.js';
import { usedImageOf } from '../../languages/kubernetes/facts.js';
import { parseKubernetes } from '../../languages/kubernetes/file.js';

import { holdsFor, sourceOf, usesOf, type ImageUse } from '../../languages/kubernetes/imageSource.js';
import { judgeUse, listed, tellInTemplate } from './chartPairs.js';
import { fixesThere, ToldStage, type Disagreement, type Mend, type PairRule } from './pairRule.js';

export { ToldStage, type Disagreement, type Mend, type PairRule } from './pairRule.js';

// A manifest and the Dockerfile whose image it runs: one judgement, told in either file. Both sides judge what facts say;
// only a fix reads the other file.

/** What rules about pairs ask of the workspace. */
export const pairFacts: readonly FactKind[] = ['dockerfile', 'image.build', 'image.used', 'stage.user', 'stage.start', 'helm.text'];

/** A version of an image that is built here. */
export interface BuiltTag {
  readonly tag: string;
  /** The client ran this build itself, the last one of the image. */
  readonly isLast: boolean;
  /** The file that says so, as the asking one sees it. */
  readonly by: string;
}

/** Versions of an image that are built here, each once: what was built last in front, then what files say. */
export function builtTags(workspace: WorkspaceView, repository: string): readonly BuiltTag[] {
  const tags = new Map<string, BuiltTag>();
  const said = workspace.find('image.build', repository).filter((fact) => holdsFor(fact, workspace.path));
  for (const { data, path } of [...said].sort((a, b) => Number(b.data.by === 'command') - Number(a.data.by === 'command'))) {
    const { tag } = data;
    if (tag !== undefined && !tags.has(tag)) tags.set(tag, { tag, isLast: data.by === 'command', by: workspace.relative(path) });
  }
  return [...tags.values()];
}

/** The rule as a manifest sees it. */
export function manifestSide(rule: PairRule): KubernetesChecks {
  const { concerns, judge } = rule;
  return {
    where: [anyPod, anyTemplate],
    File: (file, ctx) => tellInTemplate(rule, file, ctx),
    Container(container, ctx) {
      // Most images are built elsewhere, and who builds one is found out once for all rules.
      const { image } = container;
      if (image === undefined) return;
      const { workspace } = ctx;
      const source = sourceOf(workspace, image.text);
      if (source === undefined) return;
      const used = usedImageOf(container);
      if (used === undefined || !concerns(used)) return;
      const found = judge(used, new ToldStage((kind) => workspace.find(kind, source.key)));
      if (found === undefined) return;
      const file = workspace.relative(source.dockerfile.path);
      const { at, message } = found.inManifest(container, file);
      ctx.report({
        at,
        message,
        ...(found.severity === undefined ? {} : { severity: found.severity }),
        related: [{ at: found.dockerfileAt, path: file, message: found.dockerfileSays }],
        fix: () => {
          const text = ctx.near.read(file);
          const stage = text === undefined ? undefined : parseDockerfile(text).stages[source.stage];
          const here = found.mendManifest?.(container, stage);
          const there = stage === undefined || text === undefined ? undefined : found.mendDockerfile?.(stage, text);
          return [...fixesHere(here), ...fixesThere(there, file)];
        },
      });
    },
  };
}

/** The rule as a Dockerfile sees it: one finding for all that disagree in the same way. */
export function dockerfileSide(rule: PairRule): DockerfileChecks {
  const { concerns } = rule;
  return {
    File(file, ctx) {
      // Asked once, not of each stage: most Dockerfiles are run by no manifest, and a long one has a hundred stages.
      const all = usesOf(ctx.workspace).filter(({ data, chart }) => (chart?.variants ?? [{ data }]).some((each) => concerns(each.data)));
      if (all.length === 0) return;
      for (const stage of file.stages) {
        const uses = stage.implicit ? [] : all.filter((use) => use.stage === stage.index);
        if (uses.length > 0) tellDisagreeing(stage, uses, rule, ctx);
      }
    },
  };
}

function tellDisagreeing(stage: Stage, uses: readonly ImageUse[], rule: PairRule, ctx: RuleContext): void {
  const told = toldStage(stage, ctx);
  const disagreeing = uses.flatMap((use) => {
    const judged = judgeUse(rule, use, told);
    return judged === undefined ? [] : [{ use, found: judged.found, files: judged.files }];
  });
  for (const group of grouped(disagreeing)) {
    const [first] = group;
    if (first === undefined) continue;
    const { found, use, files } = first;
    ctx.report({
      at: found.dockerfileAt,
      message: found.inDockerfile(whoRuns(use, ctx, group.length - 1, files)),
      ...(found.severity === undefined ? {} : { severity: found.severity }),
      related: group.slice(0, 5).map((each) => relatedUse(each.use, ctx)),
      fix: () => [...fixesHere(found.mendDockerfile?.(stage, ctx.text)), ...inManifests(group, stage, ctx)],
    });
  }
}

/** Whether Skaffold or Tilt builds the image: they write a tag of their own into the manifest, and deliver what it names. */
export function isTaggedByBuilder(workspace: WorkspaceView, repository: string): boolean {
  return workspace.find('image.build', repository).some(({ data }) => data.by === 'skaffold' || data.by === 'tilt');
}

/** Containers of the workspace that run what the stage becomes. */
export function usesOfStage(stage: Stage, ctx: RuleContext): readonly ImageUse[] {
  return stage.implicit ? [] : usesOf(ctx.workspace).filter((use) => use.stage === stage.index);
}

/** The stage's own facts, as the text says now. */
export function toldStage(stage: Stage, ctx: RuleContext): ToldStage {
  const facts = stageFacts(stage, stageKey(ctx.workspace.path ?? '', stage.index));
  return new ToldStage((kind) => facts.filter((fact) => fact.kind === kind));
}

/** `Deployment api` (`k8s/app.yaml`), with how many others do the same. */
export function whoRuns(use: ImageUse, ctx: RuleContext, others = 0, values: readonly string[] = []): string {
  const more = others === 0 ? '' : others === 1 ? ', one more' : `, ${others} more`;
  const installed = values.length === 0 ? '' : ` with ${listed(values)}`;
  return `\`${use.data.workload}\` (\`${ctx.workspace.relative(use.path)}\`${installed}${more})`;
}

export function relatedUse(use: PlacedFact<'image.used'>, ctx: RuleContext): Related {
  return { at: use.at, path: ctx.workspace.relative(use.path), message: `\`${use.data.workload}\` runs the image` };
}

/** The container in its own file, to be changed there. */
function containerOf(use: ImageUse, ctx: RuleContext): Container | undefined {
  // A template is mended from its own side, where its values are at hand.
  if (use.chart !== undefined) return undefined;
  const text = ctx.near.read(ctx.workspace.relative(use.path));
  if (text === undefined) return undefined;
  const containers = parseKubernetes(text).objects.flatMap(({ pods }) => pods.flatMap(({ allContainers }) => allContainers));
  return containers.find(({ imageNode }) => imageNode?.span.start === use.at.start && imageNode.span.end === use.at.end);
}

interface Pair {
  readonly use: ImageUse;
  readonly found: Disagreement;
  /** Files of values that it takes. */
  readonly files: readonly string[];
}

/** Those of which the same can be said. */
function grouped(all: readonly Pair[]): readonly (readonly Pair[])[] {
  const groups = new Map<string, Pair[]>();
  for (const each of all) {
    const { dockerfileAt, inDockerfile, severity } = each.found;
    const key = `${dockerfileAt.start}:${dockerfileAt.end}:${severity ?? ''}:${inDockerfile('')}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  return [...groups.values()];
}

/** One change for all manifests of the group: the image is cured when none disagrees any more. */
function inManifests(group: readonly Pair[], stage: Stage, ctx: RuleContext): Fix[] {
  const files = new Map<string, Edit[]>();
  let title: string | undefined;
  for (const { use, found } of group) {
    const container = containerOf(use, ctx);
    const mend = container === undefined ? undefined : found.mendManifest?.(container, stage);
    if (mend === undefined || mend.edits.length === 0) continue;
    const path = ctx.workspace.relative(use.path);
    title ??= mend.title;
    files.set(path, [...(files.get(path) ?? []), ...mend.edits]);
  }
  const [path] = files.keys();
  if (title === undefined || path === undefined) return [];
  const where = files.size === 1 ? path : `${files.size} manifests`;
  return [{ title: `${title}, in ${where}`, edits: [], files: [...files].map(([file, edits]) => ({ path: file, edits })) }];
}

const fixesHere = (mend: Mend | undefined): Fix[] => (mend === undefined || mend.edits.length === 0 ? [] : [mend]);
