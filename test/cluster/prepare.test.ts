import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dockerfileOutline } from '../../server/src/cluster/outline.js';
import { prepareManifests } from '../../server/src/cluster/prepare.js';
import { surroundings } from '../support/analysis.js';
import { manifest } from './support.js';

const images = [{ repository: 'myapp', reference: 'k3d-registry:5000/myapp:dev-1a2b' }];
const sent = (text: string, replaced = images) => prepareManifests({ texts: [{ path: '/k/app.yaml', text }], images: replaced });

test('images are replaced where they are written, and nothing else moves', () => {
  const text = `# top
apiVersion: batch/v1
kind: CronJob
metadata: {name: nightly}
spec:
  jobTemplate:
    spec:
      template:
        spec:
          initContainers:
            - name: migrate
              image: "myapp:old"   # first
          containers:
            - name: main
              image: 'docker.io/library/myapp@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'
            - name: proxy
              image: myapp-proxy:1
            - name: block
              image: >-
                myapp:folded
            - { name: flow, image: myapp }
---
apiVersion: v1
kind: Pod
metadata:
  name: one
spec:
  ephemeralContainers:
  - image: myapp:debug
    name: debug
  containers:
  - name: a
    image: other/myapp:1
`;
  const { texts, objects, problems } = sent(text);
  const expected = text
    .replace('"myapp:old"', '"k3d-registry:5000/myapp:dev-1a2b"')
    .replace(/'docker.io.*'/, "'k3d-registry:5000/myapp:dev-1a2b'")
    .replace('>-\n                myapp:folded', 'k3d-registry:5000/myapp:dev-1a2b')
    .replace('image: myapp }', 'image: k3d-registry:5000/myapp:dev-1a2b }')
    .replace('myapp:debug', 'k3d-registry:5000/myapp:dev-1a2b');
  assert.equal(texts[0]?.text, expected);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    objects.map(({ kind, name, line, index, containers }) => [kind, name, line, index, containers.map((each) => each.name)]),
    [
      ['CronJob', 'nightly', 3, 0, ['migrate', 'main', 'proxy', 'block', 'flow']],
      ['Pod', 'one', 25, 1, ['a', 'debug']],
    ],
  );
  assert.deepEqual(objects[0]?.containers[0], {
    name: 'migrate',
    image: 'k3d-registry:5000/myapp:dev-1a2b',
    writtenImage: 'myapp:old',
    imagePullPolicy: null,
  });
  assert.deepEqual(sent(expected).texts[0]?.text, expected, 'a second time changes nothing');
});

test('what aliases name is replaced once, at its anchor', () => {
  const text = `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Pod
    metadata: { name: a }
    spec:
      containers:
        - name: one
          image: &image myapp:1 # here
        - name: two
          image: *image
  - apiVersion: v1
    kind: Service
    metadata: { name: s, namespace: shop }
    spec:
      ports: [{ name: http, port: 80 }, { port: 443 }]
`;
  const { texts, objects, documents } = sent(text);
  assert.equal(texts[0]?.text, text.replace('&image myapp:1', '&image k3d-registry:5000/myapp:dev-1a2b'));
  assert.deepEqual(
    objects.map(({ kind }) => kind),
    ['Pod', 'Service'],
  );
  assert.deepEqual(
    objects[0]?.containers.map(({ image, writtenImage }) => [image, writtenImage]),
    [
      ['k3d-registry:5000/myapp:dev-1a2b', 'myapp:1'],
      ['k3d-registry:5000/myapp:dev-1a2b', 'myapp:1'],
    ],
  );
  assert.deepEqual(objects[1]?.ports, [
    { name: 'http', port: 80 },
    { name: null, port: 443 },
  ]);
  assert.equal(objects[1]?.namespace, 'shop');
  const alone = JSON.parse(documents?.[0]?.text ?? '') as { spec: { containers: { image: string }[] } };
  assert.deepEqual(
    alone.spec.containers.map(({ image }) => image),
    ['k3d-registry:5000/myapp:dev-1a2b', 'k3d-registry:5000/myapp:dev-1a2b'],
  );
});

test('documents can be sent alone', () => {
  const { documents } = sent(
    '# a\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n---\n# only words\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: b}\n',
  );
  assert.deepEqual(
    documents?.map(({ index, text }) => [index, text]),
    [
      [0, '# a\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n'],
      [1, '---\napiVersion: v1\nkind: Secret\nmetadata: {name: b}\n'],
    ],
  );
});

test('what cannot be sent is told with its line', () => {
  const told = (text: string): (string | number)[][] =>
    sent(text).problems.map(({ line, message }) => [line, message.split(/[.:]/)[0] ?? '']);
  assert.deepEqual(told('apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.name }}\n'), [[3, 'The text is a template']]);
  assert.deepEqual(told('apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n   labels: x\n'), [[3, 'This is not YAML that can be read']]);
  assert.deepEqual(told('name: ci\non: push\n'), [[0, 'There is no Kubernetes object in this text']]);
  assert.deepEqual(told(''), [[0, 'There is no Kubernetes object in this text']]);
  assert.deepEqual(told('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n---\n# c\nfoo: 1\n'), [
    [5, 'This document has no `apiVersion` and `kind`'],
  ]);
  assert.deepEqual(told('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n---\n\n---\n# end\n'), []);
  assert.deepEqual(told('apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n'), [
    [1, 'This is read by Kustomize and cannot be sent itself'],
  ]);
});

test('the outline of a Dockerfile', () => {
  const text = `# syntax=docker/dockerfile:1
ARG VERSION=3.13
ARG TOKEN
FROM python:\${VERSION} AS build
ARG VERSION
RUN --mount=type=secret,id=pip,required \\
    --mount=type=secret,target=/run/secrets/npm \\
    pip install x
FROM build
EXPOSE 8000 9000/udp
CMD ["uvicorn"]
`;
  const files = new Map([
    ['.dockerignore', '*'],
    ['../k8s/app.yaml', manifest('', '', 'registry.example.com/shop/api:1')],
  ]);
  const outline = dockerfileOutline('/workspace/api/Dockerfile', text, surroundings(files, 'api/Dockerfile', text));
  assert.deepEqual(outline?.stages, [
    { name: 'build', base: 'python:${VERSION}', line: 3 },
    { name: null, base: 'build', line: 8 },
  ]);
  assert.deepEqual(outline?.args, [
    { name: 'VERSION', value: '3.13', line: 1 },
    { name: 'TOKEN', value: null, line: 2 },
  ]);
  assert.deepEqual(outline?.secrets, [
    { id: 'pip', isRequired: true },
    { id: 'npm', isRequired: false },
  ]);
  assert.deepEqual(outline?.ports, [8000, 9000]);
  assert.deepEqual(outline?.instructions.slice(3, 6), [
    { keyword: 'ARG', firstLine: 4, lastLine: 4, stage: 0 },
    { keyword: 'RUN', firstLine: 5, lastLine: 7, stage: 0 },
    { keyword: 'FROM', firstLine: 8, lastLine: 8, stage: 1 },
  ]);
  assert.deepEqual([outline?.contexts, outline?.lacksIgnoreFile], [['/workspace/api'], false]);
  assert.deepEqual(outline?.images, ['registry.example.com/shop/api']);
  assert.equal(dockerfileOutline('/workspace/x', 'hello\n', surroundings(new Map(), 'x', '')), undefined);
  const bare = dockerfileOutline('/workspace/api/Dockerfile', text, surroundings(new Map(), 'api/Dockerfile', text));
  assert.equal(bare?.lacksIgnoreFile, true);
});

test('one Dockerfile beside manifests that run one unknown image: that is its name, whatever the folder is called', () => {
  const docker = 'FROM alpine:3.22\nCMD ["x"]\n';
  const proposed = (others: readonly (readonly [string, string])[]): readonly string[] | undefined => {
    const files = new Map<string, string>([['k8s/app.yaml', manifest('', '', 'storefront:dev')], ...others]);
    return dockerfileOutline('/workspace/Dockerfile', docker, surroundings(files, 'Dockerfile', docker))?.images;
  };
  assert.deepEqual(proposed([]), ['storefront']);
  assert.deepEqual(proposed([['k8s/db.yaml', manifest('', '', 'postgres:17')]]), ['storefront'], 'what others publish is not built here');
  assert.deepEqual(proposed([['k8s/worker.yaml', manifest('', '', 'worker:dev')]]), [], 'two may be meant');
  assert.deepEqual(proposed([['job/Dockerfile', docker]]), [], 'two may build it');
});
