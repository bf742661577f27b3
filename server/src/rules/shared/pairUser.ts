import type { RuleContext } from '../../engine/rule/define.js';
import type { Span } from '../../engine/text/span.js';
import { replace } from '../../engine/text/span.js';
import { createdAccounts } from '../../languages/dockerfile/accounts.js';
import { stageFacts } from '../../languages/dockerfile/facts.js';
import type { Stage } from '../../languages/dockerfile/model.js';
import type { Container } from '../../languages/kubernetes/container.js';
import type { UsedImage } from '../../languages/kubernetes/facts.js';
import { usesOf } from '../../languages/kubernetes/imageSource.js';
import { mergeThrough } from '../../languages/yaml/inherited.js';
import type { Mend, PairRule } from './imagePairs.js';
import { who } from './kubernetesSecurityContext.js';
import { dropsPrivileges, switchUser } from './runtimeUser.js';

// What `runAsNonRoot` makes of the image's user: the kubelet compares numbers alone.
// https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kuberuntime/security_context.go

/** The pod leaves the user to the image and asks for one that is not root. */
const asksImage = (used: UsedImage): boolean => used.runAsNonRoot === true && used.runAsUser === null;

/** Whether a manifest of the workspace refuses the user of the stage: the pair's own rule tells it, and how to mend it. */
export function isRefusedByManifest(stage: Stage, { workspace }: RuleContext): boolean {
  return usesOf(workspace).some((use) => use.stage === stage.index && (use.chart?.variants ?? [use]).some(({ data }) => asksImage(data)));
}

export const namedUser: PairRule = {
  concerns: asksImage,
  judge(_used, told) {
    const user = told.one('stage.user');
    const { kind, text, uid } = user?.data ?? {};
    if (user === undefined || kind !== 'name' || typeof text !== 'string' || uid === 0) return undefined;
    return {
      dockerfileAt: user.at,
      dockerfileSays: `\`USER ${text}\``,
      inManifest: (container, file) => ({
        at: lackOfUser(container),
        message: `\`USER ${text}\` in \`${file}\` is a name, which the kubelet cannot check for \`runAsNonRoot\`: ${who(container)} stays in \`CreateContainerConfigError\`.`,
      }),
      inDockerfile: (runs) =>
        `\`${text}\` is a name, and ${runs} asks for \`runAsNonRoot\` without \`runAsUser\`: the container stays in \`CreateContainerConfigError\`.`,
      mendManifest: (container) => (typeof uid === 'number' ? setUser(container, uid) : undefined),
      mendDockerfile: (stage, dockerfile) => numberOf(stage, dockerfile),
    };
  },
};

export const rootUser: PairRule = {
  concerns: asksImage,
  judge(_used, told) {
    const user = told.one('stage.user');
    if (user === undefined || (user.data.kind !== 'root' && user.data.uid !== 0)) return undefined;
    const { text } = user.data;
    const because = text === null ? 'sets no USER and stands on an image that runs as root' : `ends with \`USER ${text}\``;
    return {
      dockerfileAt: user.at,
      dockerfileSays: text === null ? 'No USER: the base image runs as root' : `\`USER ${text}\``,
      inManifest: (container, file) => ({
        at: lackOfUser(container),
        message: `\`${file}\` ${because}, and \`runAsNonRoot\` refuses root: ${who(container)} stays in \`CreateContainerConfigError\`.`,
      }),
      inDockerfile: (runs) =>
        `The image runs as root, and ${runs} asks for \`runAsNonRoot\`: the container stays in \`CreateContainerConfigError\`.`,
      mendManifest: (container, stage) => setUser(container, uidIn(stage)),
      mendDockerfile: (stage, dockerfile) => (dropsPrivileges(stage) ? undefined : switchUser(dockerfile, stage)),
    };
  },
};

/** Where a `runAsUser` lacks: where `runAsNonRoot` stands, unless that serves other images too. */
function isForPod(container: Container): boolean {
  return container.security('runAsNonRoot') === undefined && container.pod.allContainers.length === 1;
}

function lackOfUser(container: Container): Span {
  const path = ['securityContext', 'runAsUser'];
  return isForPod(container) ? container.pod.lackOf(...path) : container.lackOf(...path);
}

function setUser(container: Container, uid: number): Mend {
  const map = isForPod(container) ? container.pod.spec : container.node;
  return { title: `Set \`runAsUser: ${uid}\``, edits: mergeThrough(map, { securityContext: { runAsUser: uid } }) };
}

/** The name behind USER becomes its number; a group stays. */
function numberOf(stage: Stage, text: string): Mend | undefined {
  const user = stageFacts(stage, '').find(({ kind }) => kind === 'stage.user');
  const { text: name, uid } = (user?.data ?? {}) as { text?: string | null; uid?: number | null };
  if (user === undefined || typeof name !== 'string' || typeof uid !== 'number') return undefined;
  if (text.slice(user.at.start, user.at.end) !== name) return undefined;
  return { title: `Change \`USER ${name}\` to ${uid}, its number`, edits: [replace(user.at, String(uid))] };
}

/** An account that the image has, else a number that is nobody's. */
function uidIn(stage: Stage | undefined): number {
  const created = stage === undefined ? [] : createdAccounts(stage).filter(({ uid }) => uid !== undefined && uid !== 0);
  return created.at(-1)?.uid ?? stage?.base.facts?.nonRootUser?.uid ?? 10001;
}
