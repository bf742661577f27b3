import type { RuleContext } from '../../engine/rule/define.js';
import type { KubernetesChecks } from '../../languages/kubernetes/checks.js';
import type { KubernetesFile } from '../../languages/kubernetes/file.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import type { Pod } from '../../languages/kubernetes/pod.js';
import { bindingKinds, grantOf, policyRules, rbacOf, roleSpan, sameNamespace, type Binding, type Right } from './kubernetesRbac.js';

// Which service account a pod runs as, whether it holds the account's token, and what it may do with it.

/** `default` when the pod names none; undefined when the name is not known. */
export function accountName(pod: Pod): string | undefined {
  const node = pod.get('serviceAccountName') ?? pod.get('serviceAccount');
  return node === undefined || node.isNull || node.scalarText === '' ? 'default' : node.scalarText;
}

export interface BoundRole {
  readonly binding: Binding;
  /** Undefined when the role stands elsewhere. */
  readonly role: KubernetesObject | undefined;
}

/** Pods of a file with their accounts. */
export interface Accounts {
  readonly pods: readonly Pod[];
  /** The ServiceAccount object, when it is in the file. */
  accountOf(pod: Pod): KubernetesObject | undefined;
  /** Whether the token is mounted into the containers, as far as the file tells: the pod decides, then the account, then yes. */
  holdsToken(pod: Pod): boolean;
  /** What the pod's account is bound to in this file. */
  rolesOf(pod: Pod): readonly BoundRole[];
}

export function accountsOf(file: KubernetesFile): Accounts {
  return file.once(readAccounts);
}

function readAccounts(file: KubernetesFile): Accounts {
  const objects = file.objects.filter((object) => !object.document.isTemplated);
  const pods = objects.flatMap((object) => object.pods);
  const accounts = new Map<string, KubernetesObject[]>();
  for (const object of objects) {
    if (object.kind !== 'ServiceAccount' || !object.isBuiltIn) continue;
    const name = object.name ?? '';
    accounts.set(name, [...(accounts.get(name) ?? []), object]);
  }
  const rbac = pods.length === 0 ? undefined : rbacOf(file);
  const bySubject = new Map<string, Binding[]>();
  for (const binding of rbac?.bindings ?? []) {
    for (const { name } of binding.subjects) bySubject.set(name ?? '', [...(bySubject.get(name ?? '') ?? []), binding]);
  }
  const accountOf = (pod: Pod): KubernetesObject | undefined =>
    accounts.get(accountName(pod) ?? '')?.find((account) => sameNamespace(account.namespace, pod.object.namespace));
  const boundTo = (pod: Pod): readonly BoundRole[] => {
    const name = accountName(pod);
    if (name === undefined || rbac === undefined) return [];
    const { namespace } = pod.object;
    const own = (bySubject.get(name) ?? []).filter(({ subjects, object }) =>
      subjects.some(
        (subject) =>
          subject.kind === 'ServiceAccount' && subject.name === name && sameNamespace(subject.namespace ?? object.namespace, namespace),
      ),
    );
    const groups = ['system:serviceaccounts', `system:serviceaccounts:${namespace ?? 'default'}`, 'system:authenticated'];
    const shared = groups.flatMap((group) => bySubject.get(group) ?? []);
    return [...own, ...shared].map((binding) => ({ binding, role: rbac.roleOf(binding) }));
  };
  const roles = new Map<Pod, readonly BoundRole[]>();
  return {
    pods,
    accountOf,
    holdsToken(pod) {
      const own = pod.get('automountServiceAccountToken');
      if (own !== undefined && !own.isNull) return own.boolean !== false;
      return accountOf(pod)?.get('automountServiceAccountToken')?.boolean !== false;
    },
    rolesOf(pod) {
      let known = roles.get(pod);
      if (known === undefined) roles.set(pod, (known = file.within(readAccounts, () => boundTo(pod))));
      return known;
    },
  };
}

/** Reports pods that hold the token of an account which is bound to a role with the right; at the pod's account. */
export function reportsPods(isPowerful: (role: KubernetesObject) => boolean, what: string): KubernetesChecks {
  return {
    where: bindingKinds,
    File(file, ctx) {
      const accounts = accountsOf(file);
      for (const pod of accounts.pods) {
        const found = accounts.holdsToken(pod)
          ? accounts.rolesOf(pod).find(({ role }) => role !== undefined && isPowerful(role))
          : undefined;
        if (found === undefined) continue;
        ctx.report({
          at: accountSpan(pod),
          message: `The pod holds the token of \`${accountName(pod) ?? ''}\`, which ${what} through \`${found.binding.object.name ?? ''}\`.`,
          related: [{ at: roleSpan(found.binding), message: 'The binding' }],
        });
      }
    },
  };
}

/** Where the pod says as whom it runs. */
export function accountSpan(pod: Pod) {
  return (pod.get('serviceAccountName') ?? pod.get('serviceAccount'))?.span ?? pod.lackOf('serviceAccountName');
}

/** Reports bindings that give a right to a service account or a node, when the role stands in the same file. */
export function warnsOfAccounts(may: Right | ((role: KubernetesObject) => boolean), lets: string): KubernetesChecks {
  return {
    where: bindingKinds,
    File(file, ctx: RuleContext) {
      const rbac = rbacOf(file);
      for (const binding of rbac.bindings) {
        const subject = binding.subjects.find(({ kind, name }) => kind === 'ServiceAccount' || name?.startsWith('system:node') === true);
        const role = subject === undefined ? undefined : rbac.roleOf(binding);
        if (subject === undefined || role === undefined) continue;
        if (typeof may === 'function' ? !may(role) : !policyRules(role).some((rule) => grantOf(rule, may) !== undefined)) continue;
        ctx.report({
          at: (subject.node.get('name') ?? subject.node).span,
          message: `\`${subject.name ?? ''}\` ${lets} through \`${binding.roleName ?? ''}\`: so does whoever breaks into a pod of it.`,
        });
      }
    },
  };
}
