import { defineRule } from '../../engine/rule/define.js';
import { inOneNamespace } from '../../languages/kubernetes/selectors.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { isBefore } from '../shared/kubernetesIngress.js';
import { kindIn, objectsOf, ofKind } from '../shared/kubernetesReferences.js';
import page from './ingress-nginx-snippets-allowed.md';

const key = 'allow-snippet-annotations';

export default defineRule({
  id: 'kubernetes/ingress-nginx-snippets-allowed',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['kubescape:CVE-2021-25742', 'kubescape:C-0059', 'datree:CONFIGMAP_CVE2021_25742_INCORRECT_SNIPPET_ANNOTATIONS_VALUE'],
  fix: 'review',
  page,
  check: {
    where: ['ConfigMap', 'Deployment', 'DaemonSet'],
    File(file, ctx) {
      const objects = objectsOf(file);
      const maps = kindIn(file, 'ConfigMap');
      for (const map of maps) {
        const node = map.get('data', key);
        const data = map.get('data');
        if (node === undefined || data?.kind !== 'map' || node.isUnknown || node.scalarText === 'false') continue;
        ctx.report({
          at: node.span,
          message:
            'Snippets in annotations are let through: who may write Ingresses can read every Secret that the controller can (CVE-2021-25742).',
          fix: () => mergeFix(`Set \`${key}: "false"\``, data, { [key]: 'false' }),
        });
      }
      for (const object of ofKind(objects, 'Deployment', 'DaemonSet')) {
        if (maps.some((map) => map.get('data', key) !== undefined && inOneNamespace(map, object) !== 'no')) continue;
        for (const container of object.pod?.containers ?? []) {
          const image = container.imageNode;
          // From 1.9 on they are off unless somebody switches them on.
          const tag = /(?:nginx-controller|nginx-ingress-controller|ingress-nginx\/controller):v?(\d+)\.(\d+)/.exec(image?.string ?? '');
          if (image === undefined || tag === null || !isBefore(tag.slice(1, 3).map(Number), [1, 9])) continue;
          ctx.report({
            at: image.span,
            message: `This version of ingress-nginx lets snippets in annotations through, unless a ConfigMap says \`${key}: "false"\`: who may write Ingresses can read every Secret (CVE-2021-25742).`,
          });
        }
      }
    },
  },
});
