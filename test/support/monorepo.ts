// A repository of many applications that all call their things the same: what is right in one is wrong in every other, because
// ports, keys and variables bear the application's number.

export type Layout = 'folder' | 'namespaced' | 'kinds' | 'kustomize';
const layouts: readonly Layout[] = ['folder', 'namespaced', 'kinds', 'kustomize'];
export const layoutOf = (i: number): Layout => layouts[i % layouts.length] ?? 'folder';
export const appName = (i: number): string => `app-${String(i).padStart(2, '0')}`;
export const overlays = ['dev', 'staging', 'prod'] as const;

/** Where the manifests of an application lie, by what they hold. */
export function manifestPath(i: number, what: string): string {
  const folder = `apps/${appName(i)}/k8s`;
  if (layoutOf(i) === 'kinds') return `${folder}/${plural(what)}/api.yaml`;
  return layoutOf(i) === 'kustomize' ? `${folder}/base/${what}.yaml` : `${folder}/${what}.yaml`;
}

const plural = (what: string): string => (what.endsWith('s') ? `${what}es` : what.endsWith('y') ? `${what.slice(0, -1)}ies` : `${what}s`);

/** Dockerfiles and manifests of `count` applications, by path. */
export function monorepo(count: number): Record<string, string> {
  const files: Record<string, string> = {};
  for (let i = 0; i < count; i++) {
    files[`apps/${appName(i)}/api/Dockerfile`] = dockerfile(i);
    files[`apps/${appName(i)}/api/.dockerignore`] = '.git\n';
    const manifests = manifestsOf(i);
    for (const [what, text] of Object.entries(manifests)) files[manifestPath(i, what)] = text;
    // Overlays hold objects of the same names, and patches that are no objects.
    const base = `apps/${appName(i)}/k8s/base`;
    if (layoutOf(i) === 'kustomize')
      files[`${base}/kustomization.yaml`] = kustomization(Object.keys(manifests).map((what) => `${what}.yaml`));
    for (const name of overlays) {
      const folder = `apps/${appName(i)}/k8s/overlays/${name}`;
      files[`${folder}/settings.yaml`] = manifest('v1', 'ConfigMap', `${name}-settings`, undefined, [`data:`, `  STAGE_${i}: ${name}`]);
      files[`${folder}/replicas.yaml`] = manifest('apps/v1', 'Deployment', 'api', undefined, ['spec:', '  replicas: 5']);
      files[`${folder}/kustomization.yaml`] =
        layoutOf(i) === 'kustomize'
          ? `${kustomization(['../../base', 'settings.yaml'])}patches:\n  - path: replicas.yaml\n`
          : `${kustomization(['settings.yaml'])}patches:\n  - path: replicas.yaml\n    target:\n      kind: Deployment\n`;
    }
  }
  return files;
}

const port = (i: number): number => 8000 + i;

function dockerfile(i: number): string {
  return `FROM python:3.13-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN useradd --no-log-init --uid 10001 app
WORKDIR /app
COPY app.py .
EXPOSE ${port(i)}
USER 10001
CMD ["uvicorn", "app:app", "--host", "0.0.0.0", "--port", "${port(i)}"]
`;
}

const kustomization = (resources: readonly string[]): string =>
  `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n${resources.map((path) => `  - ${path}\n`).join('')}`;

function manifest(apiVersion: string, kind: string, name: string, namespace: string | undefined, lines: readonly string[]): string {
  const place = namespace === undefined ? '' : `  namespace: ${namespace}\n`;
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${place}${lines.join('\n')}\n`;
}

/** Ten manifests. */
function manifestsOf(i: number): Record<string, string> {
  const namespace = layoutOf(i) === 'namespaced' ? `team-${i}` : undefined;
  const object = (apiVersion: string, kind: string, ...lines: string[]): string => manifest(apiVersion, kind, 'api', namespace, lines);
  return {
    deployment: object(
      'apps/v1',
      'Deployment',
      `spec:
  selector:
    matchLabels:
      app: api
      number: n${i}
  template:
    metadata:
      labels:
        app: api
        number: n${i}
    spec:
      serviceAccountName: api
      automountServiceAccountToken: false
      securityContext:
        runAsNonRoot: true
        seccompProfile:
          type: RuntimeDefault
      containers:
        - name: api
          image: registry.example.com/shop/api:1.4.2
          ports:
            - name: http-${i}
              containerPort: ${port(i)}
          env:
            - name: MODE
              valueFrom:
                configMapKeyRef:
                  name: api
                  key: MODE_${i}
            - name: TOKEN
              valueFrom:
                secretKeyRef:
                  name: api
                  key: TOKEN_${i}
          readinessProbe:
            httpGet:
              path: /ready
              port: http-${i}
          livenessProbe:
            httpGet:
              path: /live
              port: http-${i}
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
            limits:
              memory: 256Mi
          securityContext:
            allowPrivilegeEscalation: false
            capabilities:
              drop: [ALL]
          volumeMounts:
            - name: data
              mountPath: /data
      volumes:
        - name: data
          persistentVolumeClaim:
            claimName: api`,
    ),
    service: object(
      'v1',
      'Service',
      `spec:
  selector:
    app: api
    number: n${i}
  ports:
    - name: web-${i}
      port: ${9000 + i}
      targetPort: http-${i}`,
    ),
    ingress: object(
      'networking.k8s.io/v1',
      'Ingress',
      `spec:
  ingressClassName: traefik
  tls:
    - hosts: [${appName(i)}.example.com]
      secretName: api-tls
  rules:
    - host: ${appName(i)}.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: api
                port:
                  number: ${9000 + i}`,
    ),
    autoscaler: object(
      'autoscaling/v2',
      'HorizontalPodAutoscaler',
      `spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: api
  minReplicas: 2
  maxReplicas: 4
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 70`,
    ),
    pdb: object(
      'policy/v1',
      'PodDisruptionBudget',
      `spec:\n  maxUnavailable: 1\n  selector:\n    matchLabels:\n      app: api\n      number: n${i}`,
    ),
    configmap: object('v1', 'ConfigMap', `data:\n  MODE_${i}: quick`),
    secret: object('v1', 'Secret', `stringData:\n  TOKEN_${i}: ""`),
    serviceaccount: object('v1', 'ServiceAccount', 'automountServiceAccountToken: false'),
    pvc: object('v1', 'PersistentVolumeClaim', 'spec:\n  accessModes: [ReadWriteOnce]\n  resources:\n    requests:\n      storage: 1Gi'),
    networkpolicy: object(
      'networking.k8s.io/v1',
      'NetworkPolicy',
      `spec:\n  podSelector:\n    matchLabels:\n      app: api\n      number: n${i}\n  policyTypes: [Ingress]\n  ingress:\n    - ports:\n        - port: http-${i}`,
    ),
  };
}
