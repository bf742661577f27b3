import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import { nearest } from '../../languages/dockerfile/vocabulary.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { findServicePort, inOneNamespace, servicePorts } from '../../languages/kubernetes/selectors.js';
import { backendsOf, type IngressBackend } from '../shared/kubernetesIngress.js';
import { builtInLookupsOf, objectsOf, ofKind, renameFix, reportMissing, spanOf } from '../shared/kubernetesReferences.js';
import page from './ingress-backend-missing.md';

export default defineRule({
  id: 'kubernetes/ingress-backend-missing',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kube-linter:dangling-ingress', 'kube-score:ingress-targets-service', 'kubescape:dangling-ingress-backend', 'kubescape:C-0298'],
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      const objects = objectsOf(file);
      const ingresses = ofKind(objects, 'Ingress');
      if (ingresses.length === 0) return;
      const lookups = builtInLookupsOf(file);
      for (const ingress of ingresses) {
        for (const backend of backendsOf(ingress)) {
          if (backend.name === undefined) continue;
          const reference = { from: ingress, kind: 'Service', name: backend.name, map: backend.map, key: backend.key };
          const lookup = lookups.find(reference);
          if (lookup.is !== 'found') reportMissing(ctx, lookups, reference, 'requests are answered with 503');
          else if (inOneNamespace(lookup.object, ingress) === 'yes') checkPort(ctx, backend, lookup.object);
        }
      }
    },
  },
});

function checkPort(ctx: RuleContext, backend: IngressBackend, service: KubernetesObject): void {
  const { port, portMap, portKey } = backend;
  const ports = servicePorts(service);
  if (port === undefined || portMap === undefined || ports.length === 0 || service.get('spec', 'type')?.string === 'ExternalName') return;
  if (ports.some((known) => known.number === undefined || known.node.get('name')?.isUnknown)) return;
  if (findServicePort(ports, port) !== undefined) return;
  const names = ports.flatMap((known) => known.name ?? []);
  const numbers = ports.flatMap((known) => known.number ?? []);
  const target = ports.find((known) => known.target === port);
  const near =
    target === undefined
      ? typeof port === 'string'
        ? (nearest(port, names) ?? only(names))
        : only(numbers)
      : typeof port === 'string'
        ? target.name
        : target.number;
  const shown = (typeof port === 'string' && names.length > 0 ? names : numbers).map((known) => `\`${known}\``).join(', ');
  ctx.report({
    at: spanOf({ map: portMap, key: portKey }),
    message:
      target === undefined
        ? `The Service \`${service.name ?? ''}\` has no port \`${port}\`, only ${shown}: requests are answered with 503.`
        : `\`${port}\` is the port of the pods; an Ingress asks for the Service's own, ${shown}.`,
    related: [{ at: service.anchor, message: `Service \`${service.name ?? ''}\`` }],
    fix: () => (near === undefined ? undefined : renameFix(portMap, portKey, near)),
  });
}

const only = <T>(list: readonly T[]): T | undefined => (list.length === 1 ? list[0] : undefined);
