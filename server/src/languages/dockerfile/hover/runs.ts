import type { WorkspaceView } from '../../../engine/facts/facts.js';
import type { UsedImage } from '../../kubernetes/facts.js';
import { usesOf } from '../../kubernetes/imageSource.js';
import type { Stage } from '../model.js';
import { code } from './markdown.js';

const most = 5;

/** The manifests of the workspace that run what the stage becomes, with what `tell` finds in them to say. */
export function runText(
  stage: Stage | undefined,
  workspace: WorkspaceView | undefined,
  tell: (used: UsedImage) => string | undefined = () => undefined,
): string | undefined {
  if (stage === undefined || stage.implicit || workspace === undefined) return undefined;
  const uses = usesOf(workspace).filter((use) => use.stage === stage.index);
  if (uses.length === 0) return undefined;
  const lines = uses.slice(0, most).map(({ data, path }) => {
    const more = tell(data);
    return `- ${code(data.workload)} in ${code(workspace.relative(path))}${more === undefined ? '' : `: ${more}`}`;
  });
  return ['**Run by**', ...lines, ...(uses.length > most ? [`- and ${uses.length - most} more`] : [])].join('\n');
}

/** What a pod makes of the image's user. */
export function userOf({ runAsUser, runAsNonRoot }: UsedImage): string | undefined {
  if (typeof runAsUser === 'number') return `\`runAsUser: ${runAsUser}\` takes its place`;
  return runAsNonRoot === true ? '`runAsNonRoot: true`' : undefined;
}

export function portsOf({ ports }: UsedImage): string | undefined {
  return ports.length === 0 ? undefined : `\`containerPort\` ${ports.join(', ')}`;
}

/** The image itself, and that probes take the place of its HEALTHCHECK. */
export function imageOf({ image, probes, longRunning }: UsedImage): string {
  const asked = Object.keys(probes).map(code);
  if (!longRunning) return code(image);
  return `${code(image)}, ${asked.length === 0 ? 'no probes' : asked.join(', ')}`;
}
