import { defineRule, type Fix } from '../../engine/rule/define.js';
import { newestKubernetesMinor } from '../../engine/config/config.js';
import { appearanceText, fieldsNewerThan, isNewerThan } from '../../languages/kubernetes/appearance.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { kubernetesSchema } from '../../languages/kubernetes/schema.js';
import { removeAt } from '../../languages/yaml/inherited.js';
import type { PathStep } from '../../languages/yaml/nodes.js';
import { placeText } from '../shared/kubernetesMistakes.js';
import page from './field-newer-than-target.md';

export default defineRule({
  id: 'kubernetes/field-newer-than-target',
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
      if (minor >= newestKubernetesMinor || object.document.faults.length > 0) return;
      const { apiVersion, kind } = object;
      const schema = ctx.data(kubernetesSchema);
      const type = schema?.objectType(apiVersion, kind);
      // An API version that is not there yet is told as a whole.
      if (type === undefined || isNewerThan(schema?.since(apiVersion, kind), minor)) return;
      for (const { entry, path, since } of fieldsNewerThan(minor, object.root, type)) {
        const name = entry.key.content;
        ctx.report({
          at: entry.key.span,
          message: `\`${name}\` came to ${placeText(path.slice(0, -1), kind)} with Kubernetes ${appearanceText(since)}; 1.${minor} does not know it, so \`kubectl apply\` refuses the object or the field has no effect.`,
          fix: () => withoutField(object, path),
        });
      }
    },
  },
});

/** Maps that hold nothing else go with it: an empty handler or profile would be refused, too. */
function withoutField(object: KubernetesObject, path: readonly PathStep[]): Fix | undefined {
  const item = path.reduce<number>((last, step, i) => (typeof step === 'number' ? i : last), -1);
  const root = item === -1 ? object.root : object.get(...path.slice(0, item + 1));
  const edits = root?.kind === 'map' ? removeAt(root, path.slice(item + 1).map(String)) : undefined;
  return edits === undefined ? undefined : { title: `Remove \`${String(path.at(-1))}\``, edits };
}
