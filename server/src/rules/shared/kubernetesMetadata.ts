import type { Fix } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import type { KubernetesChecks } from '../../languages/kubernetes/checks.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import type { YamlMap, YamlScalar } from '../../languages/yaml/nodes.js';
import { mergeFix } from './kubernetesFixes.js';

// Syntax of names, labels and annotations: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ and .../labels/.

const label = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const oldLabel = /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/;
const qualified = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** Groups that the API server of Kubernetes serves; tools use the suffix `k8s.io` for files of their own as well. */
const served = new Set([
  '',
  'apps',
  'autoscaling',
  'batch',
  'extensions',
  'policy',
  ...['admissionregistration', 'apiextensions', 'apiregistration', 'certificates', 'coordination', 'discovery', 'events'].map(
    (name) => `${name}.k8s.io`,
  ),
  ...['networking', 'node', 'rbac.authorization', 'resource', 'scheduling', 'storage', 'flowcontrol.apiserver'].map(
    (name) => `${name}.k8s.io`,
  ),
]);

/** Whether it is an object that the API server stores under a name: no list, no review, no configuration file of a tool. */
export function isStored(object: KubernetesObject): boolean {
  return (
    served.has(object.group) &&
    /^v\d/.test(object.version) &&
    !/(?:List|Review|Options)$/.test(object.kind) &&
    !['Config', 'Status', 'Eviction', 'Scale'].includes(object.kind)
  );
}

export function isSubdomain(text: string): boolean {
  return text.length <= 253 && text.split('.').every((part) => label.test(part));
}

export function isLabelName(text: string): boolean {
  return text.length <= 63 && label.test(text);
}

/** What a script or a reader puts something in place of: `$NAME`, `$(NAME)`, `<name>`, `@NAME@`, `%NAME%`, `%{NAME}%`, `#{NAME}#`, `[[name]]`, `__NAME__`. */
export function isFilledInLater(text: string): boolean {
  return /\$[A-Za-z_(]|<[^<>]+>|@\w+@|%\{?\w+\}?%|#\{|\[\[|__[A-Z][A-Z0-9_]*__/.test(text);
}

interface NameFault {
  readonly why: string;
  /** Whether the characters are wrong, which a spelling can cure, and not the length. */
  readonly isSpelling: boolean;
}

/** Why the API server rejects the name; the rules are those of pkg/apis/<group>/validation in Kubernetes. */
export function nameFault({ group, kind }: KubernetesObject, name: string, minor: number): NameFault | undefined {
  if (isFilledInLater(name)) return undefined;
  if (group === 'rbac.authorization.k8s.io') {
    return /[/%]/.test(name) || name === '.' || name === '..'
      ? { why: 'a name in RBAC has no `/` and no `%`', isSpelling: false }
      : undefined;
  }
  if (kind === 'IPAddress' || kind === 'ClusterTrustBundle') return undefined;
  const longest = kind === 'CronJob' ? 52 : ['Service', 'Namespace', 'Job'].includes(kind) ? 63 : 253;
  if (name.length > longest)
    return { why: `a ${kind}'s name has ${String(longest)} characters at most, this one ${String(name.length)}`, isSpelling: false };
  if (kind === 'Service' && group === '') {
    // Since 1.36 a Service may begin with a digit, like other objects: https://www.kubernetes.dev/resources/keps/5311/.
    if ((minor >= 36 ? label : oldLabel).test(name)) return undefined;
    return {
      why: `a Service's name has lower case letters, digits and \`-\`${minor >= 36 ? '' : ', and begins with a letter'}`,
      isSpelling: true,
    };
  }
  if (kind === 'Namespace' && group === '')
    return label.test(name)
      ? undefined
      : { why: "a namespace's name has lower case letters, digits and `-`, the last two not at its ends", isSpelling: true };
  return isSubdomain(name)
    ? undefined
    : { why: 'names have lower case letters, digits, `-` and `.`, and begin and end with a letter or digit', isSpelling: true };
}

/** The nearest name that is allowed, as far as characters go. */
export function spelledName(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/(?:^|(?<=\.))[-.]+|[-.]+(?=\.|$)/g, '');
}

/** Why the key of a label or annotation is rejected. */
export function keyFault(key: string): string | undefined {
  const slash = key.indexOf('/');
  const prefix = slash === -1 ? undefined : key.slice(0, slash);
  const name = key.slice(slash + 1);
  if (prefix !== undefined && !isSubdomain(prefix))
    return prefix === '' ? 'what stands before the `/` is empty' : `\`${prefix}\` before the \`/\` is no domain name`;
  if (name.includes('/')) return 'it has more than one `/`';
  if (name === '') return 'it has no name';
  if (name.length > 63) return `a name has 63 characters at most, this one ${String(name.length)}`;
  return qualified.test(name) ? undefined : 'a name has letters, digits, `-`, `_` and `.`, and begins and ends with a letter or digit';
}

export function valueFault(value: string): string | undefined {
  if (isFilledInLater(value)) return undefined;
  if (value.length > 63) return `a value has 63 characters at most, this one ${String(value.length)}`;
  return value === '' || qualified.test(value)
    ? undefined
    : 'a value has letters, digits, `-`, `_` and `.`, and begins and ends with a letter or digit';
}

/** The nearest value that is allowed, as far as characters go. */
export function spelledValue(value: string): string {
  return value.replace(/[^-A-Za-z0-9_.]+/g, '-').replace(/^[-_.]+|[-_.]+$/g, '');
}

/** Maps of labels in an object: its own, those of its pod template, and the selectors that are compared with labels. */
export function labelMaps(object: KubernetesObject): YamlMap[] {
  const nodes = [object.get('metadata', 'labels')];
  for (const { holder, spec } of object.pods) {
    if (holder !== object.root) nodes.push(holder.get('metadata', 'labels'));
    nodes.push(spec.get('nodeSelector'));
  }
  if (object.isBuiltIn) {
    nodes.push(object.get('spec', 'selector', 'matchLabels'), object.get('spec', 'jobTemplate', 'metadata', 'labels'));
    if (object.kind === 'Service' || object.kind === 'ReplicationController') nodes.push(object.get('spec', 'selector'));
  }
  return nodes.filter((node) => node?.kind === 'map');
}

export function annotationMaps(object: KubernetesObject): YamlMap[] {
  const nodes = [object.get('metadata', 'annotations'), object.get('spec', 'jobTemplate', 'metadata', 'annotations')];
  for (const { holder } of object.pods) if (holder !== object.root) nodes.push(holder.get('metadata', 'annotations'));
  return nodes.filter((node) => node?.kind === 'map');
}

export function respell(scalar: YamlScalar, text: string, isRight: boolean): Fix | undefined {
  return isRight && text !== scalar.content ? { title: `Change to \`${text}\``, edits: [replace(scalar.span, text)] } : undefined;
}

/** Kinds that run something, as most house rules mean it. */
export const workloadKinds: readonly string[] = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
  'CronJob',
  'Pod',
  'DeploymentConfig',
];

/** Reports workloads without one of the labels or annotations; `options` and `pattern` name options of the rule. */
export function asksFor(what: 'labels' | 'annotations', message: (key: string, object: KubernetesObject) => string): KubernetesChecks {
  return {
    Object(object, ctx) {
      const keys = ctx.option<readonly string[]>('keys');
      if (keys.length === 0 || !ctx.option<readonly string[]>('kinds').includes(object.kind)) return;
      const there = object[what];
      if (keys.some((key) => there.has(key)) || object.get('metadata', what)?.isUnknown === true) return;
      const key = keys[0] as string;
      const metadata = object.get('metadata');
      const placeholder = ctx.option<string>('value');
      ctx.report({
        at: object.lackOf('metadata', what),
        message: message(key, object),
        fix: () =>
          placeholder === '' || metadata?.kind !== 'map'
            ? undefined
            : mergeFix(`Add \`${key}: ${placeholder}\``, metadata, { [what]: { [key]: placeholder } }),
      });
    },
  };
}

/** Peers that say one thing of an object in `default`, by its own word or by saying no namespace. */
export const defaultNamespaceAliases: readonly string[] = [
  'kube-linter:use-namespace',
  'trivy-checks:KSV-0110',
  'checkov:CKV_K8S_21',
  'kubescape:C-0061',
  'kubescape:C-0212',
  'kubescape:configmap-in-default-namespace',
  'kubescape:controllerrevision-in-default-namespace',
  'kubescape:csistoragecapacity-in-default-namespace',
  'kubescape:endpoints-in-default-namespace',
  'kubescape:endpointslice-in-default-namespace',
  'kubescape:event-in-default-namespace',
  'kubescape:horizontalpodautoscaler-in-default-namespace',
  'kubescape:ingress-in-default-namespace',
  'kubescape:lease-in-default-namespace',
  'kubescape:limitrange-in-default-namespace',
  'kubescape:networkpolicy-in-default-namespace',
  'kubescape:persistentvolumeclaim-in-default-namespace',
  'kubescape:poddisruptionbudget-in-default-namespace',
  'kubescape:pods-in-default-namespace',
  'kubescape:podtemplate-in-default-namespace',
  'kubescape:replicationcontroller-in-default-namespace',
  'kubescape:resourcequota-in-default-namespace',
  'kubescape:role-in-default-namespace',
  'kubescape:rolebinding-in-default-namespace',
  'kubescape:secret-in-default-namespace',
  'kubescape:resources-secret-in-default-namespace',
  'kubescape:service-in-default-namespace',
  'kubescape:serviceaccount-in-default-namespace',
  'clusterlint:default-namespace',
];
