import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HoverText } from '../../server/src/engine/features/hover.js';
import { parseKubernetes } from '../../server/src/languages/kubernetes/file.js';
import { kubernetesHover } from '../../server/src/languages/kubernetes/hover/hover.js';
import { qosClass } from '../../server/src/languages/kubernetes/hover/qos.js';
import { surroundings } from '../support/analysis.js';
import { atCursor, hoverChecks } from '../support/hover.js';

const near = surroundings(undefined, 'app.yaml');

const hoverAt = (text: string, offset: number): HoverText | undefined => kubernetesHover(parseKubernetes(text), offset, near);
const { suite } = hoverChecks(hoverAt);

const indented = (text: string, by: number): string => text.replace(/^(?=.)/gm, ' '.repeat(by));

/** A Deployment whose only container has the lines of `container`, and whose pod has those of `pod`. */
const deployment = (container: string, pod = '', spec = ''): string =>
  `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
${indented(spec, 2)}${spec === '' ? '' : '\n'}  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
${indented(pod, 6)}${pod === '' ? '' : '\n'}      containers:
        - name: app
${indented(container, 10)}
`;

/** A Pod of containers with the given `resources` in one line each. */
const podOf = (...containers: readonly string[]): string =>
  `apiVersion: v1
kind: Pod
metadata: { name: p }
spec:
  containers:
${containers.map((resources, i) => `    - name: c${i}\n      image: a:1\n      resources: ${resources}`).join('\n')}
`;

const even = '{ requests: { cpu: 1, memory: 1Gi }, limits: { cpu: 1000m, memory: 1024Mi } }';

suite('hover: quality of service', {
  'Burstable says what lacks': {
    text: deployment('resourc|es:\n  requests: { cpu: 100m, memory: 128Mi }\n  limits: { memory: 256Mi }', '', 'replicas: 3'),
    token: 'resources',
    has: [
      '**QoS class `Burstable`**',
      'stays within its memory request',
      '`app` has no CPU limit and `app` requests less memory than its limit',
      '**Requests in all** (1 container): 0.1 cores, 128 MiB of memory. 3 replicas: 0.3 cores, 384 MiB.',
      '**Limits in all** (1 container): no upper bound for CPU, 256 MiB of memory.',
      'concepts/workloads/pods/pod-qos/',
    ],
  },
  'Guaranteed compares amounts, not spellings': {
    text: podOf(even).replace('resources', 'resour|ces'),
    has: ['**QoS class `Guaranteed`**', 'among the last to go'],
    lacks: ['Not Guaranteed'],
  },
  BestEffort: { text: podOf('{}').replace('resources', 'resour|ces'), has: ['`BestEffort`', 'goes first', 'LimitRange'] },
  'a template leaves the class open': {
    text: podOf("{ requests: { cpu: '{{ .Values.cpu }}' } }").replace('resources', 'resour|ces'),
    has: ['not known here', 'filled in by a template'],
    lacks: ['Burstable'],
  },
  requests: {
    text: podOf(even, even).replace('requests', 'reque|sts'),
    token: 'requests',
    has: ['Reserved on the node', '(2 containers): 2 cores, 2 GiB of memory'],
  },
  limits: { text: podOf(even).replace('limits', 'lim|its'), token: 'limits', has: ['OOMKilled', '1 core, 1 GiB'] },
});

describe('the QoS class is the one of the API server', () => {
  const classes: Readonly<Record<string, readonly [string, string | undefined]>> = {
    'one of two containers has nothing': [podOf(even, '{}'), 'Burstable'],
    'both are even': [podOf(even, even), 'Guaranteed'],
    'a limit is the request, too': [podOf('{ limits: { cpu: 1, memory: 1Gi } }'), 'Guaranteed'],
    'a limit of one resource only': [podOf('{ limits: { cpu: 1 } }'), 'Burstable'],
    'zero counts as nothing': [podOf('{ requests: { cpu: 0 } }'), 'BestEffort'],
    'other resources have no say': [podOf('{ requests: { ephemeral-storage: 1Gi } }'), 'BestEffort'],
    'an init container counts': [`${podOf(even)}  initContainers:\n    - name: i\n      image: a:1\n`, 'Burstable'],
    'an ephemeral one does not': [`${podOf(even)}  ephemeralContainers:\n    - name: e\n      image: a:1\n`, 'Guaranteed'],
    'resources of the pod decide alone': [`${podOf('{}')}  resources: { limits: { cpu: 1, memory: 1Gi } }\n`, 'Guaranteed'],
    'requests of containers below the limit of the pod': [
      `${podOf('{ requests: { cpu: 500m } }')}  resources: { limits: { cpu: 1, memory: 1Gi } }\n`,
      'Burstable',
    ],
    'half-typed': [podOf('{ requests: { cpu: 10x } }'), undefined],
  };
  for (const [title, [text, expected]] of Object.entries(classes)) {
    it(title, () => {
      const [pod] = parseKubernetes(text).objects.flatMap((object) => object.pods);
      assert.ok(pod !== undefined);
      assert.equal(qosClass(pod), expected);
    });
  }
});

suite('hover: totals', {
  'init containers run one after the other, sidecars stay': {
    text: `apiVersion: v1
kind: Pod
metadata: { name: p }
spec:
  initContainers:
    - { name: a, resources: { requests: { cpu: 3 } } }
    - { name: mesh, restartPolicy: Always, resources: { requests: { cpu: 200m } } }
    - { name: b, resources: { requests: { cpu: 1 } } }
  containers:
    - { name: c, resou|rces: { requests: { cpu: 500m } } }
`,
    has: ['**Requests in all** (4 containers): 3 cores, no memory.'],
  },
});

suite('hover: probes', {
  'a liveness probe with defaults filled in': {
    text: deployment(
      'ports: [{ name: http, containerPort: 8080 }]\nlivenessPro|be:\n  httpGet: { path: /healthz, port: http }\n  initialDelaySeconds: 30\n  periodSeconds: 30',
    ),
    token: 'livenessProbe',
    has: [
      '`GET` `/healthz` over http on port 8080 (`http`); status 200 to 399 passes',
      '**First check** 30 s after the container starts, then every 30 s.',
      '**Fails 60 s to 90 s after the program stops answering** (3 failures in a row), up to 91 s when checks hang until their timeout of 1 s.',
      'takes longer than 90 s to start never gets up',
      'restarted: SIGTERM, and SIGKILL 30 s later',
      'CrashLoopBackOff',
      'by default: timeoutSeconds 1, failureThreshold 3, successThreshold 1.',
    ],
    lacks: ['pod gets no more requests'],
  },
  'a readiness probe restarts nothing': {
    text: deployment('readinessPro|be:\n  tcpSocket: { port: 5432 }\n  successThreshold: 2'),
    has: ['opens a TCP connection to port 5432', 'as soon as the container runs', 'nothing is restarted', 'after 2 checks in a row'],
    lacks: ['never gets up'],
  },
  'a startup probe is a deadline': {
    text: deployment('startupPro|be:\n  exec: { command: [cat, /tmp/up] }\n  periodSeconds: 5\n  failureThreshold: 60'),
    has: [
      'runs `cat /tmp/up` inside of the container, without a shell',
      '**Gives up 4 min 55 s after the start** (60 failures in a row)',
      'liveness and readiness are not checked',
    ],
  },
  'a startup probe holds the others back': {
    text: deployment('startupProbe: { grpc: { port: 1 } }\nlivenessPro|be:\n  grpc: { port: 9000, service: shop }'),
    has: ['asks the gRPC health service on port 9000 about the service `shop`', 'not before the startup probe has succeeded'],
    lacks: ['never gets up'],
  },
  'one failure': {
    text: deployment('readinessPro|be: { httpGet: { port: 80 }, failureThreshold: 1 }'),
    has: ['`GET` `/`', '**Fails within 10 s after', '(one failure)'],
  },
  'checks slower than the period': {
    text: deployment('readinessPro|be: { httpGet: { port: 80 }, periodSeconds: 5, timeoutSeconds: 20 }'),
    has: ['**Fails 10 s to 15 s', 'up to 65 s when checks hang'],
  },
  'no handler': { text: deployment('livenessPro|be: { periodSeconds: 5 }'), has: ['**No check is given**'] },
  'a port name that is not there': {
    text: deployment('livenessPro|be: { httpGet: { port: web } }'),
    has: ['a name that no port of this container has'],
  },
  https: {
    text: deployment('livenessPro|be: { httpGet: { port: 8443, scheme: HTTPS, path: up } }'),
    has: ['`GET` `/up` over https', 'certificate is not verified'],
  },
  'a probe in a Pod that is not restarted': {
    text: deployment('livenessPro|be: { httpGet: { port: 1 } }', 'restartPolicy: Never'),
    has: ['not started again (`restartPolicy: Never`)'],
  },
  'the grace period of the probe': {
    text: deployment('livenessPro|be: { httpGet: { port: 1 }, terminationGracePeriodSeconds: 5 }', 'terminationGracePeriodSeconds: 120'),
    has: ['SIGKILL 5 s later'],
  },
  'failureThreshold says when': {
    text: deployment('livenessProbe:\n  httpGet: { port: 1 }\n  failureThres|hold: 5'),
    token: 'failureThreshold',
    has: ['**Fails 40 s to 50 s'],
    lacks: ['SIGTERM'],
  },
  'initialDelaySeconds says when': { text: deployment('livenessProbe:\n  initialDelaySec|onds: 7'), has: ['**First check** 7 s after'] },
  'times from a template': {
    text: deployment('livenessPro|be:\n  httpGet: { port: 1 }\n  periodSeconds: {{ .Values.period }}'),
    has: ['Not all of its times are known', 'filled in by a template'],
    lacks: ['**Fails'],
  },
});

suite('hover: quantities', {
  'memory in binary units': {
    text: podOf('{ requests: { memory: 128|Mi } }'),
    token: '128Mi',
    has: ['**`128Mi`** is 128 MiB: 134,217,728 bytes, or 134.2 MB.', 'may be evicted'],
  },
  'memory in decimal units': {
    text: podOf('{ limits: { memory: 512|M } }'),
    has: ['512 MB: 512,000,000 bytes, or 488.3 MiB', 'OOMKilled', 'started again'],
  },
  'thousandths of a byte': { text: podOf('{ limits: { memory: 100|m } }'), has: ['`m` means thousandths', '`100Mi` is 100 MiB'] },
  'bytes without a unit': { text: podOf('{ limits: { memory: 51|2 } }'), token: '512', has: ['counts bytes'] },
  millicores: {
    text: podOf('{ requests: { cpu: 2|50m } }'),
    token: '250m',
    has: ['**`250m`** is 0.25 cores: 25 % of one core’s time.', 'in proportion'],
  },
  cores: { text: podOf('{ limits: { cpu: "1.|5" } }'), token: '"1.5"', has: ['1.5 cores', 'never killed for it'] },
  'a thousand cores': { text: podOf('{ limits: { cpu: 10|00 } }'), has: ['`1000m` is 1 core'] },
  'a unit that does not exist': { text: podOf('{ limits: { memory: 512|mb } }'), has: ['refuses it', '`512M` is one'] },
  'storage of a claim': {
    text: 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: a }\nspec:\n  resources:\n    requests:\n      storage: 10|Gi\n',
    has: ['10 GiB: 10,737,418,240 bytes, or 10.74 GB'],
    lacks: ['evicted'],
  },
  'the limit of an emptyDir': {
    text: deployment('image: a:1', 'volumes:\n  - name: tmp\n    emptyDir: { sizeLimit: 64|Mi }'),
    has: ['67,108,864 bytes'],
  },
  'a quota counts': {
    text: 'apiVersion: v1\nkind: ResourceQuota\nmetadata: { name: a }\nspec:\n  hard:\n    pods: "1|0"\n    requests.cpu: 4\n',
    has: ['**`10`** is 10.'],
  },
  'CPU of a quota': {
    text: 'apiVersion: v1\nkind: ResourceQuota\nmetadata: { name: a }\nspec:\n  hard:\n    requests.cpu: |4\n',
    has: ['4 cores'],
  },
  'the average of an autoscaler': {
    text: 'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: a }\nspec:\n  metrics:\n    - type: Resource\n      resource:\n        name: memory\n        target: { type: AverageValue, averageValue: 500|Mi }\n',
    has: ['500 MiB'],
  },
});

suite('hover: images', {
  'registry, name and tag': {
    text: deployment('image: registry.example.com/team/shop:1.4|.2'),
    token: 'registry.example.com/team/shop:1.4.2',
    has: [
      '**Registry** `registry.example.com`, **image** `team/shop`.',
      '**Tag** `1.4.2`',
      '**Pull policy** `IfNotPresent`, by default, because the tag is not `latest`.',
      'concepts/containers/images/',
    ],
  },
  'Docker Hub and no tag': {
    text: deployment('ima|ge: nginx'),
    token: 'image',
    has: ['`docker.io`, **image** `library/nginx`', '**No tag**', '`Always`, by default, because there is no tag'],
  },
  latest: { text: deployment('image: acme/shop:latest|'), has: ['**Tag** `latest`', '`Always`, by default, because the tag is `latest`'] },
  'a digest': {
    text: deployment(`image: acme/shop:2@sha256:${'a'.repeat(64)}|`),
    has: ['always exactly this image', '`2` is for readers only', '`IfNotPresent`, by default, because of the digest'],
  },
  'a written policy': {
    text: deployment('image: shop:1|\nimagePullPolicy: Never'),
    has: ['**Pull policy** `Never`, as written.', 'ErrImageNeverPull'],
  },
  'the policy itself': {
    text: deployment('image: shop:1\nimagePullPolicy: Alw|ays'),
    token: 'Always',
    has: ['`Always`, as written', '#image-pull-policy'],
    lacks: ['**Tag**'],
  },
  'an image that runs as root': { text: deployment('image: python:3.13-sl|im'), has: ['runs as root, as nothing here says otherwise'] },
  'a root image that the pod refuses': {
    text: deployment('image: python:3.13-sl|im', 'securityContext: { runAsNonRoot: true }'),
    has: ['CreateContainerConfigError'],
  },
  'a number of the manifest': {
    text: deployment('image: python:3.13-sl|im', 'securityContext: { runAsNonRoot: true, runAsUser: 10001 }'),
    has: ['**Tag**'],
    lacks: ['root'],
  },
  'a malformed reference': { text: deployment('image: My/Shop:1|'), has: ['InvalidImageName'] },
});

suite('hover: security contexts', {
  'what holds for a container': {
    text: deployment(
      'securityConte|xt:\n  capabilities: { drop: [ALL], add: [NET_BIND_SERVICE] }',
      'securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }',
    ),
    token: 'securityContext',
    has: [
      '**What holds for `app`**',
      '`runAsNonRoot`: `true`, from the pod',
      '`runAsUser` not set: the account is the one of the image',
      '`capabilities`: `{ drop: [ALL], add: [NET_BIND_SERVICE] }`: none is left but `NET_BIND_SERVICE`',
      '`readOnlyRootFilesystem` not set: writable',
      '`seccompProfile`: `RuntimeDefault`, from the pod',
      'tasks/configure-pod-container/security-context/',
    ],
  },
  'a pod and who differs from it': {
    text: deployment('securityContext: { runAsUser: 0 }', 'securityConte|xt: { runAsUser: 1000 }'),
    has: ['`runAsUser`: `1000`: the program runs as UID 1000', '(`app` says `0`)', 'in the containers only'],
  },
  'a field of a container wins': {
    text: deployment('securityContext:\n  runAsUs|er: 0', 'securityContext: { runAsUser: 1000 }'),
    token: 'runAsUser',
    has: ['The program runs as root. It wins over the pod’s `1000`.', 'Without it: the account is the one of the image'],
  },
  'the value of a field': {
    text: deployment('securityContext:\n  readOnlyRootFilesystem: tr|ue'),
    token: 'true',
    has: ['Only volumes can be written to', 'Without it: writable'],
  },
  'a field of a pod': {
    text: deployment('securityContext: { runAsNonRoot: false }', 'securityContext: { runAsNonR|oot: true }'),
    has: ['refuses to start', '`app` (`false`)'],
  },
  fsGroup: { text: deployment('image: a:1', 'securityContext: { fsGr|oup: 2000 }'), has: ['given to group 2000'] },
  'the type of a profile': {
    text: deployment('securityContext: { seccompProfile: { type: Unconf|ined } }'),
    token: 'Unconfined',
    has: ['every system call is open'],
  },
  'a setting that has no effect': {
    text: deployment('securityContext: { privileged: true, allowPrivilegeEsc|alation: false }'),
    has: ['are always allowed to'],
  },
  'root and not root': {
    text: deployment('securityContext: { runAsNonR|oot: true, runAsUser: 0 }'),
    has: ['never starts'],
    lacks: ['It wins'],
  },
  Windows: { text: deployment('securityConte|xt: {}', 'os: { name: windows }'), has: ['Windows pod'] },
});

const service = (selector: string): string =>
  `---\napiVersion: v1\nkind: Service\nmetadata: { name: front }\nspec:\n  selector: ${selector}\n`;
const policy = (spec: string): string =>
  `---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: lock }\nspec: ${spec}\n`;

suite('hover: selectors', {
  'a Service and its pods': {
    text: `${deployment('image: a:1')}${service('{ app: web }').replace('selector', 'select|or')}`,
    token: 'selector',
    has: ['**Pods** with `app: web`.', '**In this file**: Deployment `web`.', 'is ready', 'overview/working-with-objects/labels/'],
  },
  'a label of the selector': { text: `${deployment('image: a:1')}${service('{ app: w|eb }')}`, token: 'web', has: ['Deployment `web`'] },
  'a Service that selects nobody': {
    text: `${deployment('image: a:1')}${service('{ app: other|, tier: front }')}`,
    has: ['with `app: other` and `tier: front`', 'In this file: none.', 'requests find nobody'],
  },
  'a Service without conditions': {
    text: service('{}').replace('selector', 'sel|ector'),
    has: ['there is no condition', 'by hand'],
    lacks: ['In this file'],
  },
  'a workload and its own template': {
    text: deployment('image: a:1').replace('selector', 'sel|ector'),
    has: ['Its own template has them', 'cannot be changed'],
    lacks: ['In this file', 'same labels'],
  },
  'a workload whose template differs': {
    text: deployment('image: a:1').replace('matchLabels: { app: web }', 'matchLabe|ls: { app: shop }'),
    has: ['refuses the Deployment'],
  },
  'two workloads of the same labels': {
    text: `${deployment('image: a:1').replace('selector', 'sel|ector')}---\n${deployment('image: b:1').replace('name: web', 'name: twin')}`,
    has: ['**The same labels** are on the pods of Deployment `twin`'],
  },
  'another namespace': {
    text: `${deployment('image: a:1').replace('name: web', 'name: web\n  namespace: one')}${service('{ app: w|eb }').replace('front', 'front, namespace: two')}`,
    has: ['In this file: none.'],
  },
  expressions: {
    text: `${deployment('image: a:1')}---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: b }\nspec:\n  minAvailable: 1\n  select|or:\n    matchExpressions:\n      - { key: app, operator: In, values: [web, api] }\n      - { key: old, operator: DoesNotExist }\n`,
    has: ['`app` one of `web`, `api` and no `old`', 'Deployment `web`', 'voluntary evictions'],
  },
  'a policy for all pods': {
    text: `${deployment('image: a:1')}${policy('{ podSelect|or: {} }')}`,
    has: ['of the whole namespace', 'Deployment `web`', '`policyTypes`'],
  },
  'whom a policy lets in': {
    text: `${deployment('image: a:1')}${policy('{ ingress: [{ from: [{ podSelect|or: { matchLabels: { app: web } } }] }] }')}`,
    has: ['namespace of the policy', 'Deployment `web`'],
    lacks: ['policyTypes'],
  },
  'namespaces of a policy': {
    text: `apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n${policy('{ ingress: [{ from: [{ namespaceSelect|or: { matchLabels: { kubernetes.io/metadata.name: shop } } }] }] }')}`,
    has: ['**Namespaces** with `kubernetes.io/metadata.name: shop`', 'Namespace `shop`'],
  },
  spreading: {
    text: deployment('image: a:1', 'topologySpreadConstraints:\n  - labelSelect|or: { matchLabels: { app: web } }'),
    has: ['This pod is one of them', 'Deployment `web`'],
  },
  'the labels of a template': {
    text: `${deployment('image: a:1').replace('labels: {', 'label|s: {')}${service('{ app: web }')}${policy('{ podSelector: {} }')}`,
    token: 'labels',
    has: ['**Selected in this file** by Service `front` and NetworkPolicy `lock`.'],
  },
  'a label from a template': {
    text: `${deployment('image: a:1').replace('labels: { app: web }', 'labels: { app: "{{ .Release.Name }}" }')}${service('{ app: w|eb }')}`,
    has: ['In this file: none. Perhaps also Deployment `web`'],
  },
});

const cronJob = (spec: string): string => `apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: night }\nspec:\n${indented(spec, 2)}\n`;

suite('hover: schedules', {
  'in words and field by field': {
    text: cronJob("schedule: '0 3 * * |1-5'\ntimeZone: Europe/Berlin"),
    token: "'0 3 * * 1-5'",
    has: ['**At 03:00, on Monday to Friday, in the time zone Europe/Berlin.**', '- `3` hour', '- `1-5` day of the week', 'runs beside it'],
  },
  'runs that meet, and late ones': {
    text: cronJob("sched|ule: '*/5 * * * *'\nconcurrencyPolicy: Forbid\nstartingDeadlineSeconds: 200\nsuspend: true"),
    token: 'schedule',
    has: ['**Every 5 minutes.**', 'left out', 'within 3 min 20 s', '**Suspended**'],
  },
  'days are joined by or': { text: cronJob("schedule: '0 0 13 * |5'"), has: ['one of the two is enough'] },
  'a day that does not exist': { text: cronJob("schedule: '0 0 30 2 |*'"), has: ['never runs'] },
  'a name': { text: cronJob("schedule: '@dai|ly'"), has: ['00:00', '- `0` minute'] },
  'no schedule': { text: cronJob("schedule: '0 3 *| *'"), has: ['is no schedule', '4 fields'] },
  'the time zone': {
    text: cronJob("schedule: '0 3 * * *'\ntimeZone: Etc/|UTC"),
    token: 'Etc/UTC',
    has: ['in the time zone Etc/UTC'],
    lacks: ['beside'],
  },
});

suite('hover: fields and kinds', {
  'a key has the text of the API, then what it comes to here': {
    text: deployment('image: a:1\nresour|ces: {}'),
    has: [/^`spec\.template\.spec\.containers\[\]\.resources`[\s\S]*\*\*QoS class/],
  },
  'a key without more to say': {
    text: deployment('image: a:1\nworkingD|ir: /a'),
    token: 'workingDir',
    has: ['string', 'Pod in the API reference'],
  },
  'a value with nothing of its own': {
    text: deployment('image: a:1', 'restartPolicy: Alw|ays'),
    token: 'Always',
    has: ['`Never`', '`OnFailure`'],
  },
  'a value that has its own leaves the field out': { text: deployment('image: a:1|'), has: ['**Tag** `1`'], lacks: ['API reference'] },
  'a kind': {
    text: deployment('image: a:1').replace('kind: D', 'kind: |D'),
    token: 'Deployment',
    has: ['**Deployment** of `apps/v1`. It lives in a namespace.'],
  },
  'a kind of the cluster': { text: 'apiVersion: v1\nkind: Name|space\nmetadata: { name: a }\n', has: ['in no namespace'] },
  'an API version that is gone': {
    text: 'apiVersion: extensions/v1be|ta1\nkind: Ingress\nmetadata: { name: a }\n',
    has: ['deprecated since Kubernetes 1.14, not served from 1.22 on', '`networking.k8s.io/v1` takes its place'],
  },
});

describe('hover: nothing is said', () => {
  const cases: Readonly<Record<string, string>> = {
    'in comments': deployment('image: a:1 # image: a|:1'),
    'inside of scripts': deployment('args:\n  - \\|\n    image|: a'),
    'in YAML that is no object': 'image: a:|1\nresources: {}\n',
    'on the values of labels': deployment('image: a:1').replace('labels: { app: web }', 'labels: { app: w|eb }'),
    'in kinds that nobody knows': 'apiVersion: example.com/v1\nkind: Thing\nspec:\n  si|ze: 3\n',
    'on blanks': deployment('image: a:1').replace('kind: D', ' | kind: D'),
    'in an empty file': '|',
  };
  for (const [title, marked] of Object.entries(cases))
    it(title, () => {
      const { text, offset } = atCursor(marked);
      assert.equal(hoverAt(text, offset), undefined);
    });
});

suite('hover: wherever the object is', {
  'an item of a List': {
    text: 'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Pod\n    metadata: { name: a }\n    spec:\n      containers:\n        - name: c\n          image: shop:1|\n',
    has: ['**Tag** `1`'],
  },
  'the second document, with CRLF': {
    text: `a: b\r\n---\r\n${deployment('image: shop:1|').replaceAll('\n', '\r\n')}`,
    token: 'shop:1',
    has: ['**Tag** `1`'],
  },
  'a CronJob': {
    text: 'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: a }\nspec:\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          containers:\n            - name: c\n              image: shop:1|\n',
    has: ['**Tag** `1`'],
  },
  'a custom resource with a pod': {
    text: deployment('resources: { limits: { memory: 64|Mi } }')
      .replace('apps/v1', 'argoproj.io/v1alpha1')
      .replace('Deployment', 'Rollout'),
    has: ['64 MiB'],
  },
  'a container without a name': {
    text: 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - securityConte|xt: {}\n',
    has: ['What holds for container 1'],
  },
  'half-typed text': {
    text: 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: shop:1|\n      name: [\n',
    has: ['**Tag** `1`'],
  },
});

describe('hover: robust', () => {
  const text = `${deployment(
    'image: a:1 # why\nargs: [a, *x]\nresources: &x { limits: { cpu: 1 } }\nlivenessProbe: { httpGet: { port: 1 } }\nsecurityContext: { runAsUser: 0 }',
    'securityContext: { runAsUser: 1 }',
  )}${service('{ app: web }')}`;

  it('answers everywhere, with the token under the cursor', () => {
    const file = parseKubernetes(text);
    for (let offset = 0; offset <= text.length; offset++) {
      const hover = kubernetesHover(file, offset, near);
      if (hover === undefined) continue;
      assert.ok(hover.span.start <= offset && offset <= hover.span.end, `the span has ${offset}`);
      assert.ok(hover.markdown !== '' && !hover.markdown.includes('undefined'), hover.markdown);
    }
  });

  it('answers while somebody types', () => {
    for (let end = 0; end <= text.length; end += 3) {
      const file = parseKubernetes(text.slice(0, end));
      for (const offset of [end, end - 1, end - 5, end >> 1]) kubernetesHover(file, Math.max(0, offset), near);
    }
  });

  it('moves with the text', () => {
    const before = parseKubernetes(text);
    const after = parseKubernetes(`# above\n---\n${text}`, before);
    const hover = kubernetesHover(after, after.text.indexOf('a:1'), near);
    assert.equal(hover === undefined ? '' : after.text.slice(hover.span.start, hover.span.end), 'a:1');
  });
});
