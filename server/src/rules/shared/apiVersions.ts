import type { Fix, RuleContext } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import { apiVersionStatus, type ApiVersionFact } from '../../languages/kubernetes/apiVersions.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { kubernetesSchema } from '../../languages/kubernetes/schema.js';
import { validate } from '../../languages/kubernetes/validate.js';
import { merge } from '../../languages/yaml/edit.js';
import { ingressEdits } from './ingressUpgrade.js';
import { selectorPatch } from './kubernetesMistakes.js';

/** Peers have one check for both rules, or one for each release. */
export const apiVersionAliases: readonly string[] = [
  'pluto:deprecated-api',
  'kube-linter:no-extensions-v1beta',
  'kube-score:stable-version',
  'trivy-checks:KSV-0107',
  'kubeaudit:deprecatedapis',
  'datree:K8S_DEPRECATED_APIVERSION_1.16',
  'datree:K8S_DEPRECATED_APIVERSION_1.17',
  'datree:K8S_DEPRECATED_APIVERSION_1.21',
  'datree:K8S_DEPRECATED_APIVERSION_1.22',
  'datree:K8S_DEPRECATED_APIVERSION_1.23',
  'datree:K8S_DEPRECATED_APIVERSION_1.24',
  'datree:K8S_REMOVED_APIVERSION_1.22',
  'datree:K8S_REMOVED_APIVERSION_1.23',
  'datree:K8S_REMOVED_APIVERSION_1.24',
  'datree:K8S_REMOVED_APIVERSION_1.25',
  'datree:K8S_REMOVED_APIVERSION_1.26',
  'datree:K8S_REMOVED_APIVERSION_1.27',
];

/** What is known of the object's API version when it is in that state in the release that the project aims at. */
export function factOf(object: KubernetesObject, state: 'deprecated' | 'removed', ctx: RuleContext): ApiVersionFact | undefined {
  const status = apiVersionStatus(object.apiVersion, object.kind, ctx.settings.kubernetesMinor);
  return status.state === state ? status.fact : undefined;
}

/** "`apps/v1` takes its place" where something does. */
export function successor({ replacement }: ApiVersionFact): string {
  return replacement === undefined ? 'nothing takes its place' : `\`${replacement}\` takes its place`;
}

/** The new API version, where the object fits it: as it is, or with the selector that its template implies. */
export function versionFix(object: KubernetesObject, fact: ApiVersionFact, ctx: RuleContext): Fix | undefined {
  const { replacement } = fact;
  const node = object.get('apiVersion');
  if (replacement === undefined || node?.kind !== 'scalar') return undefined;
  const quote = node.style === 'single' ? "'" : node.style === 'double' ? '"' : '';
  const edits = [replace(node.span, quote + replacement + quote)];
  const title = `Change to \`${replacement}\``;
  if (fact.sameShape === true) return { title, edits };
  const type = ctx.data(kubernetesSchema)?.objectType(replacement, object.kind);
  if (type === undefined) return undefined;
  if (object.kind === 'Ingress') {
    const more = ingressEdits(object);
    return more === undefined ? undefined : { title: `${title} with its fields`, safety: 'review', edits: [...edits, ...more] };
  }
  const wrong = validate(object.root, type);
  if (wrong.length === 0) return { title, safety: 'review', edits };
  const [only] = wrong;
  const spec = object.get('spec');
  const patch = selectorPatch(object);
  if (wrong.length > 1 || only?.path.join('.') !== 'spec.selector' || patch === undefined || spec?.kind !== 'map') return undefined;
  return { title: `${title} and add the selector`, safety: 'review', edits: [...edits, ...merge(spec, patch)] };
}
