import { defineRule, type Fix } from '../../engine/rule/define.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import type { MissingField } from '../../languages/kubernetes/validate.js';
import { isKustomizePatch } from '../../languages/kubernetes/kustomize.js';
import type { YamlMap } from '../../languages/yaml/nodes.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { mapSpan, mistakes, placeText, selectorPatch } from '../shared/kubernetesMistakes.js';
import { getsSelectors } from '../shared/kustomizeImages.js';
import page from './missing-field.md';

export default defineRule({
  id: 'kubernetes/missing-field',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kubeconform:schema', 'kube-linter:schema-validation', 'monokle:K8S001'],
  fix: 'review',
  needs: ['kustomize', 'kustomize.resource'],
  page,
  check: {
    Object(object, ctx) {
      // An Ingress path without its type has a rule that knows which one is meant.
      const found = mistakes(object, 'missing-field', ctx).filter(({ field }) => field.name !== 'pathType');
      // Files beside are looked at only when there is something to say: who looks is asked on every key.
      if (found.length === 0 || isKustomizePatch(ctx.near)) return;
      for (const mistake of found) {
        if (mistake.field.name === 'selector' && mistake.path.length === 2 && getsSelectors(ctx.workspace)) continue;
        const place = mistake.path.slice(0, -1);
        const text = placeText(place, object.kind);
        ctx.report({
          at: mapSpan(object, place),
          message: `${text[0]?.toUpperCase() ?? ''}${text.slice(1)} needs \`${mistake.field.name}\`: without it the API server refuses the object.`,
          fix: () => fixes(mistake, object),
        });
      }
    },
  },
});

function fixes({ map, field, path }: MissingField, object: KubernetesObject): Fix[] {
  const { name, type } = field;
  if (name === 'selector' && path.length === 2) {
    const patch = selectorPatch(object);
    const fix = patch === undefined ? undefined : mergeFix("Add a `selector` of the template's labels", map, patch);
    return fix === undefined ? [] : [fix];
  }
  if (name === 'name' && path.at(-3) === 'containers') {
    const image = map.get('image')?.string;
    const short = image === undefined ? undefined : /([a-z0-9-]+)(?::[^/]*)?(?:@.*)?$/.exec(image)?.[1];
    return short === undefined ? [] : added(map, 'name', short);
  }
  if (type.kind !== 'scalar' || type.values === undefined || type.values.length > 6) return [];
  return type.values.flatMap((value) => added(map, name, value));
}

function added(map: YamlMap, name: string, value: string): Fix[] {
  const fix = mergeFix(`Add \`${name}: ${value}\``, map, { [name]: value });
  return fix === undefined ? [] : [fix];
}
