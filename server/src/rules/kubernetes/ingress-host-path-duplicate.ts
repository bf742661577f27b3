import { defineRule } from '../../engine/rule/define.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import type { YamlNode } from '../../languages/yaml/nodes.js';
import { classOf, rulesOf } from '../shared/kubernetesIngress.js';
import { kindIn } from '../shared/kubernetesReferences.js';
import page from './ingress-host-path-duplicate.md';

export default defineRule({
  id: 'kubernetes/ingress-host-path-duplicate',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kyverno:unique-ingress-host-and-path'],
  fix: 'none',
  page,
  check: {
    where: ['Ingress'],
    File(file, ctx) {
      const first = new Map<string, { readonly ingress: KubernetesObject; readonly at: YamlNode }>();
      for (const ingress of kindIn(file, 'Ingress')) {
        // Canaries of ingress-nginx share host and path with the Ingress that they are for.
        if ([...ingress.annotations].some(([key, value]) => key.endsWith('/canary') && value === 'true')) continue;
        for (const { host, paths } of rulesOf(ingress)) {
          if (host?.isUnknown) continue;
          for (const { node, path, type } of paths) {
            const at = path ?? node;
            if (node.get('path')?.isUnknown) continue;
            const id = [classOf(ingress) ?? '', host?.scalarText?.toLowerCase() ?? '', path?.string ?? '/', type ?? ''].join(' ');
            const other = first.get(id);
            if (other === undefined) first.set(id, { ingress, at });
            else
              ctx.report({
                at: path?.span ?? (node.entries[0]?.key ?? node).span,
                message: `${other.ingress === ingress ? 'Another path of this Ingress' : `The Ingress \`${other.ingress.name ?? ''}\``} takes \`${host?.scalarText ?? '*'}${path?.string ?? '/'}\` too: which one answers is left to the controller.`,
                related: [{ at: other.at.span, message: 'The first one' }],
              });
          }
        }
      }
    },
  },
});
