import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Offer } from '../../server/src/engine/features/completion.js';
import { kubernetesOffers, kubernetesOfferText } from '../../server/src/languages/kubernetes/completion/completion.js';
import { parseKubernetes } from '../../server/src/languages/kubernetes/file.js';
import { surroundings } from '../support/analysis.js';

const around = {
  'config.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: api}\ndata: {LOG_LEVEL: info, "8": x}\n',
  'secret.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: {name: api-token}\nstringData: {token: x}\n',
  'web.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n    spec:\n      containers:\n        - name: web\n          image: shop/web:1.2.0\n          ports: [{name: http, containerPort: 8080}]\n',
  'services.yaml':
    'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  selector: {app: web}\n  ports: [{name: http, port: 80}]\n',
  'other/other.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: foreign, namespace: other}\n',
};

interface Options {
  readonly trigger?: string;
  readonly fields?: boolean;
  readonly path?: string;
  readonly files?: Readonly<Record<string, string>>;
}

/** What is offered at `|`. */
function offers(marked: string, { trigger, fields = true, path = 'app.yaml', files = around }: Options = {}): readonly Offer[] {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const near = surroundings(new Map(Object.entries(files)), path, text);
  return kubernetesOffers(parseKubernetes(text), { offset, trigger, withFields: fields }, near)?.offers ?? [];
}
const inOrder = (list: readonly Offer[]) => [...list].sort((a, b) => a.rank - b.rank || (a.word < b.word ? -1 : 1)).map(({ word }) => word);
const words = (marked: string, options?: Options) => inOrder(offers(marked, options));
const insert = (marked: string, word: string) => offers(marked).find((offer) => offer.word === word)?.insert;

const head = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: api\n';
const pod = (inner: string) => `${head}spec:\n  template:\n    metadata:\n      labels: {app: api}\n    spec:\n${inner}`;
const container = (inner: string) => pod(`      containers:\n        - name: api\n${inner}`);

describe('what an object is', () => {
  test('kinds, the common ones first, bring their version along', () => {
    const found = offers('kind: |\n');
    assert.deepEqual(inOrder(found).slice(0, 3), ['Deployment', 'Service', 'ConfigMap']);
    assert.equal(found.find(({ word }) => word === 'CronJob')?.lineAbove, 'apiVersion: batch/v1');
    assert.ok(!found.some(({ word }) => /List$|Review$|^Status$/.test(word)));
  });
  test('of a version only its kinds, and nothing is put above', () => {
    const found = offers('apiVersion: batch/v1\nkind: |\n');
    assert.deepEqual(inOrder(found), ['Job', 'CronJob']);
    assert.ok(found.every(({ lineAbove }) => lineAbove === undefined));
  });
  test('versions of a kind, removed ones marked', () => {
    const found = offers('apiVersion: |\nkind: Deployment\n');
    assert.equal(inOrder(found)[0], 'apps/v1');
    assert.deepEqual(
      found.filter(({ isDoubtful }) => isDoubtful !== true).map(({ word }) => word),
      ['apps/v1'],
    );
  });
  test('in an empty file where manifests are, and in no other YAML', () => {
    assert.deepEqual(words('|'), ['kind', 'apiVersion']);
    assert.deepEqual(words('|', { path: 'site/mkdocs.yml', files: {} }), []);
    assert.deepEqual(words('|', { path: 'k8s/x.yaml', files: {} }), ['kind', 'apiVersion']);
    assert.deepEqual(words('name: x\n|'), []);
  });
});

describe('fields', () => {
  test('at each depth, those that are there left out', () => {
    assert.deepEqual(words(`${head}|`), ['spec']);
    assert.deepEqual(words(`${head}spec:\n  replicas: 2\n  |`).slice(0, 3), ['selector', 'template', 'strategy']);
    assert.deepEqual(words(container('          image: a\n          |')).slice(0, 4), ['imagePullPolicy', 'command', 'args', 'ports']);
    assert.ok(words(container('          |\n          image: a\n')).every((word) => word !== 'image' && word !== 'name'));
  });
  test('behind a dash, under unindented lists, of the document that the cursor is in', () => {
    assert.equal(words(pod('      containers:\n        - |'))[0], 'name');
    assert.ok(words(pod('      containers:\n      - name: x\n        |')).includes('image'));
    assert.deepEqual(words(pod('      containers:\n        |')), ['- name']);
    assert.equal(words(`${head}---\napiVersion: v1\nkind: Service\nspec:\n  |`)[0], 'selector');
  });
  test('bring what must stand below them, as far in as the document has it', () => {
    assert.equal(
      insert(`${head}|`, 'spec')?.replace(/\$\d/g, '·'),
      'spec:\n  replicas: ·\n  selector:\n    matchLabels:\n      ·\n  template:\n    metadata:\n      labels:\n        ·\n    spec:\n      containers:\n        - name: ·\n          image: ·',
    );
    assert.equal(insert(container('          p|'), 'ports'), 'ports:\n  - containerPort: $0');
    assert.equal(insert(pod('      containers:\n      - name: x\n        p|'), 'ports'), 'ports:\n- containerPort: $0');
    // Behind a dash the key stands further in than its line.
    assert.equal(insert(pod('      containers:\n        - e|'), 'env'), 'env:\n    - name: $1\n      value: $2');
    assert.equal(insert(container('          i|:'), 'image'), undefined);
  });
  test('nothing in texts, comments, actions and below values', () => {
    const config = 'apiVersion: v1\nkind: ConfigMap\ndata:\n';
    for (const text of [
      `${config}  a: >\n    x\n    |`,
      `${config}  a: b\n    |`,
      `${head}# |`,
      `${head}spec:\n  replicas: {{ .|`,
      `${head}spec:\n  {a: |`,
    ])
      assert.deepEqual(words(text), [], text);
  });
  test('in braces, as far as their line goes', () => {
    const fields = words(pod('      containers: [{name: a, |}]'));
    assert.ok(fields.includes('image') && !fields.includes('name'), fields.join(' '));
    assert.ok(words(pod('      containers:\n        - {name: a, ports: [{|}]}')).includes('containerPort'));
    assert.ok(words(pod('      containers:\n        - {name: a, |, image: b}')).every((word) => word !== 'name' && word !== 'image'));
    assert.deepEqual(words(pod('      containers: [{name: a, imagePullPolicy: |}]')), ['IfNotPresent', 'Always', 'Never']);
    assert.deepEqual(words(pod('      securityContext: {seccompProfile: {type: R|untimeDefault}}')), [
      'RuntimeDefault',
      'Localhost',
      'Unconfined',
    ]);
    assert.equal(insert(pod('      containers: [{imagePullPolicy:|}]'), 'Never'), ' Never');
    const at = (inner: string, word: string) => insert(pod(`      containers: [{name: a, ${inner}}]`), word);
    assert.equal(at('po|', 'ports'), 'ports: [$0]');
    assert.equal(at('re|', 'resources'), 'resources: {$0}');
    assert.equal(at('im|', 'image'), 'image: $0');
    assert.equal(at('im|: b', 'image'), undefined);
    const from = '          env: [{name: A, valueFrom: {secretKeyRef: {';
    assert.deepEqual(words(container(`${from}name: |`)), ['api-token']);
    assert.deepEqual(words(container(`${from}name: api-token, key: |}}}]`)), ['token']);
    assert.deepEqual(words(container(`${from}key: |, name: api-token}}}]`)), ['token']);
    assert.deepEqual(words('apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {selector: {|}}'), ['app: web']);
  });
  test('nothing where braces end, break off, or are an action', () => {
    for (const inner of [
      'containers: [{name: a}|]',
      'containers: [{name: a} |]',
      'containers: [{name: "a"|}]',
      'containers: [{name: a b |}]',
      'containers: [{name: a]|',
      'containers: {{|',
      'containers: [{name: {{ .|',
      'containers: [{}]|',
      'containers: [{name: a # |',
      'containers: [{"name" x |',
      'containers: {|',
    ])
      assert.deepEqual(words(pod(`      ${inner}`)), [], inner);
  });
  test('around the actions of a template', () => {
    assert.ok(words(`${head}spec:\n  {{- if .x }}\n  |\n  {{- end }}\n`).includes('replicas'));
  });
  test('a blank asks for values, not for keys', () => {
    assert.deepEqual(words(`${head}spec:\n  |`, { trigger: ' ' }), []);
    assert.deepEqual(words(container('          imagePullPolicy: |'), { trigger: ' ' }), ['IfNotPresent', 'Always', 'Never']);
    assert.equal(words(pod('      containers:\n        - |'), { trigger: ' ' })[0], 'name');
  });
  test('have the text of the API', () => {
    const [offer] = offers(`${head}spec:\n  |`);
    const near = surroundings(new Map(), 'app.yaml', '');
    assert.match(kubernetesOfferText(offer?.about ?? '', near) ?? '', /^`spec\.\w+` · /);
  });
  test('of kinds that the workspace defines', () => {
    const crd =
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: a.b.example.com}\nspec:\n  group: b.example.com\n  names: {kind: Widget, plural: a}\n  versions:\n    - name: v1\n      schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {size: {type: string, enum: [S, M]}}}}}}\n';
    const text = 'apiVersion: b.example.com/v1\nkind: Widget\nspec:\n  ';
    const near = surroundings(new Map([['crd.yaml', crd]]), 'app.yaml', text);
    const found = kubernetesOffers(parseKubernetes(text), { offset: text.length, withFields: true }, near);
    assert.deepEqual(
      found?.offers.map(({ insert: snippet }) => snippet),
      ['size: ${1|S,M|}'],
    );
  });
});

describe('values', () => {
  test('those that the API takes, and both of a flag', () => {
    assert.deepEqual(words(`${head}spec:\n  strategy:\n    type: |`), ['RollingUpdate', 'Recreate']);
    assert.deepEqual(words(pod('      hostNetwork: |')), ['true', 'false']);
    assert.deepEqual(
      words(`${head.replace('Deployment', 'Job').replace('apps', 'batch')}spec:\n  template:\n    spec:\n      restartPolicy: |`),
      ['OnFailure', 'Never'],
    );
    assert.deepEqual(words(container('          securityContext:\n            capabilities:\n              drop: [|]')), ['ALL']);
  });
  test('directly behind the colon with a blank', () => {
    assert.equal(insert(container('          imagePullPolicy:|'), 'Never'), ' Never');
  });
  test('of Pod Security labels of a Namespace', () => {
    const text = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n  labels:\n    ';
    assert.equal(words(`${text}|`)[0], 'pod-security.kubernetes.io/audit'.replace('audit', 'enforce'));
    assert.deepEqual(words(`${text}pod-security.kubernetes.io/enforce: |`), ['restricted', 'baseline', 'privileged']);
  });
});

describe('names of the workspace', () => {
  test('ConfigMaps, Secrets and their keys, of this namespace alone', () => {
    assert.deepEqual(words(container('          envFrom:\n            - configMapRef:\n                name: |')), ['api', 'foreign']);
    assert.deepEqual(
      words(
        container('          envFrom:\n            - configMapRef:\n                name: |').replace(
          'name: api\n',
          'name: api\n  namespace: shop\n',
        ),
      ),
      ['api'],
    );
    const from = (kind: string) =>
      `          env:\n            - name: A\n              valueFrom:\n                ${kind}KeyRef:\n                  name: `;
    assert.deepEqual(words(container(`${from('secret')}|`)), ['api-token']);
    assert.deepEqual(words(container(`${from('secret')}api-token\n                  key: |`)), ['token']);
    // A number that is meant as a word.
    assert.equal(insert(container(`${from('configMap')}api\n                  key: |`), '8'), '"8"');
  });
  test('ports and volumes of the pod itself', () => {
    const ports = '          ports:\n            - name: http\n              containerPort: 8080\n';
    assert.deepEqual(words(container(`${ports}          readinessProbe:\n            httpGet:\n              port: |`)), ['http', '8080']);
    const volumes = '      volumes:\n        - name: tmp\n          emptyDir: {}\n';
    assert.deepEqual(words(pod(`${volumes}      containers:\n        - name: a\n          volumeMounts:\n            - name: |`)), ['tmp']);
  });
  test('labels and ports of pods for a Service, Services for an Ingress', () => {
    const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec:\n';
    assert.deepEqual(words(`${service}  selector:\n    |`), ['app: web']);
    assert.deepEqual(words(`${service}  selector:\n    app: web\n  ports:\n    - port: 80\n      targetPort: |`), ['8080', 'http']);
    assert.deepEqual(words(`${service}  selector:\n    app: none\n  ports:\n    - port: 80\n      targetPort: |`), []);
    const ingress =
      'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: a}\nspec:\n  rules:\n    - http:\n        paths:\n          - path: /\n            pathType: Prefix\n            backend:\n              service:\n                name: ';
    assert.deepEqual(words(`${ingress}|`), ['web']);
    assert.deepEqual(words(`${ingress}web\n                port:\n                  name: |`), ['http']);
    assert.deepEqual(words(`${ingress}web\n                port:\n                  number: |`), ['80']);
  });
  test('what an autoscaler is for, images that run elsewhere, the labels of the own template', () => {
    const target =
      'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: a}\nspec:\n  scaleTargetRef:\n    kind: Deployment\n    name: |';
    assert.deepEqual(words(target), ['web']);
    assert.deepEqual(words(container('          image: |')), ['shop/web:1.2.0']);
    assert.deepEqual(
      words(`${head}spec:\n  selector:\n    matchLabels:\n      |\n  template:\n    metadata:\n      labels:\n        app: api\n`),
      ['app: api'],
    );
  });
  test('stay where fields are left to another extension', () => {
    assert.deepEqual(words(`${head}spec:\n  |`, { fields: false }), []);
    assert.deepEqual(words(container('          imagePullPolicy: |'), { fields: false }), []);
    assert.deepEqual(words(container('          envFrom:\n            - secretRef:\n                name: |'), { fields: false }), [
      'api-token',
    ]);
  });
  test('what is offered behind a field that was taken is only promised where there is something', () => {
    const again = (marked: string, word: string) => offers(marked).find((offer) => offer.word === word)?.asksAgain === true;
    assert.equal(again(`${head}spec:\n  |`, 'replicas'), false);
    assert.equal(again(pod('      |'), 'imagePullSecrets'), true);
    assert.equal(again(pod('      |'), 'serviceAccountName'), false);
    assert.equal(again('apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec:\n  |', 'selector'), true);
  });
});
