import type { FileLink, FoundSymbol, Lens, Mention, Navigation, Place } from '../../../engine/features/navigation.js';
import type { WorkspaceView } from '../../../engine/facts/facts.js';
import type { Surroundings } from '../../../engine/rule/define.js';
import { contextsOf } from '../../builders/context.js';
import { touches } from '../../../engine/text/span.js';
import { usesOf, type ImageUse } from '../../kubernetes/imageSource.js';
import type { Dockerfile, Stage } from '../model.js';
import { dockerfileSymbols } from './outline.js';
import { renamableStage, stageMentions, stagePlace, stageWordAt } from './stages.js';
import { renamableVariable, variableMentions, variablePlace, variableWordAt } from './variables.js';

export const dockerfileNavigation: Navigation<Dockerfile> = {
  targets(model, offset) {
    const word = stageWordAt(model, offset);
    const variable = variableWordAt(model, offset);
    // `--from=$STAGE`: the variable is what is written here.
    if (variable !== undefined) return { from: variable.whole, places: [variablePlace(model, variable)] };
    const place = word === undefined ? undefined : stagePlace(word.stage);
    return word === undefined || place === undefined ? undefined : { from: word.span, places: [place] };
  },
  mentions(model, offset, near) {
    const variable = variableWordAt(model, offset);
    if (variable !== undefined) return variableMentions(variable.variable);
    const word = stageWordAt(model, offset);
    const stage = word?.stage ?? stageBegunAt(model, offset);
    if (stage === undefined) return [];
    const own = stageMentions(model, stage);
    const isNamed = own.some(({ isDeclaration }) => isDeclaration);
    const place = isNamed ? undefined : stagePlace(stage);
    return [...(place === undefined ? [] : [{ ...place, isDeclaration: true }]), ...own, ...runsOf(stage, near.workspace)];
  },
  highlights(model, offset) {
    const variable = variableWordAt(model, offset);
    if (variable !== undefined) return variableMentions(variable.variable);
    const word = stageWordAt(model, offset);
    return word === undefined ? [] : stageMentions(model, word.stage);
  },
  links: copiedFiles,
  symbols: dockerfileSymbols,
  workspaceSymbols: namedStages,
  lenses,
  renamable(model, offset, near) {
    const variable = variableWordAt(model, offset);
    if (variable !== undefined) return renamableVariable(model, variable);
    const word = stageWordAt(model, offset);
    return word === undefined ? undefined : renamableStage(model, word, near);
  },
};

/** The stage whose FROM or image is under the cursor. */
function stageBegunAt(model: Dockerfile, offset: number): Stage | undefined {
  const instruction = model.instructionAt(offset);
  if (instruction?.kind !== 'FROM') return undefined;
  return touches(instruction.keyword.span, offset) || (instruction.image !== undefined && touches(instruction.image.span, offset))
    ? instruction.stage
    : undefined;
}

/** The containers that run what the stage becomes. */
function runsOf(stage: Stage, workspace: WorkspaceView): Mention[] {
  return usesOf(workspace)
    .filter((use) => use.stage === stage.index)
    .map(({ path, at }) => ({ path, span: at, isDeclaration: false }));
}

/** Files that COPY and ADD take from the build context; of several contexts the first that has them. */
function copiedFiles(model: Dockerfile, near: Surroundings): FileLink[] {
  const links: FileLink[] = [];
  const contexts = contextsOf(near);
  for (const instruction of model.instructions) {
    if (instruction.kind !== 'COPY' && instruction.kind !== 'ADD') continue;
    if (instruction.kind === 'COPY' && instruction.from !== undefined) continue;
    for (const word of instruction.sources) {
      const { value, complete } = instruction.expand(word.value);
      const path = value.replace(/^(?:\.?\/)+/, '');
      if (!complete || path === '' || /[*?[]|^[a-z][a-z0-9+.-]*:|^git@|(?:^|\/)\.\.?(?:\/|$)/i.test(path)) continue;
      // A folder opens in no editor.
      const context = contexts.find((each) => each.near.exists(path) === true && each.near.list(path) === undefined);
      if (context === undefined) continue;
      const place = context.said === undefined ? path : `${context.folder ?? '.'}/${path}`;
      links.push({ span: word.span, path: place, tooltip: `Open ${path}` });
    }
  }
  return links;
}

function namedStages(workspace: WorkspaceView, isWanted: (name: string) => boolean): FoundSymbol[] {
  return workspace.all('stage').flatMap(({ path, at, data }) => {
    if (data.name === null || !isWanted(data.name)) return [];
    return [{ sort: 'stage' as const, name: data.name, within: data.image ?? '', path, span: at }];
  });
}

function lenses(model: Dockerfile, near: Surroundings): Lens[] {
  const all = usesOf(near.workspace);
  return model.stages.flatMap((stage) => {
    if (stage.from === undefined) return [];
    const { span } = stage.from.keyword;
    const run = runLens(all.filter((use) => use.stage === stage.index));
    const used = stage.isFinal ? undefined : useLens(model, stage);
    return [run, used].flatMap((lens) => (lens === undefined ? [] : [{ span, ...lens }]));
  });
}

function runLens(uses: readonly ImageUse[]): Omit<Lens, 'span'> | undefined {
  const byWorkload = new Map(uses.map((use) => [`${use.path}\n${use.data.namespace ?? ''}/${use.data.workload}`, use]));
  const [first] = byWorkload.values();
  if (first === undefined) return undefined;
  const places = [...byWorkload.values()].map(({ path, at }): Place => ({ path, span: at }));
  return { title: byWorkload.size === 1 ? `runs in ${first.data.workload}` : `runs in ${byWorkload.size} workloads`, places };
}

function useLens(model: Dockerfile, stage: Stage): Omit<Lens, 'span'> | undefined {
  const count = new Set(stage.uses.map(({ by }) => by)).size;
  if (count === 0) return undefined;
  const places = stageMentions(model, stage).filter(({ isDeclaration }) => !isDeclaration);
  return { title: count === 1 ? 'used by 1 stage' : `used by ${count} stages`, places };
}
