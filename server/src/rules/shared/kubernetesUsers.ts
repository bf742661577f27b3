import type { RuleContext } from '../../engine/rule/define.js';
import type { Container } from '../../languages/kubernetes/container.js';
import type { Pod } from '../../languages/kubernetes/pod.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { given, inForce, isRoot, setFix, Who } from './kubernetesSecurityContext.js';

/** Users and groups of containers, and who may write to volumes. */

/** Containers whose number is below the option `minimum`, or whose image decides. */
export function lowIdCheck(key: 'runAsUser' | 'runAsGroup') {
  const noun = key === 'runAsUser' ? 'user' : 'group';
  return {
    Pod(pod: Pod, ctx: RuleContext): void {
      // Numbers of a pod with users of its own are others on the node.
      if (pod.hasOwnUsers || pod.isWindows || pod.get('securityContext')?.isUnknown === true) return;
      const minimum = ctx.option<number>('minimum');
      const told = new Set<number>();
      for (const container of pod.allContainers) {
        const node = inForce(container, key);
        if (node?.isUnknown === true || container.get('securityContext')?.isUnknown === true) continue;
        if (node === undefined) {
          const fix = () => setFix(`Set \`${key}: ${minimum + 1}\``, container, { [key]: minimum + 1 });
          ctx.report({ at: container.lackOf('securityContext', key), message: `${Who(container)} leaves its ${noun} to the image.`, fix });
        } else if (node.number !== undefined && node.number < minimum && !told.has(node.span.start)) {
          told.add(node.span.start);
          const holder = given(container.security(key)) === undefined ? pod : container;
          const fix = () => setFix(`Change to ${minimum + 1}`, holder, { [key]: minimum + 1 });
          ctx.report({
            at: node.span,
            message: `${Who(holder)} runs as ${noun} ${node.number}, which may be an account of the node.`,
            fix,
          });
        }
      }
    },
  };
}

/** Name of a persistent volume that the pod mounts: by a claim, or by a template of its StatefulSet. */
export function claimOf(pod: Pod): string | undefined {
  for (const volume of pod.volumes) {
    const claim = volume.get('persistentVolumeClaim', 'claimName')?.scalarText;
    if (claim !== undefined) return claim;
  }
  if (pod.object.kind !== 'StatefulSet') return undefined;
  return mapsIn(pod.object.get('spec', 'volumeClaimTemplates'))[0]?.get('metadata', 'name')?.scalarText;
}

/** The user of a pod that does not run as root, or a likely one where only that is said; undefined where it may be root. */
export function mayNotWrite(pod: Pod): number | undefined {
  for (const holder of [pod, ...pod.containers]) {
    const user = holder.get('securityContext', 'runAsUser')?.number;
    if (user !== undefined && user > 0) return user;
  }
  return pod.get('securityContext', 'runAsNonRoot')?.boolean === true ? 10001 : undefined;
}

/** Whether the kubelet does not start the container: user 0 is in force, and so is `runAsNonRoot: true`. */
export function isRefusedAsRoot(container: Container): boolean {
  const { pod } = container;
  // Whether root of a user namespace counts as root here is not settled; Pod Security admission lets it pass.
  if (pod.isWindows || pod.hasOwnUsers) return false;
  return isRoot(inForce(container, 'runAsUser')) && inForce(container, 'runAsNonRoot')?.boolean === true;
}
