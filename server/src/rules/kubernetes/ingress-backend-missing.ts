import { defineRule, type Fix, type RuleContext } from '../../engine/rule/define.js';
import { nearest } from '../../languages/dockerfile/vocabulary.js';
import type { KubernetesFile } from '../../languages/kubernetes/file.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { findServicePort, inOneNamespace, servicePorts, type ServicePort } from '../../languages/kubernetes/selectors.js';
import { merge } from '../../languages/yaml/edit.js';
import { appFacts, appOf, type App } from '../shared/kubernetesApp.js';
import { certainAround } from '../shared/kubernetesAround.js';
import { backendsOf, type IngressBackend } from '../shared/kubernetesIngress.js';
import { lookUp, reportMissing } from '../shared/kubernetesMissing.js';
import { builtInLookupsOf, kindIn, renameFix, spanOf } from '../shared/kubernetesReferences.js';
import page from './ingress-backend-missing.md';

export default defineRule({
  id: 'kubernetes/ingress-backend-missing',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kube-linter:dangling-ingress', 'kube-score:ingress-targets-service', 'kubescape:dangling-ingress-backend', 'kubescape:C-0298'],
  fix: 'review',
  needs: appFacts,
  page,
  check: {
    where: ['Ingress', 'Service'],
    File(file, ctx) {
      const ingresses = kindIn(file, 'Ingress');
      if (kindIn(file, 'Service').length > 0) reportAsked(file, ctx);
      if (ingresses.length === 0) return;
      const lookups = builtInLookupsOf(file);
      for (const ingress of ingresses) {
        for (const backend of backendsOf(ingress)) {
          // An action of the AWS controller is no Service: https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#actions.
          if (backend.name === undefined || backend.port === 'use-annotation') continue;
          const reference = { from: ingress, kind: 'Service', name: backend.name, map: backend.map, key: backend.key };
          const lookup = lookUp(file, ctx, lookups, reference);
          if (lookup.is !== 'found') reportMissing(file, ctx, lookups, reference, 'requests are answered with 503');
          else if (inOneNamespace(lookup.object, ingress) === 'yes') checkPort(file, ctx, backend, lookup.object);
        }
      }
    },
  },
});

interface Mismatch {
  readonly asked: string | number;
  /** The port of the Service whose target is asked for. */
  readonly target: ServicePort | undefined;
  readonly near: string | number | undefined;
  readonly shown: string;
}

/** What a backend asks of a Service that the Service does not have. */
function mismatch({ port, portMap }: IngressBackend, service: KubernetesObject): Mismatch | undefined {
  const ports = servicePorts(service);
  if (port === undefined || portMap === undefined || ports.length === 0 || service.get('spec', 'type')?.string === 'ExternalName')
    return undefined;
  if (ports.some((known) => known.number === undefined || known.node.get('name')?.isUnknown)) return undefined;
  if (findServicePort(ports, port) !== undefined) return undefined;
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
  return { asked: port, target, near, shown };
}

function checkPort(file: KubernetesFile, ctx: RuleContext, backend: IngressBackend, service: KubernetesObject): void {
  const { portMap, portKey } = backend;
  const found = mismatch(backend, service);
  if (found === undefined || portMap === undefined) return;
  const { asked, target, near, shown } = found;
  const app = appOf(file, ctx);
  const isElsewhere = app.isElsewhere(service);
  ctx.report({
    at: spanOf({ map: portMap, key: portKey }),
    message:
      target === undefined
        ? `${isElsewhere ? app.titled(service) : `The Service \`${service.name ?? ''}\``} has no port \`${asked}\`, only ${shown}: requests are answered with 503.`
        : `\`${asked}\` is the port of the pods; an Ingress asks for the Service's own, ${shown}.`,
    related: [app.related(ctx, service, `Service \`${service.name ?? ''}\``, ...(isElsewhere ? ['spec', 'ports'] : []))],
    fix: () => {
      const here = near === undefined ? undefined : renameFix(portMap, portKey, near);
      return [...(here === undefined ? [] : [here]), ...(isElsewhere ? portFix(app, ctx, service, asked) : [])];
    },
  });
}

/** The same mistake as the Service's file sees it, when the Ingress is in another one. */
function reportAsked(file: KubernetesFile, ctx: RuleContext): void {
  const { app, found: ingresses } = certainAround(file, ctx, 'Ingress');
  if (ingresses.length === 0 || app.isOpen) return;
  const services = builtInLookupsOf(file).catalog('Service');
  for (const ingress of ingresses) {
    for (const backend of backendsOf(ingress)) {
      const lookup = backend.name === undefined ? undefined : services.find(backend.name, ingress);
      if (lookup?.is !== 'found' || inOneNamespace(lookup.object, ingress) !== 'yes') continue;
      const service = lookup.object;
      const found = mismatch(backend, service);
      if (found === undefined) continue;
      const { asked, target, near } = found;
      const [first] = servicePorts(service);
      ctx.report({
        at: (target ?? first)?.node.get('port')?.span ?? service.lackOf('spec', 'ports'),
        message: `${app.titled(ingress)} asks for port \`${asked}\`, which is ${target === undefined ? 'none of this Service' : 'that of the pods and not the one of this Service'}: requests are answered with 503.`,
        related: [app.related(ctx, ingress, `Ingress \`${ingress.name ?? ''}\``, 'spec', 'rules')],
        fix: () => [
          ...portFix(app, ctx, service, asked),
          ...(near === undefined
            ? []
            : app.fix(ctx, ingress, `Ask for port \`${near}\``, (real) =>
                backendsOf(real)
                  .filter((each) => each.name === service.name && each.port === asked)
                  .flatMap((each) => (each.portMap === undefined ? [] : (renameFix(each.portMap, each.portKey, near)?.edits ?? []))),
              )),
        ],
      });
    }
  }
}

/** The only port of the Service becomes the one that is asked for. */
function portFix(app: App, ctx: RuleContext, service: KubernetesObject, asked: string | number): Fix[] {
  const title = typeof asked === 'string' ? `Name the port \`${asked}\`` : `Set \`port: ${asked}\``;
  return app.fix(ctx, service, title, (real) => {
    const port = only(servicePorts(real));
    if (port === undefined) return undefined;
    // Without a target the pods are asked for the port itself.
    const target = port.node.has('targetPort') || port.number === undefined ? {} : { targetPort: port.number };
    return merge(port.node, typeof asked === 'string' ? { name: asked } : { port: asked, ...target });
  });
}

const only = <T>(list: readonly T[]): T | undefined => (list.length === 1 ? list[0] : undefined);
