import type { PathStep } from '../../yaml/nodes.js';
import { appearanceText } from '../appearance.js';
import { innermost, typeText, valuesOf } from '../describe.js';
import { lifeOfField } from './lifeOfField.js';
import { fieldAt, type KubernetesSchema, type SchemaField } from '../schema.js';

/**
 * What the API says of the field at `path`, as Markdown: path and type, values, description, reference page. Undefined where
 * the kind or the field is not known. `shipped` is the product's schema, or one with the workspace's custom kinds in it.
 */
export function fieldHover(shipped: KubernetesSchema, apiVersion: string, kind: string, path: readonly PathStep[]): string | undefined {
  if (path.length === 0) return undefined;
  const field = fieldAt(shipped, apiVersion, kind, path);
  if (field === undefined) return undefined;
  const text = field.text() ?? ownText(field);
  const otherwise = defaultIn(text);
  const facts = [
    `\`${pathText(path)}\``,
    typeText(field.type),
    ...(field.required ? ['required'] : []),
    ...(otherwise === undefined ? [] : [`default \`${otherwise}\``]),
    ...(field.since === undefined ? [] : [`since Kubernetes ${appearanceText(field.since)}`]),
  ];
  const values = valuesOf(field.type);
  return [
    facts.join(' · '),
    values.length === 0 ? undefined : `Takes ${values.map((value) => `\`${value}\``).join(', ')}.`,
    lifeOfField(text),
    prose(text),
    referenceLink(apiVersion, kind, field, path),
  ]
    .filter((part) => part !== undefined && part !== '')
    .join('\n\n');
}

/** A default that is one word and holds always, as far as the description says one: the schema itself has none. */
function defaultIn(text: string): string | undefined {
  const found =
    /(?:^|[.\n(]\s{0,4})(?:The default(?: value)? is|(?:It )?[Dd]efaults? to|Default(?: value)? is) (?:the )?["'`]?([A-Za-z0-9./-]*[A-Za-z0-9])["'`]?(?: seconds?)?(?=[.,;)\n]|$)(?!\.\w)/.exec(
      text,
    )?.[1];
  return found === 'empty' || found === 'nil' ? undefined : found;
}

function pathText(path: readonly PathStep[]): string {
  return path.map((step, i) => (typeof step === 'number' ? '[]' : i === 0 ? step : `.${step}`)).join('');
}

/** Declarations of the API say nothing of these two. */
function ownText({ name }: SchemaField): string {
  if (name === 'apiVersion') return 'Group and version of the API that defines the kind.';
  return name === 'kind' ? 'What the object is.' : '';
}

/** Descriptions are plain text: angle brackets are no tags. The values' list is said above, unless it explains them. */
function prose(text: string): string {
  const [before = '', list = ''] = text.split(/\n*Possible enum values:\n/);
  const explains = list.split('\n').some((line) => /` \S/.test(line));
  return (explains ? text : before).replace(/</g, '\\<').trim();
}

/** Chapters of the reference, for kinds that people write: https://kubernetes.io/docs/reference/kubernetes-api/ (2026-11). */
const chapters: Readonly<Record<string, string>> = {
  ClusterRole: 'authorization-resources/cluster-role',
  ClusterRoleBinding: 'authorization-resources/cluster-role-binding',
  ConfigMap: 'config-and-storage-resources/config-map',
  CronJob: 'workload-resources/cron-job',
  DaemonSet: 'workload-resources/daemon-set',
  Deployment: 'workload-resources/deployment',
  HorizontalPodAutoscaler: 'workload-resources/horizontal-pod-autoscaler',
  Ingress: 'service-resources/ingress',
  Job: 'workload-resources/job',
  LimitRange: 'policy-resources/limit-range',
  Namespace: 'cluster-resources/namespace',
  NetworkPolicy: 'policy-resources/network-policy',
  PersistentVolume: 'config-and-storage-resources/persistent-volume',
  PersistentVolumeClaim: 'config-and-storage-resources/persistent-volume-claim',
  Pod: 'workload-resources/pod',
  PodDisruptionBudget: 'policy-resources/pod-disruption-budget',
  ReplicaSet: 'workload-resources/replica-set',
  ResourceQuota: 'policy-resources/resource-quota',
  Role: 'authorization-resources/role',
  RoleBinding: 'authorization-resources/role-binding',
  Secret: 'config-and-storage-resources/secret',
  Service: 'service-resources/service',
  ServiceAccount: 'authentication-resources/service-account',
  StatefulSet: 'workload-resources/stateful-set',
  StorageClass: 'config-and-storage-resources/storage-class',
};

/** Fields of a pod are on the page of pods, whatever kind they are written in. */
function referenceLink(apiVersion: string, kind: string, field: SchemaField, path: readonly PathStep[]): string | undefined {
  const podSpec = kind === 'Pod' ? 1 : path.lastIndexOf('template') + 2;
  const isPod =
    (kind === 'Pod' && path[0] === 'spec') || (path.includes('template') && path[podSpec - 1] === 'spec' && path.length > podSpec);
  const page = isPod ? 'Pod' : kind;
  const version = isPod ? 'v1' : apiVersion.slice(apiVersion.indexOf('/') + 1);
  const chapter = Object.hasOwn(chapters, page) ? chapters[page] : undefined;
  if (chapter === undefined || !/^v\d+$/.test(version)) return undefined;
  const inner = innermost(field.type);
  const anchor = inner.kind === 'object' && /^(?:PodSpec|Container|Volume|Probe|\w+Spec)$/.test(inner.name) ? `#${inner.name}` : '';
  return `[${page} in the API reference](https://kubernetes.io/docs/reference/kubernetes-api/${chapter}-${version}/${anchor})`;
}
