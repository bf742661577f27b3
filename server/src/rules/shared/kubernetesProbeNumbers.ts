import type { KubernetesChecks } from '../../languages/kubernetes/checks.js';
import { mergeFix } from './kubernetesFixes.js';
import { probeDefaults, probesOf, type ProbeNumber, probeKinds } from './kubernetesProbes.js';

/** Probes that leave `field` to its default. 0 stands for the default too, where it is not a value of its own. */
export function unsetNumber(field: ProbeNumber, meaning: string): KubernetesChecks {
  return {
    where: probeKinds,
    Container(container, ctx) {
      for (const { kind, map } of probesOf(container)) {
        const node = map.get(field);
        if (node !== undefined && !node.isNull && (field === 'initialDelaySeconds' || node.number !== 0)) continue;
        const value = probeDefaults[field];
        ctx.report({
          at: node?.span ?? container.lackOf(kind),
          message: `The ${kind} does not say \`${field}\`: ${meaning}.`,
          fix: () => mergeFix(`Write the default: \`${field}: ${value}\``, map, { [field]: value }),
        });
      }
    },
  };
}
