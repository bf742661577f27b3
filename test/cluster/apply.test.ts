import assert from 'node:assert/strict';
import { test } from 'node:test';
import { causesIn } from '../../server/src/cluster/diagnose/fields.js';
import { deployment, diagnosed, event, fixed, manifest, manifestPath, only, placeText, replicaSet, situation, titles } from './support.js';

const said = (text: string, stderr: string) => situation(text, { refusals: [{ path: manifestPath, stderr }] });
const invalid = (causes: string): string =>
  `Error from server (Invalid): error when creating "${manifestPath}": Deployment.apps "api" is invalid: ${causes}\n`;

test('field paths, several in one line, in bullets and with keys that hold dots', () => {
  const fields = (text: string): string[][] => causesIn(text).map(({ field, message }) => [field, message]);
  assert.deepEqual(
    fields('spec.template.spec.containers[0].ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive'),
    [['spec.template.spec.containers[0].ports[0].containerPort', 'Invalid value: 70000: must be between 1 and 65535, inclusive']],
  );
  assert.deepEqual(
    fields('[spec.replicas: Invalid value: -1: must be greater than or equal to 0, spec.template.spec.containers[0].name: Required value]'),
    [
      ['spec.replicas', 'Invalid value: -1: must be greater than or equal to 0'],
      ['spec.template.spec.containers[0].name', 'Required value'],
    ],
  );
  assert.deepEqual(
    fields('\n* spec.selector: Required value\n* metadata.labels: Invalid value: "a b": a valid label must be, well, short\n'),
    [
      ['spec.selector', 'Required value'],
      ['metadata.labels', 'Invalid value: "a b": a valid label must be, well, short'],
    ],
  );
});

test('each cause of a refusal stands at its node', () => {
  const text = manifest('ports:\n  - containerPort: 70000 # too many\nimagePullPolicy: Sometimes');
  const given = said(
    text,
    invalid(
      '[spec.template.spec.containers[0].ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive, spec.template.spec.containers[0].imagePullPolicy: Unsupported value: "Sometimes": supported values: "Always", "IfNotPresent", "Never", spec.template.spec.containers[0].readinessProbe.httpGet.port: Required value]',
    ),
  );
  const found = diagnosed(given);
  assert.deepEqual(
    found.map((each) => [each.code, placeText(each), each.workload]),
    [
      ['invalid-field', '70000', 'Deployment api'],
      ['invalid-field', 'Sometimes', 'Deployment api'],
      ['invalid-field', 'name', 'Deployment api'],
    ],
  );
  assert.match(found[0]?.cause ?? '', /containerPort` is refused: 70000: must be between/);
  const [, policy] = found;
  assert.ok(policy);
  assert.match(fixed(given, policy, 'Change to `Always`'), /imagePullPolicy: Always/);
});

test('what cannot be changed in the cluster', () => {
  const found = only(
    said(
      manifest(),
      'The Deployment "api" is invalid: spec.selector: Invalid value: v1.LabelSelector{MatchLabels:map[string]string{"app":"api"}, MatchExpressions:[]v1.LabelSelectorRequirement(nil)}: field is immutable\n',
    ),
  );
  assert.equal(found.code, 'immutable-field');
  assert.equal(placeText(found), 'selector');
  assert.equal(found.cause, '`spec.selector` is refused: field is immutable.');
});

test('a selector that does not fit its template', () => {
  const text = manifest().replace('labels: { app: api }\n    spec', 'labels: { app: apy }\n    spec');
  const given = said(
    text,
    invalid('spec.template.metadata.labels: Invalid value: map[string]string{"app":"apy"}: `selector` does not match template `labels`'),
  );
  const found = only(given);
  assert.equal(placeText(found), 'labels');
  assert.match(fixed(given, found, 'Give the pods the labels that the selector asks for'), /labels: \{ app: api \}\n {4}spec/);
});

test('fields that there are not, as newer and older clients say it', () => {
  const text = manifest('imagePulPolicy: Always').replace('replicas: 1', 'replica: 1');
  const found = only(
    said(
      text,
      `Error from server (BadRequest): error when creating "${manifestPath}": Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "spec.replica"\n`,
    ),
  );
  assert.equal(found.code, 'unknown-field');
  assert.equal(placeText(found), 'replica');
  const older = only(
    said(
      text,
      `error: error validating "${manifestPath}": error validating data: ValidationError(Deployment.spec.template.spec.containers[0]): unknown field "imagePulPolicy" in io.k8s.api.core.v1.Container; if you choose to ignore these errors, turn validation off with --validate=false\n`,
    ),
  );
  assert.equal(placeText(older), 'imagePulPolicy');
  assert.match(older.cause, /no field `imagePulPolicy` in `spec.template.spec.containers\[0\]`/);
});

test('a value of another type', () => {
  const given = said(
    manifest('env:\n  - name: PORT\n    value: 8080'),
    `Error from server (BadRequest): error when creating "${manifestPath}": Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal number into Go struct field EnvVar.spec.template.spec.containers.env.value of type string\n`,
  );
  const found = only(given);
  assert.equal(found.code, 'wrong-type');
  assert.equal(placeText(found), '8080');
  assert.match(fixed(given, found, 'Put it in quotes'), /value: "8080"/);
  const replicas = said(
    manifest().replace('replicas: 1', 'replicas: "2"'),
    'Error from server (BadRequest): Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32',
  );
  const second = only(replicas);
  assert.equal(placeText(second), '"2"');
  assert.match(fixed(replicas, second, 'Change to `2`'), /replicas: 2\n/);
});

test('kinds that the cluster does not know', () => {
  const widget = 'apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: w }\n';
  const found = only(
    said(
      `${manifest()}---\n${widget}`,
      `deployment.apps/api created\nresource mapping not found for name: "w" namespace: "" from "${manifestPath}": no matches for kind "Widget" in version "example.com/v1"\nensure CRDs are installed first\n`,
    ),
  );
  assert.equal(found.code, 'unknown-kind');
  assert.equal(placeText(found), 'Widget');
  assert.equal(found.isHopeless, false);
  const old = said(
    manifest().replace('apps/v1', 'apps/v1beta2'),
    `resource mapping not found for name: "api" namespace: "" from "${manifestPath}": no matches for kind "Deployment" in version "apps/v1beta2"\n`,
  );
  const second = only(old);
  assert.equal(placeText(second), 'apps/v1beta2');
  assert.match(fixed(old, second, 'Change to `apps/v1`'), /^apiVersion: apps\/v1\n/);
});

test('namespaces', () => {
  const text = manifest().replace('name: api #', 'namespace: shop\n  name: api #');
  const given = said(
    `# the shop\n${text}`,
    `Error from server (NotFound): error when creating "${manifestPath}": namespaces "shop" not found\n`,
  );
  const found = only(given);
  assert.equal(found.code, 'namespace-missing');
  assert.equal(placeText(found), 'shop');
  assert.match(
    fixed(given, found, 'Put Namespace `shop` in front'),
    /^apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n---\n# the shop\n/,
  );
  const clash = said(
    text,
    'the namespace from the provided object "shop" does not match the namespace "dev". You must pass \'--namespace=shop\' to perform this operation.\n',
  );
  const second = only(clash);
  assert.equal(second.code, 'namespace-differs');
  assert.match(fixed(clash, second, 'Change to `dev`'), /namespace: dev\n/);
});

test('the cluster, the rights, the YAML, a conflict', () => {
  const down = only(
    said(
      manifest(),
      `error: error validating "${manifestPath}": error validating data: failed to download openapi: Get "https://0.0.0.0:6443/openapi/v2": dial tcp 0.0.0.0:6443: connect: connection refused; if you choose to ignore these errors, turn validation off with --validate=false\n`,
    ),
  );
  assert.equal(down.code, 'cluster-unreachable');
  assert.equal(down.place, undefined);
  assert.deepEqual(titles(down), ['Start the cluster']);
  const rights = only(
    said(
      manifest(),
      'Error from server (Forbidden): deployments.apps is forbidden: User "dev" cannot create resource "deployments" in API group "apps" in the namespace "default"\n',
    ),
  );
  assert.equal(rights.code, 'not-allowed');
  const yaml = only(
    said(
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: [a\nspec: {}\n',
      `error: error parsing ${manifestPath}: error converting YAML to JSON: yaml: line 4: did not find expected ',' or ']'\n`,
    ),
  );
  assert.equal(yaml.code, 'yaml-broken');
  assert.ok(yaml.place !== undefined);
  const conflict = only(
    said(
      manifest(),
      'error: Apply failed with 1 conflict: conflict with "kube-controller-manager" using apps/v1: .spec.replicas\nPlease review the fields above--they currently have other managers.\n'.split(
        '\n',
      )[0] ?? '',
    ),
  );
  assert.equal(conflict.code, 'field-conflict');
  assert.equal(placeText(conflict), '1');
});

const notCreated = (message: string) => ({
  workloads: [
    deployment({
      replicas: 0,
      conditions: [
        {
          type: 'Progressing',
          status: 'False',
          reason: 'ProgressDeadlineExceeded',
          message: 'ReplicaSet "api-6c9f7b7d9" has timed out progressing.',
        },
        { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message },
      ],
    }),
  ],
  events: [event('FailedCreate', `Error creating: ${message}`, { kind: 'ReplicaSet', name: 'api-6c9f7b7d9', container: '' })],
});

test('a pod that the level of its namespace refuses', () => {
  const message =
    'pods "api-6c9f7b7d9-" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "api" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container "api" must set securityContext.capabilities.drop=["ALL"]), runAsNonRoot != true (pod or container "api" must set securityContext.runAsNonRoot=true), seccompProfile (pod or container "api" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")';
  for (const evidence of [notCreated(message), { ...notCreated(message), workloads: [deployment({ replicas: 0 })] }]) {
    const given = situation(manifest('ports: [{ containerPort: 80 }] # web'), evidence);
    const found = only(given);
    assert.equal(found.code, 'pod-security');
    assert.equal(found.isHopeless, true);
    assert.equal(placeText(found), 'spec');
    const text = fixed(given, found, 'Add what `restricted` asks for');
    for (const line of ['runAsNonRoot: true', 'allowPrivilegeEscalation: false', 'type: RuntimeDefault', '- ALL', '# web'])
      assert.ok(text.includes(line), line);
  }
});

test('quotas and limits of the namespace', () => {
  const quota = only(
    situation(
      manifest('resources: { limits: { memory: 2Gi } }'),
      notCreated(
        'pods "api-x" is forbidden: exceeded quota: compute, requested: limits.memory=2Gi, used: limits.memory=3Gi, limited: limits.memory=4Gi',
      ),
    ),
  );
  assert.equal(quota.code, 'quota-exceeded');
  assert.equal(placeText(quota), '2Gi');
  assert.match(quota.cause, /`4Gi` of `limits.memory`, of which `3Gi` are used; one pod more asks for `2Gi`/);
  const lacks = situation(
    manifest(),
    notCreated('pods "api-x" is forbidden: failed quota: compute: must specify limits.memory for: api; requests.cpu for: api'),
  );
  const needs = only(lacks);
  assert.equal(needs.code, 'quota-needs-amounts');
  assert.match(fixed(lacks, needs, 'Add resources to `api`'), /requests:[\s\S]*limits:/);
  const over = situation(
    manifest('resources: { limits: { memory: 2Gi } }'),
    notCreated('pods "api-x" is forbidden: maximum memory usage per Container is 512Mi, but limit is 2Gi'),
  );
  const range = only(over);
  assert.equal(range.code, 'limit-range');
  assert.match(fixed(over, range, 'Set the limit to `512Mi`'), /memory: 512Mi/);
});

test('accounts and policies', () => {
  const account = situation(
    `${manifest('', 'serviceAccountName: runer\n')}---\napiVersion: v1\nkind: ServiceAccount\nmetadata: { name: runner }\n`,
    notCreated('pods "api-x" is forbidden: error looking up service account default/runer: serviceaccount "runer" not found'),
  );
  const found = only(account);
  assert.equal(found.code, 'service-account-missing');
  assert.equal(placeText(found), 'runer');
  assert.match(fixed(account, found, 'Change to `runner`'), /serviceAccountName: runner/);
  assert.equal(
    only(situation(manifest(), notCreated('admission webhook "validate.kyverno.svc-fail" denied the request: resource is blocked'))).code,
    'webhook-refused',
  );
  assert.equal(
    only(situation(manifest(), notCreated('Internal error occurred: failed calling webhook "x.y": connect: connection refused'))).code,
    'webhook-unreachable',
  );
  assert.equal(only(situation(manifest(), notCreated('something new'))).code, 'pods-not-created');
  const field = only(
    situation(
      manifest('volumeMounts: [{ name: a, mountPath: /a }]'),
      notCreated('Pod "api-x" is invalid: spec.containers[0].volumeMounts[0].name: Not found: "a"'),
    ),
  );
  assert.equal(field.code, 'invalid-field');
  assert.equal(placeText(field), 'a');
});

test('a bare Pod is refused when it is applied', () => {
  const text = 'apiVersion: v1\nkind: Pod\nmetadata: { name: one }\nspec:\n  hostNetwork: true\n  containers: [{ name: a, image: b:1 }]\n';
  const found = only(
    said(
      text,
      `Error from server (Forbidden): error when creating "${manifestPath}": pods "one" is forbidden: violates PodSecurity "baseline:latest": host namespaces (hostNetwork=true)\n`,
    ),
  );
  assert.equal(found.code, 'pod-security');
  assert.equal(placeText(found), 'true');
});

test('a rollout out of time, and nothing says why', () => {
  const found = only(
    situation(manifest(), {
      workloads: [
        deployment({
          conditions: [
            {
              type: 'Progressing',
              status: 'False',
              reason: 'ProgressDeadlineExceeded',
              message: 'ReplicaSet "api-6c9f7b7d9" has timed out progressing.',
            },
          ],
        }),
      ],
      replicaSets: [replicaSet()],
    }),
  );
  assert.equal(found.code, 'progress-deadline');
  assert.equal(placeText(found), 'api');
});

test('other wordings: a patch, several conflicts, older clients', () => {
  const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\n---\n${manifest().replace('replicas: 1', 'volumes: []')}`;
  const patched = only(
    said(
      text,
      'The request is invalid: patch: Invalid value: "map[spec:map[volumes:[]]]": strict decoding error: unknown field "spec.volumes"\n',
    ),
  );
  assert.equal(patched.code, 'unknown-field');
  assert.equal(placeText(patched), 'volumes');
  const conflicts = only(
    said(
      manifest(),
      'error: Apply failed with 2 conflicts: conflicts with "kubectl-client-side-apply" using apps/v1:\n- .spec.replicas\n- .spec.template.spec.containers[name="api"].image\n',
    ),
  );
  assert.equal(conflicts.code, 'field-conflict');
  assert.equal(placeText(conflicts), '1');
  const older = only(
    said(
      manifest().replace('apps/v1', 'extensions/v1beta1'),
      `error: unable to recognize "${manifestPath}": no matches for kind "Deployment" in version "extensions/v1beta1"\n`,
    ),
  );
  assert.equal(older.code, 'unknown-kind');
  assert.equal(placeText(older), 'extensions/v1beta1');
  const port = said(
    manifest('ports:\n  - containerPort: "8080"'),
    'Error from server (BadRequest): Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal string into Go struct field ContainerPort.spec.template.spec.containers.ports.containerPort of type int32',
  );
  const found = only(port);
  assert.equal(placeText(found), '"8080"');
  assert.match(fixed(port, found, 'Change to `8080`'), /containerPort: 8080\n/);
});
