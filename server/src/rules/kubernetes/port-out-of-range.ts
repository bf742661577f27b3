import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { YamlNode } from '../../languages/yaml/nodes.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { backendsOf } from '../shared/kubernetesIngress.js';
import { policyRules } from '../shared/kubernetesNetworkPolicy.js';
import { isPortNumber } from '../shared/kubernetesPorts.js';
import page from './port-out-of-range.md';

export default defineRule({
  id: 'kubernetes/port-out-of-range',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    Kind: {
      Service(service, ctx) {
        for (const port of mapsIn(service.get('spec', 'ports'))) check(port.get('port'), ctx);
      },
      Ingress(ingress, ctx) {
        for (const { portMap, portKey } of backendsOf(ingress)) check(portMap?.get(portKey), ctx);
      },
      NetworkPolicy(policy, ctx) {
        for (const rule of policyRules(policy))
          for (const port of mapsIn(rule.ports)) for (const key of ['port', 'endPort']) check(port.get(key), ctx);
      },
    },
    Container(container, ctx) {
      for (const { node } of container.ports) for (const key of ['containerPort', 'hostPort']) check(node.get(key), ctx);
    },
  },
});

function check(node: YamlNode | undefined, ctx: RuleContext): void {
  if (node?.number === undefined || isPortNumber(node.number)) return;
  ctx.report({ at: node.span, message: `\`${node.written}\` is no port, which are 1 to 65535: the API server rejects it.` });
}
