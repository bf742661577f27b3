import type { Fix } from '../../engine/rule/define.js';
import type { Span } from '../../engine/text/span.js';
import type { KubernetesChecks } from '../../languages/kubernetes/checks.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import type { YamlMap } from '../../languages/yaml/nodes.js';
import type { Patch } from '../../languages/yaml/edit.js';
import { mergeFix } from './kubernetesFixes.js';

// PodSecurityPolicy went away with Kubernetes 1.25; clusters before that still have them.

interface Allowance {
  readonly at: Span;
  readonly message: string;
}

/**
 * Reports policies that allow something, unless another policy in the same file forbids it: then there is one for most
 * workloads and this one is for those that need more. `cure` is merged into the policy.
 */
export function reportsPolicies(
  allows: (policy: KubernetesObject) => Allowance | undefined,
  cure?: { readonly title: string; readonly patch: Patch },
): KubernetesChecks {
  return {
    where: ['PodSecurityPolicy'],
    File(file, ctx) {
      const policies = file.objects.filter(
        (object) => object.kind === 'PodSecurityPolicy' && object.isBuiltIn && !object.document.isTemplated,
      );
      const found = policies.map(allows);
      if (found.includes(undefined)) return;
      policies.forEach((policy, i) => {
        const allowance = found[i] as Allowance;
        ctx.report({
          at: allowance.at,
          message: allowance.message,
          fix: (): Fix | undefined => (cure === undefined ? undefined : mergeFix(cure.title, policy.root as YamlMap, cure.patch)),
        });
      });
    },
  };
}

/** For a switch that allows something when it is `true`, and by itself where `isOn` says so. */
export function reportsSwitch(key: string, lets: string, isOn = false): KubernetesChecks {
  return reportsPolicies(
    (policy) => {
      const node = policy.get('spec', key);
      if (node === undefined ? !isOn : node.boolean !== true) return undefined;
      return {
        at: node?.span ?? policy.lackOf('spec', key),
        message: `${node === undefined ? `Without \`${key}: false\` the` : 'The'} policy ${lets}`,
      };
    },
    { title: `Set \`${key}: false\``, patch: { spec: { [key]: false } } },
  );
}
