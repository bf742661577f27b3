import type { RuleContext } from '../../engine/rule/define.js';
import type { Container } from '../../languages/kubernetes/container.js';
import { capabilities, dropItemFix, plainName, Who } from './kubernetesSecurityContext.js';

/** What capabilities open, https://man7.org/linux/man-pages/man7/capabilities.7.html, for those that lead out of a container or into its network. */
const powers: Readonly<Record<string, string>> = {
  ALL: 'every right that root has',
  BPF: 'programs in the kernel',
  DAC_READ_SEARCH: 'every file of the node, by `open_by_handle_at`',
  IPC_LOCK: 'as much locked memory as it likes',
  LINUX_IMMUTABLE: 'files that nobody can change',
  MAC_ADMIN: 'the rules of SELinux and AppArmor',
  MAC_OVERRIDE: 'what SELinux and AppArmor forbid',
  NET_ADMIN: 'routes, firewalls and devices of its network',
  NET_BROADCAST: 'broadcasts and multicast',
  NET_RAW: 'forged packets, and those of its neighbours',
  PERFMON: 'what the kernel measures of other processes',
  SYSLOG: 'addresses and messages of the kernel',
  SYS_ADMIN: 'nearly all that root can: mounts, namespaces, the node',
  SYS_BOOT: 'a restart of the node',
  SYS_MODULE: 'modules in the kernel of the node',
  SYS_NICE: 'the priority of any process',
  SYS_PACCT: 'the accounting of processes',
  SYS_PTRACE: 'the memory of other processes',
  SYS_RAWIO: 'memory and ports of the hardware',
  SYS_RESOURCE: 'resources beyond its limits',
  SYS_TIME: "the node's clock",
  SYS_TTY_CONFIG: "the node's terminals",
};

/** With these a container is the node. */
const leadOut = new Set(['ALL', 'BPF', 'DAC_READ_SEARCH', 'MAC_ADMIN', 'SYS_ADMIN', 'SYS_BOOT', 'SYS_MODULE', 'SYS_PTRACE', 'SYS_RAWIO']);

export const opensNode = (name: string): boolean => leadOut.has(plainName(name));

/** "which opens the node's clock"; undefined for names that are not known. */
export function powerOf(name: string): string | undefined {
  const plain = plainName(name);
  return Object.hasOwn(powers, plain) ? powers[plain] : undefined;
}

/** Containers that add one of the capabilities that `isMeant`, whose plain names it gets. */
export function addedCheck(isMeant: (name: string, ctx: RuleContext) => boolean) {
  return {
    where: ['add'],
    Container(container: Container, ctx: RuleContext): void {
      for (const { node, name, index } of capabilities(container, 'add')) {
        if (!isMeant(plainName(name), ctx)) continue;
        const power = powerOf(name);
        ctx.report({
          at: node.span,
          message: `${Who(container)} adds \`${name}\`, ${power === undefined ? "a part of root's power" : `which opens ${power}`}.`,
          fix: () => dropItemFix(`Remove \`${name}\``, container, ['securityContext', 'capabilities', 'add'], index),
        });
      }
    },
  };
}
