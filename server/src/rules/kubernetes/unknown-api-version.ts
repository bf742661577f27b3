import { defineRule, type Fix } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import { apiVersionStatus } from '../../languages/kubernetes/apiVersions.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { kubernetesSchema } from '../../languages/kubernetes/schema.js';
import { alternatives } from '../shared/kubernetesMistakes.js';
import page from './unknown-api-version.md';

export default defineRule({
  id: 'kubernetes/unknown-api-version',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kubeconform:schema', 'kube-linter:schema-validation', 'monokle:K8S001'],
  fix: 'review',
  page,
  check: {
    Object(object, ctx) {
      const schema = ctx.data(kubernetesSchema);
      const { apiVersion, kind, version } = object;
      // Alpha and beta versions come and go; the schema has not all of them.
      const isStable = /^v\d+$/.test(version) || !/^v\d/.test(version);
      if (schema === undefined || !isStable || schema.objectType(apiVersion, kind) !== undefined) return;
      // A group with a dot that the schema does not know may be anybody's, even below k8s.io.
      if (object.group.includes('.') && !schema.hasVersion(apiVersion)) return;
      const versions = schema
        .versionsOf(kind)
        .filter((each) => apiVersionStatus(each, kind, ctx.settings.kubernetesMinor).state === 'current');
      if (versions.length === 0) return;
      ctx.report({
        at: (object.get('apiVersion') ?? object.root).span,
        message: `There is no ${kind} in \`${apiVersion}\`, so the object cannot be created; ${alternatives(versions)} has it.`,
        fix: () => versions.map((each) => changeTo(object, each)),
      });
    },
  },
});

function changeTo(object: KubernetesObject, apiVersion: string): Fix {
  return { title: `Change to \`${apiVersion}\``, edits: [replace((object.get('apiVersion') ?? object.root).span, apiVersion)] };
}
