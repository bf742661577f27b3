/** What became of an API version of a kind. */
export interface ApiVersionFact {
  readonly apiVersion: string;
  /** `*` for every kind of the version: then the version as a whole is gone. */
  readonly kinds: readonly string[] | '*';
  /** Minor releases of Kubernetes 1; undefined where none is told. */
  readonly deprecatedIn?: number;
  readonly removedIn?: number;
  /** Undefined where nothing replaces it. */
  readonly replacement?: string;
  /** Whether an object keeps its meaning when its `apiVersion` alone is changed. */
  readonly sameShape?: boolean;
  /** For kinds that are not part of Kubernetes: the release of their own project that dropped them. */
  readonly goneFrom?: string;
}

export type ApiVersionStatus = { readonly state: 'current' } | { readonly state: 'deprecated' | 'removed'; readonly fact: ApiVersionFact };

/** How an API version of a kind stands in Kubernetes 1.`targetMinor`. What no fact speaks of is current. */
export function apiVersionStatus(apiVersion: string, kind: string, targetMinor: number): ApiVersionStatus {
  const name = kind.endsWith('List') ? kind.slice(0, -4) : kind;
  const all = facts.filter((fact) => fact.apiVersion === apiVersion);
  const fact = all.find(({ kinds }) => kinds !== '*' && kinds.includes(name)) ?? all.find(({ kinds }) => kinds === '*');
  if (fact === undefined) return { state: 'current' };
  if (fact.goneFrom !== undefined || (fact.removedIn !== undefined && fact.removedIn <= targetMinor)) return { state: 'removed', fact };
  if (fact.deprecatedIn !== undefined && fact.deprecatedIn <= targetMinor) return { state: 'deprecated', fact };
  return { state: 'current' };
}

const workloads = { deprecatedIn: 9, removedIn: 16, replacement: 'apps/v1' };
const rbac = { kinds: '*', deprecatedIn: 17, removedIn: 22, replacement: 'rbac.authorization.k8s.io/v1' } as const;
const in22 = { removedIn: 22 };
const certManager = { kinds: '*', replacement: 'cert-manager.io/v1', goneFrom: 'cert-manager 1.6' } as const;
const acme = { kinds: '*', replacement: 'acme.cert-manager.io/v1', goneFrom: 'cert-manager 1.6' } as const;

/**
 * Removals and their replacements: https://kubernetes.io/docs/reference/using-api/deprecation-guide/ (releases 1.16 to 1.32).
 * Deprecations of versions that are still served or never were in the guide: the `APILifecycle…` functions of k8s.io/api, and the
 * list of https://github.com/FairwindsOps/pluto, `versions.yaml`, which also has Istio and cert-manager. All as of 2026-11.
 * `sameShape` is the guide's "no notable changes" and stands for no change of fields, defaults or meaning.
 */
const facts: readonly ApiVersionFact[] = [
  // 1.16
  { apiVersion: 'apps/v1beta2', kinds: '*', ...workloads, sameShape: true },
  { apiVersion: 'apps/v1beta1', kinds: '*', ...workloads },
  { apiVersion: 'extensions/v1beta1', kinds: ['Deployment', 'DaemonSet', 'ReplicaSet'], ...workloads },
  {
    apiVersion: 'extensions/v1beta1',
    kinds: ['NetworkPolicy'],
    deprecatedIn: 9,
    removedIn: 16,
    replacement: 'networking.k8s.io/v1',
    sameShape: true,
  },
  { apiVersion: 'extensions/v1beta1', kinds: ['PodSecurityPolicy'], deprecatedIn: 10, removedIn: 16 },
  { apiVersion: 'extensions/v1beta1', kinds: ['Ingress'], deprecatedIn: 14, ...in22, replacement: 'networking.k8s.io/v1' },
  { apiVersion: 'extensions/v1beta1', kinds: '*', ...in22 },
  {
    apiVersion: 'scheduling.k8s.io/v1alpha1',
    kinds: ['PriorityClass'],
    deprecatedIn: 14,
    removedIn: 17,
    replacement: 'scheduling.k8s.io/v1',
    sameShape: true,
  },
  { apiVersion: 'batch/v2alpha1', kinds: ['CronJob'], deprecatedIn: 8, removedIn: 21, replacement: 'batch/v1', sameShape: true },
  // 1.22
  {
    apiVersion: 'admissionregistration.k8s.io/v1beta1',
    kinds: ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
    deprecatedIn: 16,
    ...in22,
    replacement: 'admissionregistration.k8s.io/v1',
  },
  {
    apiVersion: 'apiextensions.k8s.io/v1beta1',
    kinds: ['CustomResourceDefinition'],
    deprecatedIn: 16,
    ...in22,
    replacement: 'apiextensions.k8s.io/v1',
  },
  {
    apiVersion: 'apiregistration.k8s.io/v1beta1',
    kinds: ['APIService'],
    deprecatedIn: 10,
    ...in22,
    replacement: 'apiregistration.k8s.io/v1',
    sameShape: true,
  },
  {
    apiVersion: 'authentication.k8s.io/v1beta1',
    kinds: ['TokenReview'],
    deprecatedIn: 6,
    ...in22,
    replacement: 'authentication.k8s.io/v1',
    sameShape: true,
  },
  { apiVersion: 'authorization.k8s.io/v1beta1', kinds: '*', deprecatedIn: 6, ...in22, replacement: 'authorization.k8s.io/v1' },
  {
    apiVersion: 'certificates.k8s.io/v1beta1',
    kinds: ['CertificateSigningRequest'],
    deprecatedIn: 19,
    ...in22,
    replacement: 'certificates.k8s.io/v1',
  },
  {
    apiVersion: 'coordination.k8s.io/v1beta1',
    kinds: ['Lease'],
    deprecatedIn: 14,
    ...in22,
    replacement: 'coordination.k8s.io/v1',
    sameShape: true,
  },
  { apiVersion: 'networking.k8s.io/v1beta1', kinds: ['Ingress'], deprecatedIn: 19, ...in22, replacement: 'networking.k8s.io/v1' },
  {
    apiVersion: 'networking.k8s.io/v1beta1',
    kinds: ['IngressClass'],
    deprecatedIn: 19,
    ...in22,
    replacement: 'networking.k8s.io/v1',
    sameShape: true,
  },
  { apiVersion: 'rbac.authorization.k8s.io/v1beta1', ...rbac, sameShape: true },
  // Subjects had `apiVersion` where they now have `apiGroup`.
  { apiVersion: 'rbac.authorization.k8s.io/v1alpha1', ...rbac },
  {
    apiVersion: 'scheduling.k8s.io/v1beta1',
    kinds: ['PriorityClass'],
    deprecatedIn: 14,
    ...in22,
    replacement: 'scheduling.k8s.io/v1',
    sameShape: true,
  },
  {
    apiVersion: 'storage.k8s.io/v1beta1',
    kinds: ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment'],
    deprecatedIn: 19,
    ...in22,
    replacement: 'storage.k8s.io/v1',
    sameShape: true,
  },
  // 1.24
  { apiVersion: 'audit.k8s.io/v1alpha1', kinds: '*', deprecatedIn: 21, removedIn: 24, replacement: 'audit.k8s.io/v1' },
  { apiVersion: 'audit.k8s.io/v1beta1', kinds: '*', deprecatedIn: 21, removedIn: 24, replacement: 'audit.k8s.io/v1' },
  // 1.25
  { apiVersion: 'batch/v1beta1', kinds: ['CronJob'], deprecatedIn: 21, removedIn: 25, replacement: 'batch/v1', sameShape: true },
  { apiVersion: 'discovery.k8s.io/v1beta1', kinds: ['EndpointSlice'], deprecatedIn: 21, removedIn: 25, replacement: 'discovery.k8s.io/v1' },
  { apiVersion: 'events.k8s.io/v1beta1', kinds: ['Event'], deprecatedIn: 19, removedIn: 25, replacement: 'events.k8s.io/v1' },
  {
    apiVersion: 'autoscaling/v2beta1',
    kinds: ['HorizontalPodAutoscaler'],
    deprecatedIn: 22,
    removedIn: 25,
    replacement: 'autoscaling/v2',
  },
  // An empty selector selects nothing in v1beta1 and everything in v1.
  { apiVersion: 'policy/v1beta1', kinds: ['PodDisruptionBudget'], deprecatedIn: 21, removedIn: 25, replacement: 'policy/v1' },
  { apiVersion: 'policy/v1beta1', kinds: ['PodSecurityPolicy'], deprecatedIn: 21, removedIn: 25 },
  {
    apiVersion: 'node.k8s.io/v1beta1',
    kinds: ['RuntimeClass'],
    deprecatedIn: 22,
    removedIn: 25,
    replacement: 'node.k8s.io/v1',
    sameShape: true,
  },
  // 1.26 and later
  {
    apiVersion: 'autoscaling/v2beta2',
    kinds: ['HorizontalPodAutoscaler'],
    deprecatedIn: 23,
    removedIn: 26,
    replacement: 'autoscaling/v2',
    sameShape: true,
  },
  {
    apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta1',
    kinds: '*',
    deprecatedIn: 23,
    removedIn: 26,
    replacement: 'flowcontrol.apiserver.k8s.io/v1',
  },
  {
    apiVersion: 'storage.k8s.io/v1beta1',
    kinds: ['CSIStorageCapacity'],
    deprecatedIn: 24,
    removedIn: 27,
    replacement: 'storage.k8s.io/v1',
    sameShape: true,
  },
  {
    apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta2',
    kinds: '*',
    deprecatedIn: 26,
    removedIn: 29,
    replacement: 'flowcontrol.apiserver.k8s.io/v1',
  },
  {
    apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta3',
    kinds: '*',
    deprecatedIn: 29,
    removedIn: 32,
    replacement: 'flowcontrol.apiserver.k8s.io/v1',
  },
  { apiVersion: 'resource.k8s.io/v1alpha2', kinds: '*', deprecatedIn: 29, removedIn: 31, replacement: 'resource.k8s.io/v1' },
  {
    apiVersion: 'resource.k8s.io/v1alpha3',
    kinds: ['DeviceClass', 'ResourceClaim', 'ResourceClaimTemplate', 'ResourceSlice'],
    deprecatedIn: 32,
    removedIn: 34,
    replacement: 'resource.k8s.io/v1',
  },
  // Still served somewhere, with a successor.
  {
    apiVersion: 'admissionregistration.k8s.io/v1alpha1',
    kinds: ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'],
    deprecatedIn: 29,
    replacement: 'admissionregistration.k8s.io/v1',
  },
  {
    apiVersion: 'admissionregistration.k8s.io/v1beta1',
    kinds: ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'],
    deprecatedIn: 31,
    replacement: 'admissionregistration.k8s.io/v1',
  },
  {
    apiVersion: 'networking.k8s.io/v1beta1',
    kinds: ['IPAddress', 'ServiceCIDR'],
    deprecatedIn: 34,
    replacement: 'networking.k8s.io/v1',
    sameShape: true,
  },
  {
    apiVersion: 'resource.k8s.io/v1beta1',
    kinds: ['DeviceClass', 'ResourceClaim', 'ResourceClaimTemplate', 'ResourceSlice'],
    deprecatedIn: 34,
    replacement: 'resource.k8s.io/v1',
  },
  {
    apiVersion: 'storage.k8s.io/v1alpha1',
    kinds: ['VolumeAttributesClass'],
    deprecatedIn: 32,
    replacement: 'storage.k8s.io/v1',
    sameShape: true,
  },
  {
    apiVersion: 'storage.k8s.io/v1beta1',
    kinds: ['VolumeAttributesClass'],
    deprecatedIn: 34,
    replacement: 'storage.k8s.io/v1',
    sameShape: true,
  },
  {
    apiVersion: 'storagemigration.k8s.io/v1alpha1',
    kinds: ['StorageVersionMigration'],
    deprecatedIn: 33,
    replacement: 'storagemigration.k8s.io/v1beta1',
  },
  // Projects of their own
  { apiVersion: 'rbac.istio.io', kinds: '*', replacement: 'security.istio.io/v1', goneFrom: 'Istio 1.6' },
  { apiVersion: 'rbac.istio.io/v1alpha1', kinds: '*', replacement: 'security.istio.io/v1', goneFrom: 'Istio 1.6' },
  { apiVersion: 'authentication.istio.io/v1alpha1', kinds: '*', replacement: 'security.istio.io/v1', goneFrom: 'Istio 1.6' },
  { apiVersion: 'certmanager.k8s.io/v1alpha1', kinds: '*', replacement: 'cert-manager.io/v1', goneFrom: 'cert-manager 0.11' },
  { apiVersion: 'cert-manager.io/v1alpha2', ...certManager },
  { apiVersion: 'cert-manager.io/v1alpha3', ...certManager },
  { apiVersion: 'cert-manager.io/v1beta1', ...certManager },
  { apiVersion: 'acme.cert-manager.io/v1alpha2', ...acme },
  { apiVersion: 'acme.cert-manager.io/v1alpha3', ...acme },
  { apiVersion: 'acme.cert-manager.io/v1beta1', ...acme },
];
