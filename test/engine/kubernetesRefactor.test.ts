import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Fix } from '../../server/src/engine/rule/define.js';
import { applyEdits, areDisjoint } from '../../server/src/engine/text/span.js';
import { parseKubernetes } from '../../server/src/languages/kubernetes/file.js';
import { kubernetesRefactorings } from '../../server/src/languages/kubernetes/refactor/refactor.js';
import { mistakesIn } from '../../server/src/languages/kubernetes/validate.js';
import { surroundings } from '../support/analysis.js';

const near = surroundings(undefined, 'app.yaml');

/** What is offered at the first `word` of the text. */
function offered(text: string, word: string): readonly Fix[] {
  const start = text.indexOf(word);
  assert.notEqual(start, -1, `${word} is in the text`);
  return kubernetesRefactorings(parseKubernetes(text), { start, end: start }, near);
}

const titles = (text: string, word: string): readonly string[] => offered(text, word).map(({ title }) => title);

/** The text after the refactoring; checks that the result is valid and that there is nothing more to do. */
function after(text: string, word: string, title: string): string {
  const fix = offered(text, word).find((each) => each.title === title);
  assert.ok(fix !== undefined, `${title} is offered among ${titles(text, word).join(', ')}`);
  assert.ok(areDisjoint(fix.edits));
  assert.equal(fix.safety, 'review');
  const result = applyEdits(text, fix.edits);
  const mistakes = near.data(mistakesIn);
  assert.ok(mistakes !== undefined);
  const file = parseKubernetes(result);
  assert.deepEqual(
    file.documents.flatMap(({ faults }) => faults.map(({ message }) => message)),
    [],
  );
  assert.deepEqual(
    file.objects.flatMap((object) => mistakes(object)).map(({ what, path }) => `${what} ${path.join('.')}`),
    [],
  );
  assert.ok(!titles(result, word).includes(title), 'the second time nothing is offered');
  for (const comment of text.match(/#.*/g) ?? []) assert.ok(result.includes(comment), `${comment} is kept`);
  if (text.includes('\r\n')) assert.doesNotMatch(result, /[^\r]\n/);
  return result;
}

const lines = (...all: readonly string[]): string => `${all.join('\n')}\n`;

const head = [
  'apiVersion: apps/v1',
  'kind: Deployment',
  'metadata:',
  '  name: web',
  '  namespace: shop',
  '  labels:',
  '    app: web',
  'spec:',
];
const middle = [
  '  selector:',
  '    matchLabels:',
  '      app: web',
  '  template:',
  '    metadata:',
  '      labels:',
  '        app: web',
  '    spec:',
];
const app = ['      containers:', '        - name: app # the program', '          image: shop:1'];
const web = lines(...head, '  replicas: 3', ...middle, ...app);

describe('refactoring: where it is offered', () => {
  it('changes of a container at its name and image, of an object at its kind and name', () => {
    assert.deepEqual(titles(web, 'app # the'), ['Add resources to `app`']);
    assert.deepEqual(titles(web, 'shop:1'), ['Add resources to `app`']);
    assert.deepEqual(titles(web, 'Deployment'), ['Create PodDisruptionBudget', 'Create HorizontalPodAutoscaler']);
    assert.deepEqual(titles(web, 'name: web'), ['Create PodDisruptionBudget', 'Create HorizontalPodAutoscaler']);
    assert.deepEqual(titles(web, 'replicas'), []);
    assert.deepEqual(titles(web, 'selector'), []);
  });

  it('nowhere in templates, in other YAML and in half-typed text', () => {
    assert.deepEqual(titles(web.replace('shop:1', '{{ .Values.image }}'), 'kind'), []);
    assert.deepEqual(titles('kind: Deployment\nname: web\n', 'kind'), []);
    assert.deepEqual(titles('apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name:\nspec:\n', 'kind'), []);
    for (let end = 0; end < web.length; end += 7) {
      const file = parseKubernetes(web.slice(0, end));
      for (const start of [20, end]) kubernetesRefactorings(file, { start, end: start }, near);
    }
  });
});

describe('refactoring: add probes', () => {
  const withPorts = (ports: string): string => lines(...head, ...middle, ...app, `          ports: ${ports}`);
  const add = 'Add probes to `app`';

  it('asks the port by its name', () => {
    const text = lines(
      ...head,
      ...middle,
      ...app,
      '          ports:',
      '            - name: http',
      '              containerPort: 8080 # not 80',
      '          env: []',
    );
    assert.equal(
      after(text, 'shop:1', add),
      text +
        lines(
          '          readinessProbe:',
          '            httpGet:',
          '              path: /readyz',
          '              port: http',
          '            periodSeconds: 5',
          '            timeoutSeconds: 3',
          '          livenessProbe:',
          '            httpGet:',
          '              path: /healthz',
          '              port: http',
          '            periodSeconds: 10',
          '            timeoutSeconds: 3',
          '            failureThreshold: 6',
        ),
    );
  });

  it('knows ports that speak no HTTP', () => {
    assert.match(after(withPorts('[{ containerPort: 5432 }]'), 'shop:1', add), /tcpSocket:\n +port: 5432/);
    assert.match(after(withPorts('[{ containerPort: 9000, name: grpc }]'), 'shop:1', add), /grpc:\n +port: 9000/);
    assert.match(after(withPorts('[{ containerPort: 8443, name: https }]'), 'shop:1', add), /port: https\n +scheme: HTTPS/);
    assert.match(after(withPorts('[{ containerPort: 9090, name: metrics }, { containerPort: 3000 }]'), 'shop:1', add), /port: 3000/);
  });

  it('adds what lacks only', () => {
    const result = after(`${withPorts('[{ containerPort: 80 }]')}          livenessProbe: { httpGet: { port: 80 } }\n`, 'shop:1', add);
    assert.equal(result.match(/livenessProbe/g)?.length, 1);
    assert.match(result, /readinessProbe/);
  });

  it('keeps CRLF and containers in one line', () => {
    after(withPorts('[{ containerPort: 80 }]').replaceAll('\n', '\r\n'), 'shop:1', add);
    const flow = lines(...head, ...middle, '      containers: [{ name: app, image: shop:1, ports: [{ containerPort: 80 }] }]');
    assert.match(after(flow, 'shop:1', add), /\}\], readinessProbe: \{ httpGet: \{ path: \/readyz, port: 80 \}/);
  });

  it('not without a port and not for what ends by itself', () => {
    assert.ok(!titles(web, 'shop:1').includes(add));
    assert.ok(!titles(withPorts('[{ containerPort: 53, protocol: UDP }]'), 'shop:1').includes(add));
    const job = withPorts('[{ containerPort: 80 }]').replace('apps/v1', 'batch/v1').replace('Deployment', 'Job');
    assert.ok(!titles(job, 'shop:1').includes(add));
  });
});

describe('refactoring: add resources', () => {
  const add = 'Add resources to `app`';

  it('requests and a limit for memory', () => {
    assert.equal(
      after(web, 'shop:1', add),
      web +
        lines(
          '          resources:',
          '            requests:',
          '              cpu: 100m',
          '              memory: 128Mi',
          '            limits:',
          '              memory: 256Mi',
        ),
    );
  });

  const with_ = (resources: string): string => `${web}          resources: ${resources}\n`;

  it('what is there stays', () => {
    assert.match(
      after(with_('{ requests: { cpu: 1 } }'), 'shop:1', add),
      /resources: \{ requests: \{ cpu: 1, memory: 128Mi \}, limits: \{ memory: 256Mi \} \}/,
    );
    assert.match(after(with_('{ requests: { memory: 1Gi } }'), 'shop:1', add), /memory: 1Gi, cpu: 100m \}, limits: \{ memory: 2Gi \}/);
    assert.match(after(with_('{ limits: { memory: 64Mi } }'), 'shop:1', add), /limits: \{ memory: 64Mi \}, requests: \{ cpu: 100m \}/);
    assert.match(after(with_('{}'), 'shop:1', add), /cpu: 100m/);
    assert.match(after(with_(''), 'shop:1', add), /cpu: 100m/);
    assert.deepEqual(titles(with_('{ requests: { cpu: 1 }, limits: { memory: 1Gi } }'), 'shop:1'), []);
    assert.deepEqual(titles(with_('{ requests: { cpu: 1, memory: 1Gi }, limits: { memory: 1Gi } }'), 'shop:1'), []);
    assert.deepEqual(titles(with_('{ limits: { cpu: 1, memory: 1Gi } }'), 'shop:1'), []);
  });

  it('not where the pod as a whole has them, and not for ephemeral containers', () => {
    assert.deepEqual(titles(`${web}      resources: { limits: { cpu: 1 } }\n`, 'shop:1'), []);
  });

  it('of one container among several', () => {
    const two = `${web}        - name: side\n          image: side:1\n`;
    assert.deepEqual(titles(two, 'side:1'), ['Add resources to `side`']);
    assert.match(
      after(two, 'side:1', 'Add resources to `side`'),
      /image: shop:1\n        - name: side\n          image: side:1\n          resources:/,
    );
  });
});

describe('refactoring: create a PodDisruptionBudget', () => {
  const create = 'Create PodDisruptionBudget';

  it('is a document of its own', () => {
    assert.equal(
      after(web, 'kind', create),
      web +
        lines(
          '---',
          'apiVersion: policy/v1',
          'kind: PodDisruptionBudget',
          'metadata:',
          '  name: web',
          '  namespace: shop',
          '  labels:',
          '    app: web',
          'spec:',
          '  maxUnavailable: 1',
          '  selector:',
          '    matchLabels:',
          '      app: web',
        ),
    );
  });

  it('writes as the file does', () => {
    assert.match(after(web.replaceAll('\n', '\r\n'), 'kind', create), /---\r\napiVersion: policy\/v1\r\n/);
    assert.match(after(web.trimEnd(), 'kind', create), /image: shop:1\n---\n/);
    assert.match(after(`${web}---\n`, 'kind', create), /image: shop:1\n---\napiVersion: policy/);
    const wide = web.replace(/^ +/gm, (blanks) => blanks + blanks).replace('- name', '-   name');
    assert.match(after(wide, 'kind', create), /\n---\napiVersion: policy\/v1\nkind: PodDisruptionBudget\nmetadata:\n    name: web\n/);
  });

  it('quotes what would be another type', () => {
    assert.match(after(web.replaceAll('app: web', 'app: "1"'), 'kind', create), /matchLabels:\n      app: "1"\n$/);
    assert.match(after(web.replaceAll('app: web', 'app: "yes"'), 'kind', create), /matchLabels:\n      app: "yes"\n$/);
  });

  it('not for one replica and not where there is one', () => {
    assert.ok(!titles(web.replace('replicas: 3', 'replicas: 1'), 'kind').includes(create));
    const budget = (selector: string, namespace: string): string =>
      `${web}---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: b, namespace: ${namespace} }\nspec:\n  minAvailable: 1\n  selector: ${selector}\n`;
    assert.ok(!titles(budget('{ matchExpressions: [{ key: app, operator: Exists }] }', 'shop'), 'kind').includes(create));
    assert.ok(titles(budget('{ matchLabels: { app: other } }', 'shop'), 'kind').includes(create));
    assert.ok(titles(budget('{ matchLabels: { app: web } }', 'other'), 'kind').includes(create));
  });

  it('not for kinds that have no replicas and not for items of a List', () => {
    assert.deepEqual(titles(web.replace('kind: Deployment', 'kind: DaemonSet'), 'kind'), []);
    const item = `apiVersion: v1\nkind: List\nitems:\n  - ${web.trimEnd().replaceAll('\n', '\n    ')}\n`;
    assert.deepEqual(titles(item, 'Deployment'), []);
  });
});

describe('refactoring: create a HorizontalPodAutoscaler', () => {
  const create = 'Create HorizontalPodAutoscaler';

  it('takes over the replicas and has a request to count against', () => {
    assert.equal(
      after(web, 'kind', create),
      lines(...head, ...middle, ...app) +
        lines(
          '          resources:',
          '            requests:',
          '              cpu: 100m',
          '---',
          'apiVersion: autoscaling/v2',
          'kind: HorizontalPodAutoscaler',
          'metadata:',
          '  name: web',
          '  namespace: shop',
          '  labels:',
          '    app: web',
          'spec:',
          '  scaleTargetRef:',
          '    apiVersion: apps/v1',
          '    kind: Deployment',
          '    name: web',
          '  minReplicas: 3',
          '  maxReplicas: 10',
          '  metrics:',
          '    - type: Resource',
          '      resource:',
          '        name: cpu',
          '        target:',
          '          type: Utilization',
          '          averageUtilization: 70',
        ),
    );
  });

  it('keeps a line with a comment', () => {
    assert.match(
      after(web.replace('replicas: 3', 'replicas: 8 # measured'), 'kind', create),
      /replicas: 8 # measured[\s\S]*minReplicas: 8\n  maxReplicas: 16/,
    );
  });

  it('at the end of a file without a line break', () => {
    assert.match(
      after(web.trimEnd(), 'kind', create),
      /shop:1\n          resources:\n            requests:\n              cpu: 100m\n---\napiVersion: autoscaling/,
    );
  });

  it('not where there is one', () => {
    const scaler = (target: string): string =>
      `${web}---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: h, namespace: shop }\nspec: { scaleTargetRef: { kind: Deployment, name: ${target} }, maxReplicas: 3 }\n`;
    assert.ok(!titles(scaler('web'), 'kind').includes(create));
    assert.ok(titles(scaler('other'), 'kind').includes(create));
  });
});
