import type { KubernetesSchema } from './schema.js';

/** Short names of `kubectl api-resources` (Kubernetes 1.36). */
const shortNames: Readonly<Record<string, string>> = {
  cj: 'CronJob',
  cm: 'ConfigMap',
  crd: 'CustomResourceDefinition',
  crds: 'CustomResourceDefinition',
  cs: 'ComponentStatus',
  csr: 'CertificateSigningRequest',
  deploy: 'Deployment',
  ds: 'DaemonSet',
  ep: 'Endpoints',
  ev: 'Event',
  hpa: 'HorizontalPodAutoscaler',
  ing: 'Ingress',
  limits: 'LimitRange',
  netpol: 'NetworkPolicy',
  no: 'Node',
  ns: 'Namespace',
  pc: 'PriorityClass',
  pdb: 'PodDisruptionBudget',
  po: 'Pod',
  pv: 'PersistentVolume',
  pvc: 'PersistentVolumeClaim',
  quota: 'ResourceQuota',
  rc: 'ReplicationController',
  rs: 'ReplicaSet',
  sa: 'ServiceAccount',
  sc: 'StorageClass',
  sts: 'StatefulSet',
  svc: 'Service',
};

/** The kind that a person means by `Deployment`, `deployments` or `deploy`. */
export function kindNamed(schema: KubernetesSchema, name: string): string | undefined {
  const wanted = name.toLowerCase();
  if (Object.hasOwn(shortNames, wanted)) return shortNames[wanted];
  return schema.kinds.find((kind) => {
    const lower = kind.toLowerCase();
    return wanted === lower || wanted === plural(lower);
  });
}

function plural(word: string): string {
  if (word.endsWith('y')) return `${word.slice(0, -1)}ies`;
  if (word.endsWith('endpoints')) return word;
  return /(?:s|x|ch)$/.test(word) ? `${word}es` : `${word}s`;
}
