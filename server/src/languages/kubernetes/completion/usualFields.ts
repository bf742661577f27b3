// How manifests are mostly written: what stands in nearly every one (it is put in with the field that holds it), what comes next in a
// list of offers, and what nobody writes. By the names of the API's types; ours, read 2026-11 in the tasks and tutorials of
// https://kubernetes.io/docs/.

interface Usage {
  /** Written with the map itself, in this order. */
  readonly usual: string;
  /** Next in the list. */
  readonly often?: string;
}

const workloadSpec: Usage = { usual: 'replicas selector template', often: 'strategy updateStrategy revisionHistoryLimit' };

const usages: Readonly<Record<string, Usage>> = {
  ObjectMeta: { usual: 'name', often: 'namespace labels annotations' },
  Deployment: { usual: 'apiVersion kind metadata spec' },
  DeploymentSpec: workloadSpec,
  ReplicaSetSpec: workloadSpec,
  StatefulSetSpec: { usual: 'serviceName replicas selector template', often: 'volumeClaimTemplates updateStrategy' },
  DaemonSetSpec: { usual: 'selector template', often: 'updateStrategy' },
  JobSpec: { usual: 'template', often: 'backoffLimit activeDeadlineSeconds ttlSecondsAfterFinished completions parallelism' },
  CronJobSpec: { usual: 'schedule jobTemplate', often: 'concurrencyPolicy timeZone suspend startingDeadlineSeconds' },
  JobTemplateSpec: { usual: 'spec' },
  LabelSelector: { usual: 'matchLabels', often: 'matchExpressions' },
  PodTemplateSpec: { usual: 'metadata spec' },
  PodSpec: {
    usual: 'containers',
    often:
      'initContainers volumes securityContext serviceAccountName automountServiceAccountToken imagePullSecrets restartPolicy terminationGracePeriodSeconds nodeSelector tolerations affinity topologySpreadConstraints',
  },
  Container: {
    usual: 'name image',
    often:
      'imagePullPolicy command args ports env envFrom resources readinessProbe livenessProbe startupProbe securityContext volumeMounts lifecycle workingDir',
  },
  ContainerPort: { usual: 'containerPort', often: 'name protocol' },
  EnvVar: { usual: 'name value', often: 'valueFrom' },
  EnvVarSource: { usual: '', often: 'configMapKeyRef secretKeyRef fieldRef resourceFieldRef' },
  EnvFromSource: { usual: '', often: 'configMapRef secretRef' },
  ConfigMapKeySelector: { usual: 'name key' },
  SecretKeySelector: { usual: 'name key' },
  ConfigMapEnvSource: { usual: 'name' },
  SecretEnvSource: { usual: 'name' },
  LocalObjectReference: { usual: 'name' },
  ResourceRequirements: { usual: 'requests limits' },
  VolumeResourceRequirements: { usual: 'requests' },
  Probe: {
    usual: '',
    often: 'httpGet tcpSocket exec grpc initialDelaySeconds periodSeconds timeoutSeconds failureThreshold successThreshold',
  },
  HTTPGetAction: { usual: 'path port', often: 'scheme httpHeaders' },
  TCPSocketAction: { usual: 'port' },
  ExecAction: { usual: 'command' },
  SecurityContext: {
    usual: '',
    often: 'runAsNonRoot runAsUser allowPrivilegeEscalation readOnlyRootFilesystem capabilities seccompProfile runAsGroup privileged',
  },
  PodSecurityContext: { usual: '', often: 'runAsNonRoot runAsUser runAsGroup fsGroup seccompProfile' },
  SeccompProfile: { usual: 'type' },
  Capabilities: { usual: 'drop', often: 'add' },
  VolumeMount: { usual: 'name mountPath', often: 'readOnly subPath' },
  Volume: { usual: 'name', often: 'configMap secret emptyDir persistentVolumeClaim projected hostPath' },
  ConfigMapVolumeSource: { usual: 'name', often: 'items defaultMode' },
  SecretVolumeSource: { usual: 'secretName', often: 'items defaultMode' },
  PersistentVolumeClaimVolumeSource: { usual: 'claimName' },
  HostPathVolumeSource: { usual: 'path', often: 'type' },
  KeyToPath: { usual: 'key path' },
  PersistentVolumeClaim: { usual: 'apiVersion kind metadata spec' },
  PersistentVolumeClaimTemplate: { usual: 'metadata spec' },
  PersistentVolumeClaimSpec: { usual: 'accessModes resources', often: 'storageClassName volumeMode' },
  ServiceSpec: { usual: 'selector ports', often: 'type clusterIP externalName' },
  ServicePort: { usual: 'port targetPort', often: 'name protocol nodePort' },
  IngressSpec: { usual: 'rules', often: 'ingressClassName tls defaultBackend' },
  IngressRule: { usual: 'host http' },
  HTTPIngressRuleValue: { usual: 'paths' },
  HTTPIngressPath: { usual: 'path pathType backend' },
  IngressBackend: { usual: 'service' },
  IngressServiceBackend: { usual: 'name port' },
  ServiceBackendPort: { usual: '', often: 'name number' },
  IngressTLS: { usual: 'hosts secretName' },
  CrossVersionObjectReference: { usual: 'apiVersion kind name' },
  HorizontalPodAutoscalerSpec: { usual: 'scaleTargetRef minReplicas maxReplicas metrics', often: 'behavior' },
  MetricSpec: { usual: 'type resource', often: 'pods external object containerResource' },
  ResourceMetricSource: { usual: 'name target' },
  MetricTarget: { usual: 'type averageUtilization', often: 'averageValue value' },
  PodDisruptionBudgetSpec: { usual: 'maxUnavailable selector', often: 'minAvailable unhealthyPodEvictionPolicy' },
  NetworkPolicySpec: { usual: 'podSelector policyTypes', often: 'ingress egress' },
  NetworkPolicyPort: { usual: 'port', often: 'protocol' },
  PolicyRule: { usual: 'apiGroups resources verbs' },
  RoleRef: { usual: 'apiGroup kind name' },
  Subject: { usual: 'kind name', often: 'namespace apiGroup' },
  TopologySpreadConstraint: { usual: 'maxSkew topologyKey whenUnsatisfiable labelSelector' },
  Toleration: { usual: 'key operator', often: 'value effect' },
  DeploymentStrategy: { usual: 'type', often: 'rollingUpdate' },
  RollingUpdateDeployment: { usual: 'maxSurge maxUnavailable' },
};

/** Set by the cluster, or by nobody any more. */
const unwritten: Readonly<Record<string, string>> = {
  ObjectMeta: 'creationTimestamp deletionGracePeriodSeconds deletionTimestamp generation managedFields resourceVersion selfLink uid',
  PodSpec: 'serviceAccount ephemeralContainers schedulingGates',
  Volume:
    'awsElasticBlockStore azureDisk azureFile cephfs cinder fc flexVolume flocker gcePersistentDisk gitRepo glusterfs iscsi photonPersistentDisk portworxVolume quobyte rbd scaleIO storageos vsphereVolume',
};

const words = (text: string | undefined): readonly string[] => (text === undefined || text === '' ? [] : text.split(' '));
const of = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(table, key) ? table[key] : undefined);

export interface FieldUsage {
  readonly isUsual: boolean;
  readonly rank: number;
}

/** Undefined for fields that nobody writes. `owner` is the type whose field the map is. */
export function usageOf(type: string, field: string, isRequired: boolean, owner: string): FieldUsage | undefined {
  if (words(of(unwritten, type)).includes(field) || (field === 'status' && owner === '')) return undefined;
  // A template is known by its labels, not by a name.
  const usage = type === 'ObjectMeta' && owner === 'PodTemplateSpec' ? { usual: 'labels', often: 'annotations' } : of(usages, type);
  const [usual, often] = [words(usage?.usual), words(usage?.often)];
  const place = usual.indexOf(field);
  if (place !== -1) return { isUsual: true, rank: place };
  if (isRequired) return { isUsual: true, rank: 50 };
  const next = often.indexOf(field);
  return { isUsual: false, rank: next === -1 ? 200 : 100 + next };
}

/** Values of `Type.field`: the common ones where the API leaves them open, else those that come before the others. */
const openValues: Readonly<Record<string, string>> = {
  'Capabilities.drop': 'ALL',
  'Capabilities.add': 'NET_BIND_SERVICE CHOWN SETUID SETGID NET_ADMIN NET_RAW SYS_PTRACE SYS_TIME',
  'PolicyRule.verbs': 'get list watch create update patch delete deletecollection *',
  'PolicyRule.apiGroups': '"" apps batch networking.k8s.io autoscaling policy rbac.authorization.k8s.io',
  'PolicyRule.resources':
    'pods pods/log pods/exec services configmaps secrets deployments statefulsets daemonsets jobs cronjobs ingresses persistentvolumeclaims serviceaccounts events nodes namespaces leases',
  'RoleRef.apiGroup': 'rbac.authorization.k8s.io',
  'RoleRef.kind': 'Role ClusterRole',
  'Subject.kind': 'ServiceAccount User Group',
  'CrossVersionObjectReference.kind': 'Deployment StatefulSet ReplicaSet',
  'CrossVersionObjectReference.apiVersion': 'apps/v1',
  'MetricSpec.type': 'Resource ContainerResource Pods External Object',
  'MetricTarget.type': 'Utilization AverageValue Value',
  'ResourceMetricSource.name': 'cpu memory',
  'TopologySpreadConstraint.topologyKey': 'topology.kubernetes.io/zone kubernetes.io/hostname',
  'PodAffinityTerm.topologyKey': 'kubernetes.io/hostname topology.kubernetes.io/zone',
  'Secret.type':
    'Opaque kubernetes.io/tls kubernetes.io/dockerconfigjson kubernetes.io/basic-auth kubernetes.io/ssh-auth kubernetes.io/service-account-token',
  'EmptyDirVolumeSource.medium': 'Memory',
  'ObjectFieldSelector.fieldPath':
    'metadata.name metadata.namespace metadata.uid spec.nodeName spec.serviceAccountName status.podIP status.hostIP',
  'ResourceFieldSelector.resource': 'limits.cpu limits.memory requests.cpu requests.memory',
  'Container.restartPolicy': 'Always',
  'DeploymentStrategy.type': 'RollingUpdate',
  'HTTPIngressPath.pathType': 'Prefix',
  'SeccompProfile.type': 'RuntimeDefault',
  'ServiceSpec.type': 'ClusterIP NodePort LoadBalancer ExternalName',
  'ContainerPort.protocol': 'TCP UDP',
  'ServicePort.protocol': 'TCP UDP',
  'NetworkPolicyPort.protocol': 'TCP UDP',
  'Container.imagePullPolicy': 'IfNotPresent Always Never',
  'PersistentVolumeClaimSpec.accessModes': 'ReadWriteOnce',
  'Toleration.operator': 'Exists Equal',
  'CronJobSpec.concurrencyPolicy': 'Forbid',
};

export const openValuesOf = (type: string, field: string): readonly string[] =>
  words(of(openValues, `${type}.${field}`)).map((word) => (word === '""' ? '' : word));

/** Keys of maps whose keys are the author's, the common ones. */
const openKeys: Readonly<Record<string, string>> = {
  requests: 'cpu memory ephemeral-storage',
  limits: 'cpu memory ephemeral-storage',
  labels:
    'app.kubernetes.io/name app.kubernetes.io/instance app.kubernetes.io/version app.kubernetes.io/component app.kubernetes.io/part-of app.kubernetes.io/managed-by',
  nodeSelector: 'kubernetes.io/os kubernetes.io/arch kubernetes.io/hostname topology.kubernetes.io/zone',
  hard: 'pods requests.cpu requests.memory limits.cpu limits.memory persistentvolumeclaims requests.storage services secrets configmaps',
};

/** Labels of https://kubernetes.io/docs/concepts/security/pod-security-admission/. */
const namespaceLabels =
  'pod-security.kubernetes.io/enforce pod-security.kubernetes.io/warn pod-security.kubernetes.io/audit pod-security.kubernetes.io/enforce-version';

export function openKeysOf(field: string, kind: string, type: string): readonly string[] {
  if (field === 'requests' && type.startsWith('Volume')) return ['storage'];
  if (field === 'labels' && kind === 'Namespace') return words(namespaceLabels);
  return words(of(openKeys, field));
}

export const podSecurityLevels = ['restricted', 'baseline', 'privileged'] as const;
