import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { completeness, FactStore, question, relativePath, sourceOf, type Fact } from '../../server/src/engine/facts/facts.js';
import { factsOf } from '../../server/src/languages/index.js';

const fact = (key: string, tag: string, start = 0): Fact =>
  ({ kind: 'stage.workdir', key, data: { path: tag }, at: { start, end: start + 1 } }) as Fact;

describe('a store of facts', () => {
  test('tells which questions have another answer', () => {
    const store = new FactStore();
    const asked = (key: string) => [question('stage.workdir', key), question('stage.workdir')].sort();
    assert.deepEqual([...store.set('/a', [fact('x', '1')])].sort(), asked('x'));
    // A fact that only moved is the same to everybody else.
    assert.deepEqual([...store.set('/a', [fact('x', '1', 40)])], []);
    assert.equal(store.find('stage.workdir', 'x')[0]?.at.start, 40);
    assert.deepEqual([...store.set('/a', [fact('x', '2')])].sort(), asked('x'));
    assert.deepEqual([...store.set('/b', [fact('y', '2')])].sort(), asked('y'));
    assert.deepEqual([...store.set('/a', undefined)].sort(), asked('x'));
    assert.deepEqual(store.find('stage.workdir', 'x'), []);
    assert.deepEqual(
      store.all('stage.workdir').map(({ path, key }) => [path, key]),
      [['/b', 'y']],
    );
  });

  test('one file, several and none may say the same', () => {
    const store = new FactStore();
    const who = () => store.find('stage.workdir', 'x').map(({ path }) => path);
    store.set('/b', [fact('x', '1'), fact('x', '2')]);
    assert.deepEqual(who(), ['/b', '/b']);
    store.set('/a', [fact('y', '1'), fact('x', '1')]);
    store.set('/c', [fact('x', '1')]);
    assert.deepEqual(who(), ['/a', '/b', '/b', '/c']);
    store.set('/b', [fact('x', '2')]);
    store.set('/c', [fact('y', '1'), fact('y', '2')]);
    assert.deepEqual(who(), ['/a', '/b']);
    store.set('/a', undefined);
    store.set('/b', undefined);
    assert.deepEqual(who(), []);
    store.set('/c', [fact('x', '3')]);
    assert.deepEqual(who(), ['/c']);
    store.set('/c', []);
    assert.deepEqual([who(), store.all('stage.workdir')], [[], []]);
  });

  test('knows what the facts of a file were read from until they are others', () => {
    const store = new FactStore();
    const [one, other] = [sourceOf('dockerfile', 'FROM a'), sourceOf('dockerfile', 'FROM b')];
    assert.equal(new Set([one, other, sourceOf('compose', 'FROM a'), sourceOf('dockerfile', 'FROM a ')]).size, 4);
    assert.equal(store.isFrom('/a', one), false);
    store.set('/a', [fact('x', '1')], one);
    assert.equal(store.isFrom('/a', sourceOf('dockerfile', 'FROM a')), true);
    assert.equal(store.isFrom('/a', other), false);
    store.set('/a', [fact('x', '2')]);
    assert.equal(store.isFrom('/a', one), false);
    store.set('/a', [], other);
    assert.equal(store.isFrom('/a', other), true);
    store.set('/a', undefined);
    assert.equal(store.isFrom('/a', other), false);
  });

  test('data counts as it is written, however deep', () => {
    const store = new FactStore();
    const said = (data: unknown): Fact => ({ kind: 'stage.start', key: 'x', data, at: { start: 0, end: 1 } }) as Fact;
    const data = () => ({ cmd: { form: 'exec', words: ['a', 'b'] }, entrypoint: null, inherits: true });
    store.set('/a', [said(data())]);
    assert.equal(store.set('/a', [said(data())]).size, 0);
    assert.equal(store.set('/a', [said({ ...data(), more: undefined })]).size, 0);
    for (const changed of [
      { ...data(), cmd: { form: 'exec', words: ['a', 'c'] } },
      { ...data(), cmd: { form: 'exec', words: ['a'] } },
      { ...data(), entrypoint: { form: 'exec', words: [] } },
      { ...data(), entrypoint: [] },
      { ...data(), inherits: 'true' },
      { ...data(), more: 1 },
    ])
      assert.equal(store.set('/a', [said(changed)]).size, 2, JSON.stringify(changed));
  });

  test('a view records what it is asked', () => {
    const store = new FactStore();
    const heard: string[] = [];
    const view = store.view('/w/app/k8s/a.yaml', (asked) => heard.push(asked));
    assert.equal(view.complete, false);
    view.find('image.used', 'api');
    view.all('dockerfile');
    assert.deepEqual(heard, [completeness, question('image.used', 'api'), question('dockerfile')]);
    assert.equal(view.relative('/w/app/Dockerfile'), '../Dockerfile');
  });

  test('whether there is anything of a kind is a question of its own', () => {
    const store = new FactStore();
    const heard: string[] = [];
    const view = store.view('/w/a', (asked) => heard.push(asked));
    store.set('/b', [fact('x', '1')]);
    assert.equal(view.tells?.('stage.volume'), false);
    assert.equal(view.tells?.('stage.workdir'), true);
    const [ofNone, ofSome] = heard as [string, string];
    const changes = (path: string, facts: readonly Fact[] | undefined) =>
      [...store.set(path, facts)].filter((asked) => heard.includes(asked));
    // More of it, and less, is no news.
    assert.deepEqual(changes('/c', [fact('x', '2'), fact('y', '1')]), []);
    assert.deepEqual(changes('/b', undefined), []);
    assert.deepEqual(changes('/c', [fact('y', '1')]), []);
    assert.deepEqual(changes('/c', []), [ofSome]);
    assert.equal(view.tells?.('stage.workdir'), false);
    assert.deepEqual(changes('/c', [{ ...fact('x', '1'), kind: 'stage.volume' } as Fact]), [ofNone]);
    assert.equal(view.tells?.('stage.volume'), true);
  });

  test('paths as seen from a folder', () => {
    assert.equal(relativePath('/w', '/w/a'), 'a');
    assert.equal(relativePath('/w/b', '/w/a/c'), '../a/c');
    assert.equal(relativePath('/w/a', '/x'), '../../x');
  });
});

test('a Dockerfile tells of its stages', () => {
  const text = [
    'FROM python:3.13-slim AS build',
    'FROM python:3.13-slim',
    'RUN useradd --uid 10001 app',
    'WORKDIR /code',
    'COPY app ./app',
    'EXPOSE 8080',
    'USER app',
    'HEALTHCHECK CMD curl -f http://localhost:8080/healthz',
    'CMD ["uvicorn", "app:app", "--port", "8000"]',
    '',
  ].join('\n');
  const facts = factsOf('/w/api/Dockerfile', text);
  const said = (kind: string) => facts.filter((each) => (each.kind as string) === kind && each.key.endsWith('#1')).map(({ data }) => data);
  assert.deepEqual(facts.find(({ kind }) => kind === 'dockerfile')?.data, {
    final: 1,
    stages: ['build', null],
    bases: ['python', 'python'],
  });
  assert.deepEqual(said('stage.user'), [{ kind: 'name', text: 'app', uid: 10001 }]);
  assert.deepEqual(said('stage.port'), [{ port: 8080, protocol: 'tcp' }]);
  assert.deepEqual(said('stage.listens'), [{ port: 8000, fixed: true }]);
  assert.deepEqual(said('stage.health'), [
    { path: '/healthz', port: 8080, command: ['/bin/sh', '-c', 'curl -f http://localhost:8080/healthz'], interval: null, timeout: null },
  ]);
  assert.deepEqual(said('stage.workdir'), [{ path: '/code' }]);
  assert.deepEqual(said('stage.copied'), [{ path: '/code/app' }]);
  assert.deepEqual(said('stage.start'), [
    { entrypoint: null, cmd: { form: 'exec', words: ['uvicorn', 'app:app', '--port', '8000'] }, inherits: false },
  ]);
});

test('a manifest tells which images it runs, and how', () => {
  const text = [
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata: { name: api, namespace: shop }',
    'spec:',
    '  template:',
    '    spec:',
    '      securityContext: { runAsNonRoot: true }',
    '      containers:',
    '        - name: api',
    '          image: docker.io/library/api:1.2',
    '          ports: [{ name: http, containerPort: 8080 }]',
    '          readinessProbe: { httpGet: { path: /ready, port: http } }',
    '',
  ].join('\n');
  const facts = factsOf('/w/api.yaml', text);
  const used = facts.find(({ kind }) => kind === 'image.used');
  assert.equal(used?.key, 'api');
  assert.deepEqual(used?.data, {
    image: 'docker.io/library/api:1.2',
    tag: '1.2',
    workload: 'Deployment api',
    container: 'api',
    role: 'main',
    runAsNonRoot: true,
    runAsUser: null,
    readOnlyRoot: false,
    ports: [8080],
    sidePorts: [],
    command: null,
    args: null,
    mounts: [],
    hiding: [],
    choosesPort: false,
    setsLowPorts: false,
    setsTemporary: false,
    trustsProxies: false,
    namespace: 'shop',
    labels: {},
    probes: { readinessProbe: { path: '/ready', port: 8080 } },
    longRunning: true,
  });
  assert.ok(facts.some(({ kind, key }) => kind === 'object' && key === 'Deployment shop/api'));
});
