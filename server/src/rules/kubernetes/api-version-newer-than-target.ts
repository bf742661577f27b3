import { newestKubernetesMinor } from '../../engine/config/config.js';
import { defineRule, type Fix, type RuleContext } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import { appearanceText, isNewerThan } from '../../languages/kubernetes/appearance.js';
import { apiVersionStatus } from '../../languages/kubernetes/apiVersions.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { kubernetesSchema } from '../../languages/kubernetes/schema.js';
import { validate } from '../../languages/kubernetes/validate.js';
import page from './api-version-newer-than-target.md';

export default defineRule({
  id: 'kubernetes/api-version-newer-than-target',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.4.0',
  aliases: [],
  fix: 'review',
  page,
  check: {
    Object(object, ctx) {
      const minor = ctx.settings.kubernetesMinor;
      if (minor >= newestKubernetesMinor) return;
      const since = ctx.data(kubernetesSchema)?.since(object.apiVersion, object.kind);
      if (!isNewerThan(since, minor)) return;
      ctx.report({
        at: (object.get('apiVersion') ?? object.root).span,
        message: `\`${object.apiVersion}\` has ${object.kind} since Kubernetes ${appearanceText(since)}, so the object cannot be created in 1.${minor}.`,
        fix: () => older(object, ctx),
      });
    },
  },
});

/** Versions that the target serves and that the object fits as it is. */
function older(object: KubernetesObject, ctx: RuleContext): Fix[] {
  const schema = ctx.data(kubernetesSchema);
  const { kind } = object;
  const node = object.get('apiVersion');
  const minor = ctx.settings.kubernetesMinor;
  if (schema === undefined || node?.kind !== 'scalar') return [];
  const quote = node.style === 'single' ? "'" : node.style === 'double' ? '"' : '';
  return schema
    .versionsOf(kind)
    .filter((version) => version.split('/')[0] === object.group)
    .filter((version) => apiVersionStatus(version, kind, minor).state !== 'removed' && !isNewerThan(schema.since(version, kind), minor))
    .filter((version) => {
      const type = schema.objectType(version, kind);
      return type !== undefined && validate(object.root, type).length === 0;
    })
    .map((version) => ({ title: `Change to \`${version}\``, edits: [replace(node.span, quote + version + quote)] }));
}
