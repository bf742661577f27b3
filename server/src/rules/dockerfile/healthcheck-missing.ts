import { defineRule } from '../../engine/rule/define.js';
import type { Fix, RuleContext } from '../../engine/rule/define.js';
import type { Stage } from '../../languages/dockerfile/model.js';
import { folderOf } from '../../languages/builders/facts.js';
import { lastPart } from '../../languages/dockerfile/imageNames.js';
import { isOthers, sourceOf } from '../../languages/kubernetes/imageSource.js';
import { appPathsBelow, generalPath } from '../shared/appPaths.js';
import { askingCommand } from '../shared/healthcheck.js';
import { pairFacts, usesOfStage } from '../shared/imagePairs.js';
import { lineAbove } from '../shared/insertion.js';
import { exposedPorts, startCommands, startPort } from '../../languages/dockerfile/startCommand.js';
import page from './healthcheck-missing.md';

export default defineRule({
  id: 'dockerfile/healthcheck-missing',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: [
    'hadolint:DL3057',
    'tally:hadolint/DL3057',
    'trivy:DS-0026',
    'checkov:CKV_DOCKER_2',
    'dockle:CIS-DI-0006',
    'tally:tally/ruby/healthcheck-rails-up-endpoint',
  ],
  fix: 'review',
  needs: [...pairFacts, 'build.context'],
  page,
  check: {
    Stage(stage, ctx) {
      if (stage.from?.image === undefined || !isWithout(stage) || !wantsOne(stage, ctx)) return;
      ctx.report({
        at: stage.from.image.span,
        message:
          'No HEALTHCHECK: Docker and Compose take the container for healthy as soon as its process runs. Kubernetes asks its own probes.',
        fix: () => healthcheck(stage, ctx),
      });
    },
  },
});

/** Whether nothing says how to tell a healthy container of the final image. */
export function isWithout(stage: Stage): boolean {
  if (!stage.isFinal || stage.implicit || stage.from?.image === undefined || stage.healthcheck !== undefined) return false;
  return !stage.instructions.some(({ kind }) => kind === 'HEALTHCHECK' || kind === 'ONBUILD');
}

/** Whether the image is that of a service which Docker itself, or Compose, runs. */
export function wantsOne(stage: Stage, ctx: RuleContext): boolean {
  if (!isService(stage)) return false;
  // Kubernetes never runs a HEALTHCHECK: what lacks there are probes, and other rules ask for them.
  if (isForClusters(ctx) || (!stage.base.scratch && !stage.instructions.some(({ kind }) => partsOfAProgram.has(kind)))) return false;
  return !usesOfStage(stage, ctx).some(({ data }) => data.longRunning) && !mayBeRun(ctx);
}

/** Whether manifests run its image most likely: by the name of a service, or as the one at the top of the workspace whose image nobody names. */
function mayBeRun({ workspace }: RuleContext): boolean {
  const { root, path } = workspace;
  if (path === undefined) return false;
  // Compose builds a service from it, and a manifest runs an image of the service's name.
  const services = workspace.find('build.context', path).map(({ data }) => data.name);
  const isRun = (is: (key: string, image: string) => boolean): boolean =>
    workspace.all('image.used').some(({ key, data }) => data.longRunning && data.role === 'main' && is(key, data.image));
  if (services.length > 0 && isRun((key) => services.includes(lastPart(key)))) return true;
  if (root === undefined || folderOf(path) !== root.replace(/\/$/, '')) return false;
  if (workspace.all('image.build').some(({ data }) => data.dockerfile === path)) return false;
  return isRun((key, image) => !isOthers(key) && sourceOf(workspace, image) === undefined);
}

/** An image that only gives another one a name of its own starts what that one starts. */
const partsOfAProgram: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD', 'CMD', 'ENTRYPOINT', 'EXPOSE']);

/** Whether those who build it deliver to Kubernetes alone. */
function isForClusters({ workspace }: RuleContext): boolean {
  const builds = workspace.path === undefined ? [] : workspace.find('build.context', workspace.path);
  return builds.length > 0 && builds.every(({ data }) => data.by === 'skaffold' || data.by === 'tilt');
}

function isService(stage: Stage): boolean {
  const { facts, scratch, image } = stage.base;
  const copies = stage.instructions.some((instruction) => instruction.kind === 'COPY' || instruction.kind === 'ADD');
  // One static program and no shell: nothing in the image could do the asking.
  if ((scratch || facts?.shell === 'none') && copies) return false;
  if (/lambda/.test(image?.repository ?? '')) return false;
  const commands = startCommands(stage);
  if (commands.length > 0 && commands.every(({ name }) => /^(?:(?:ba|da|a|z)?sh|pwsh|cmd|sleep|true|tail)$/.test(name))) return false;
  // An unknown base may have one, but not one for a program that is put into it here.
  return facts !== undefined || scratch || commands.length > 0 || stage.instructions.some(({ kind }) => kind === 'EXPOSE');
}

function healthcheck(stage: Stage, { text, near }: RuleContext): Fix | undefined {
  const start = [stage.entrypoint, stage.cmd]
    .filter((instruction) => instruction?.stage === stage)
    .sort((a, b) => (a?.index ?? 0) - (b?.index ?? 0))[0];
  const port = startPort(stage)?.port ?? exposedPorts(stage)?.at(-1)?.port;
  if (start === undefined || port === undefined) return undefined;
  const known = appPathsBelow(near);
  const path = known === undefined ? '/' : (generalPath(known) ?? '/');
  const url = `http://localhost:${port}${path}`;
  const command = askingCommand(stage, url)?.words;
  if (command === undefined) return undefined;
  return {
    title: `Add a HEALTHCHECK that asks ${path === '/' ? '' : `for \`${path}\` at `}port ${port}`,
    edits: [lineAbove(text, start, `HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ${command}`)],
  };
}
