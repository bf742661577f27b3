import type { RuleContext } from '../../engine/rule/define.js';
import type { Pod } from '../../languages/kubernetes/pod.js';
import { policyMinor, type PodSecurityLevel } from '../../languages/kubernetes/podSecurity.js';
import {
  windowsHostProcess,
  hostNamespaces,
  privileged,
  capabilitiesBaseline,
  hostPathVolumes,
  hostPorts,
  hostProbes,
  appArmorProfile,
  seLinuxOptions,
  procMountBaseline,
  seccompBaseline,
  sysctls,
} from './kubernetesPodSecurityBaseline.js';
import type { Check, Violation } from './kubernetesPodSecurityParts.js';
import {
  capabilitiesAdded,
  capabilitiesKept,
  privilegeEscalation,
  procMountRestricted,
  refusedVolumes,
  runAsNonRoot,
  runAsUser,
  seccompRestricted,
} from './kubernetesPodSecurityRestricted.js';
import { capital } from './kubernetesSecurityContext.js';

/**
 * The Pod Security Standards as functions of a pod: each control answers as the one of the same name in
 * k8s.io/pod-security-admission does. https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */

export interface Control {
  readonly level: 'baseline' | 'restricted';
  /** The control that *restricted* asks instead of this one. */
  readonly replacedBy?: ControlId;
  readonly check: Check;
}

export type ControlId =
  | 'windowsHostProcess'
  | 'hostNamespaces'
  | 'privileged'
  | 'capabilities_baseline'
  | 'hostPathVolumes'
  | 'hostPorts'
  | 'hostProbesAndHostLifecycle'
  | 'appArmorProfile'
  | 'seLinuxOptions'
  | 'procMount_baseline'
  | 'seccompProfile_baseline'
  | 'sysctls'
  | 'restrictedVolumes'
  | 'allowPrivilegeEscalation'
  | 'runAsNonRoot'
  | 'runAsUser'
  | 'seccompProfile_restricted'
  | 'capabilities_restricted'
  | 'procMount_restricted';

export const controls: Readonly<Record<ControlId, Control>> = {
  windowsHostProcess: { level: 'baseline', check: windowsHostProcess },
  hostNamespaces: { level: 'baseline', check: hostNamespaces },
  privileged: { level: 'baseline', check: privileged },
  capabilities_baseline: { level: 'baseline', replacedBy: 'capabilities_restricted', check: capabilitiesBaseline },
  hostPathVolumes: { level: 'baseline', replacedBy: 'restrictedVolumes', check: hostPathVolumes },
  hostPorts: { level: 'baseline', check: hostPorts },
  hostProbesAndHostLifecycle: { level: 'baseline', check: hostProbes },
  appArmorProfile: { level: 'baseline', check: appArmorProfile },
  seLinuxOptions: { level: 'baseline', check: seLinuxOptions },
  procMount_baseline: { level: 'baseline', replacedBy: 'procMount_restricted', check: procMountBaseline },
  seccompProfile_baseline: { level: 'baseline', replacedBy: 'seccompProfile_restricted', check: seccompBaseline },
  sysctls: { level: 'baseline', check: sysctls },
  restrictedVolumes: { level: 'restricted', check: (pod, minor) => [...hostPathVolumes(pod), ...refusedVolumes(pod, minor)] },
  allowPrivilegeEscalation: { level: 'restricted', check: privilegeEscalation },
  runAsNonRoot: { level: 'restricted', check: runAsNonRoot },
  runAsUser: { level: 'restricted', check: (pod, minor) => (minor < 23 ? [] : runAsUser(pod, minor)) },
  seccompProfile_restricted: { level: 'restricted', check: seccompRestricted },
  capabilities_restricted: {
    level: 'restricted',
    check: (pod, minor) => [...capabilitiesKept(pod, minor), ...capabilitiesAdded(pod, minor)],
  },
  procMount_restricted: { level: 'restricted', check: procMountRestricted },
};

export interface Refusal extends Violation {
  readonly control: ControlId;
}

/** All that admission refuses at `level`, in file order. `minor` is that of the policy's version. */
export function refusals(pod: Pod, level: PodSecurityLevel, minor: number): readonly Refusal[] {
  if (level === 'privileged') return [];
  return (Object.entries(controls) as [ControlId, Control][])
    .filter(([, control]) => control.level === 'baseline' || level === 'restricted')
    .flatMap(([id, control]) => {
      if (level === 'restricted' && control.replacedBy !== undefined && controls[control.replacedBy].check(pod, minor).length > 0)
        return [];
      return control.check(pod, minor).map((violation) => ({ ...violation, control: id }));
    })
    .sort((a, b) => a.at.start - b.at.start);
}

/** The check of a rule that tells what `check` refuses, and what follows. */
export function podSecurityCheck(check: Check, consequence: string | ((pod: Pod) => string), level?: 'restricted') {
  return {
    Pod(pod: Pod, ctx: RuleContext): void {
      const wanted = ctx.settings.podSecurity;
      if (level === 'restricted' && wanted !== 'restricted') return;
      const found = check(pod, policyMinor(ctx.settings.kubernetesMinor));
      if (found.length === 0) return;
      // What several containers take from one anchor is told once.
      const told = new Set<number>();
      for (const { at, words, fix } of found) {
        if (told.has(at.start)) continue;
        told.add(at.start);
        ctx.report({
          at,
          message: `${capital(words)}${typeof consequence === 'string' ? consequence : consequence(pod)}`,
          ...(fix === undefined ? {} : { fix }),
        });
      }
    },
  };
}
