import type { Fix } from '../../engine/rule/define.js';
import type { Span } from '../../engine/text/span.js';
import type { Container } from '../../languages/kubernetes/container.js';
import type { Pod } from '../../languages/kubernetes/pod.js';
import type { YamlEntry, YamlNode } from '../../languages/yaml/nodes.js';
import { dropFix, given, mapOf, setFix, who } from './kubernetesSecurityContext.js';

// What the controls of both levels of the Pod Security Standards are made of.

/** One place that a control refuses. */
export interface Violation {
  readonly at: Span;
  /** What is there: "container `api` is privileged". */
  readonly words: string;
  readonly container?: Container | undefined;
  /** The field below the container or the pod: `securityContext.privileged`. */
  readonly field: string;
  readonly fix?: () => Fix | undefined;
}

export type Check = (pod: Pod, minor: number) => Violation[];

export function holders(pod: Pod): readonly (Pod | Container)[] {
  return [pod, ...pod.allContainers];
}

export const containerOf = (holder: Pod | Container): Container | undefined => ('role' in holder ? holder : undefined);

/** Below `securityContext` of a container or a pod. */
export const security = (holder: Pod | Container, ...path: readonly string[]): YamlNode | undefined =>
  given(holder.get('securityContext', ...path));

export const addPath = ['securityContext', 'capabilities', 'add'];

/** Types of profiles that are none of `RuntimeDefault` and `Localhost`. */
export function profileTypes(pod: Pod, key: 'appArmorProfile' | 'seccompProfile', isAllowed: (type: string) => boolean): Violation[] {
  return holders(pod).flatMap((holder) => {
    const entry = securityEntry(holder, key);
    const type = given(entry?.value.get('type'));
    if (entry === undefined || entry.value.isNull || entry.value.isUnknown || type?.isUnknown === true) return [];
    const text = type?.scalarText ?? '';
    if (isAllowed(text)) return [];
    const field = `securityContext.${key}.type`;
    const subject = key === 'seccompProfile' ? 'seccomp' : 'AppArmor';
    const words =
      type === undefined
        ? `${who(holder)} has a ${subject} profile without \`type\``
        : `${who(holder)} runs with the ${subject} profile \`${text}\``;
    const fix = () => setFix('Change to `RuntimeDefault`', holder, { [key]: { type: 'RuntimeDefault' } });
    return [{ at: type?.span ?? entry.key.span, words, container: containerOf(holder), field, fix }];
  });
}

function securityEntry(holder: Pod | Container, key: string): YamlEntry | undefined {
  const context = mapOf(holder).get('securityContext');
  return context?.kind === 'map' ? context.entry(key) : undefined;
}

export function procMounts(pod: Pod): Violation[] {
  return pod.allContainers.flatMap((container) => {
    const node = given(container.security('procMount'));
    const text = node?.scalarText;
    if (node === undefined || text === undefined || text === 'Default') return [];
    const path = ['securityContext', 'procMount'];
    const fix = () => dropFix('Remove `procMount`', container, path);
    return [{ at: node.span, words: `${who(container)} sets \`procMount: ${text}\``, container, field: path.join('.'), fix }];
  });
}
