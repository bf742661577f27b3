import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { describe, test } from 'node:test';
import { FactStore } from '../../server/src/engine/facts/facts.js';
import { renamed, type Navigation, type Place } from '../../server/src/engine/features/navigation.js';
import type { Surroundings } from '../../server/src/engine/rule/define.js';
import { contains } from '../../server/src/engine/text/span.js';
import { factsOf, languageOf } from '../../server/src/languages/index.js';

/** Where the cursor stands in one of the files. */
const cursor = '¦';

interface Opened {
  readonly navigation: Navigation;
  readonly model: unknown;
  readonly offset: number;
  readonly near: Surroundings;
  readonly files: ReadonlyMap<string, string>;
  readonly own: string;
}

/** The file with the cursor, open among the others; `complete` tells whether the workspace has been read. */
function open(given: Readonly<Record<string, string>>, complete = true): Opened {
  const own = Object.keys(given).find((name) => given[name]?.includes(cursor)) ?? Object.keys(given)[0] ?? '';
  const offset = Math.max(0, given[own]?.indexOf(cursor) ?? 0);
  const files = new Map(Object.entries(given).map(([name, text]) => [posix.join('/w', name), text.replace(cursor, '')]));
  const store = new FactStore();
  for (const [path, text] of files) store.set(path, factsOf(path, text));
  store.complete = complete;
  const path = posix.join('/w', own);
  const at = (name: string): string => posix.resolve(posix.dirname(path), name);
  const text = files.get(path) ?? '';
  const language = languageOf(path);
  assert.ok(language?.navigation !== undefined, own);
  return {
    navigation: language.navigation,
    model: language.parse(text),
    offset,
    files,
    own: path,
    near: {
      fileName: posix.basename(path),
      workspace: store.view(path),
      data: () => undefined,
      read: (name) => files.get(at(name)),
      exists: (name) => [...files.keys()].some((file) => file === at(name) || file.startsWith(`${at(name)}/`)),
      list: (name) => ([...files.keys()].some((file) => file.startsWith(`${at(name)}/`)) ? [] : undefined),
    },
  };
}

/** `file:line text`, the file's name left out for the document itself. */
function told({ files, own }: Opened, { path, span }: Place): string {
  const text = files.get(path ?? own) ?? '';
  const line = text.slice(0, span.start).split('\n').length;
  return `${path === undefined ? '' : path.slice('/w/'.length)}:${line} ${text.slice(span.start, span.end)}`;
}

function targets(files: Readonly<Record<string, string>>): string[] {
  const opened = open(files);
  return (opened.navigation.targets(opened.model, opened.offset, opened.near)?.places ?? []).map((place) => told(opened, place));
}

function mentions(files: Readonly<Record<string, string>>): string[] {
  const opened = open(files);
  return opened.navigation.mentions(opened.model, opened.offset, opened.near).map((place) => told(opened, place));
}

/** The files after the renaming, or why it is refused. */
function rename(given: Readonly<Record<string, string>>, newName: string, complete = true): string | Record<string, string> {
  const opened = open(given, complete);
  const found = opened.navigation.renamable?.(opened.model, opened.offset, opened.near);
  if (found === undefined) return 'nothing';
  if ('refusal' in found) return found.refusal;
  const objection = found.objection(newName);
  if (objection !== undefined) return objection;
  const after: Record<string, string> = {};
  for (const [path, text] of opened.files) {
    const own = found.places.filter((place) => (place.path ?? opened.own) === path).sort((a, b) => b.span.start - a.span.start);
    let changed = text;
    for (const { span } of own) {
      const newText = renamed(text.slice(span.start, span.end), found, newName);
      assert.ok(newText !== undefined, text.slice(span.start, span.end));
      changed = changed.slice(0, span.start) + newText + changed.slice(span.end);
    }
    after[path.slice('/w/'.length)] = changed;
  }
  return after;
}

/** A refusal, or what was done where none was given. */
const said = (answer: string | object): string => (typeof answer === 'string' ? answer : JSON.stringify(answer));

const lines = (...text: string[]): string => `${text.join('\n')}\n`;

describe('a Dockerfile: definitions', () => {
  const cases: readonly (readonly [name: string, text: string, to: readonly string[]])[] = [
    ['--from names a stage', lines('FROM go AS build', 'FROM scratch', 'COPY --from=bu¦ild /a /'), [':1 build']],
    ['in any case', lines('FROM go AS Build', 'FROM scratch', 'COPY --from=bu¦ild /a /'), [':1 Build']],
    ['--from with a number', lines('FROM go', 'FROM scratch', 'COPY --from=¦0 /a /'), [':1 go']],
    ['FROM a stage', lines('FROM go AS base', 'FROM ba¦se'), [':1 base']],
    ['a mount', lines('FROM go AS base', 'FROM go', 'RUN --mount=type=bind,from=bas¦e,target=/x ls'), [':1 base']],
    ['its own name', lines('FROM go AS ba¦se'), [':1 base']],
    ['a name of no stage', lines('FROM go', 'COPY --from=ngi¦nx /a /'), []],
    ['a variable in the shell', lines('FROM go', 'ARG V=1', 'RUN echo ${V¦:-2}'), [':2 V']],
    ['the nearest declaration', lines('FROM go', 'ENV V=1', 'ENV V=2', 'RUN echo $¦V'), [':3 V']],
    ['a variable in FROM', lines('ARG V=1', 'FROM go:$V¦'), [':1 V']],
    ['an ARG that is brought in', lines('ARG V=1', 'FROM go', 'ARG ¦V'), [':1 V']],
    ['what it brings in', lines('ARG V=1', 'FROM go', 'ARG V', 'RUN echo $¦V'), [':3 V']],
    ['a variable in a flag', lines('FROM go AS b', 'ARG S=b', 'FROM go', 'ARG S=b', 'COPY --chown=$¦S a /'), [':4 S']],
    ['ENV of the stage below', lines('FROM go AS b', 'ENV V=1', 'FROM b', 'RUN echo $¦V'), [':2 V']],
    ['a variable of the shell', lines('FROM go', 'ARG V=1', 'RUN V=2; echo $¦V'), []],
    ['the JSON form', lines('FROM go', 'ENV V=1', 'CMD ["echo", "$¦V"]'), []],
    ['a shell in the JSON form', lines('FROM go', 'ENV V=1', 'CMD ["sh", "-c", "echo $¦V"]'), [':2 V']],
    ['in single quotes', lines('FROM go', 'ENV V=1', "RUN awk '{ print $¦V }' x"), []],
    ['for an inner shell', lines('FROM go', 'ENV V=1', "RUN sh -c 'echo $¦V'"), [':2 V']],
    ['a here-document', lines('FROM go', 'ENV V=1', 'RUN <<EOF', 'echo $¦V', 'EOF'), [':2 V']],
    ['a file in a here-document', lines('FROM go', 'ENV V=1', 'COPY <<EOF /x', 'v=${¦V}', 'EOF'), [':2 V']],
    ['a quoted here-document', lines('FROM go', 'ENV V=1', 'COPY <<"EOF" /x', 'v=${¦V}', 'EOF'), []],
    ['nobody declares it', lines('FROM go', 'RUN echo $¦V'), []],
    ['nothing', lines('FROM go', '', '¦'), []],
  ];
  for (const [name, text, to] of cases) test(name, () => assert.deepEqual(targets({ Dockerfile: text }), to));
});

describe('a Dockerfile: uses', () => {
  test('a stage', () => {
    const text = lines(
      'FROM go AS ¦base',
      'FROM base AS x',
      'RUN --mount=from=base,target=/y ls',
      'FROM x',
      'COPY --from=base a b',
      'COPY --from=0 a b',
    );
    assert.deepEqual(mentions({ Dockerfile: text }), [':1 base', ':2 base', ':3 base', ':5 base', ':6 0']);
  });
  test('a variable with all ARGs of its name, and ENVs that see each other', () => {
    const text = lines('ARG V=1', 'FROM go:$V', 'ARG V', 'ENV V=$V', 'RUN echo ${V:-$V}', 'FROM node', 'ENV V=other', 'RUN echo $V¦');
    assert.deepEqual(mentions({ Dockerfile: text }), [':7 V', ':8 V']);
    assert.deepEqual(mentions({ Dockerfile: text.replace('¦', '').replace('ARG V\n', 'ARG ¦V\n') }), [
      ':1 V',
      ':3 V',
      ':4 V',
      ':2 V',
      ':4 V',
      ':5 V',
      ':5 V',
    ]);
  });
  test('the final stage: containers that run the image', () => {
    const files = {
      'api/Dockerfile': lines('FROM go AS build', 'FR¦OM scratch', 'COPY --from=build a b'),
      'k8s/api.yaml': deployment('api'),
    };
    assert.deepEqual(mentions(files), [':2 scratch', 'k8s/api.yaml:15 registry.example.com/shop/api:1']);
  });
  test('marks stay in the file', () => {
    const opened = open({ Dockerfile: lines('FROM go AS ¦b', 'FROM b') });
    const marks = opened.navigation.highlights?.(opened.model, opened.offset) ?? [];
    assert.deepEqual(
      marks.map((mark) => told(opened, mark)),
      [':1 b', ':2 b'],
    );
  });
});

describe('a Dockerfile: renaming', () => {
  const cases: readonly (readonly [name: string, text: string, newName: string, after: string])[] = [
    [
      'a stage',
      lines('FROM go AS ¦b', 'FROM B AS x', 'COPY --from=b a b', 'RUN --mount=type=bind,from=b,target=/b ls b', 'COPY --from=0 a b'),
      'build',
      lines(
        'FROM go AS build',
        'FROM build AS x',
        'COPY --from=build a b',
        'RUN --mount=type=bind,from=build,target=/b ls b',
        'COPY --from=0 a b',
      ),
    ],
    [
      'a variable',
      lines('ARG V=1', 'FROM go:$V', 'ARG V', 'ENV W=${V¦:-x} "Q=$V"', 'RUN echo "$V" \\', '  # $V', "  ${V} '$V'", 'LABEL a=$V'),
      'VERSION',
      lines(
        'ARG VERSION=1',
        'FROM go:$VERSION',
        'ARG VERSION',
        'ENV W=${VERSION:-x} "Q=$VERSION"',
        'RUN echo "$VERSION" \\',
        '  # $V',
        "  ${VERSION} '$V'",
        'LABEL a=$VERSION',
      ),
    ],
    [
      'a variable in a here-document',
      lines('FROM go', 'ENV ¦V=1', 'RUN <<EOF', 'echo $V', 'EOF'),
      'X',
      lines('FROM go', 'ENV X=1', 'RUN <<EOF', 'echo $X', 'EOF'),
    ],
  ];
  for (const [name, text, newName, after] of cases)
    test(name, () => assert.deepEqual(rename({ Dockerfile: text }, newName), { Dockerfile: after }));

  const refusals: readonly (readonly [name: string, text: string, newName: string, why: RegExp])[] = [
    ['a name that is taken', lines('FROM go AS ¦a', 'FROM go AS b'), 'B', /Line 2 has a stage/],
    ['no name', lines('FROM go AS ¦a'), '1a', /begins with a letter/],
    ['an image of that name', lines('FROM go AS ¦a', 'FROM node'), 'node', /begins from the image/],
    ['a stage behind a variable', lines('ARG S=a', 'FROM go AS ¦a', 'FROM $S'), 'b', /by a variable/],
    ['a number', lines('FROM go AS a', 'FROM go', 'COPY --from=¦0 a b'), 'b', /by its number/],
    ['a variable that BuildKit sets', lines('FROM go', 'ARG ¦TARGETARCH'), 'X', /BuildKit knows/],
    ['a variable that is there', lines('FROM go', 'ARG ¦A', 'ARG B'), 'B', /Line 3 has a variable/],
    ['a variable of the shell', lines('FROM go', 'ARG ¦A', 'RUN B=1; echo $B'), 'B', /Line 3 has a variable/],
    ['one that the shell sets', lines('FROM go', 'ARG ¦A', 'RUN A=1; echo $A'), 'B', /line 3 sets/],
    ['an image', lines('FROM g¦o'), 'x', /^nothing$/],
  ];
  for (const [name, text, newName, why] of refusals)
    test(`not ${name}`, () => assert.match(said(rename({ Dockerfile: text }, newName)), why));
});

function deployment(name: string, ...more: string[]): string {
  return lines(
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata:',
    `  name: ${name}`,
    'spec:',
    '  selector:',
    '    matchLabels:',
    `      app: ${name}`,
    '  template:',
    '    metadata:',
    `      labels: {app: ${name}}`,
    '    spec:',
    '      containers:',
    '      - name: main',
    `        image: registry.example.com/shop/${name}:1`,
    '        ports: [{name: web, containerPort: 80}]',
    ...more,
  );
}

const object = (apiVersion: string, kind: string, name: string, ...more: string[]): string =>
  lines(`apiVersion: ${apiVersion}`, `kind: ${kind}`, 'metadata:', `  name: ${name}`, ...more);

describe('manifests: definitions in the file and across', () => {
  const config = object('v1', 'ConfigMap', 'settings', 'data:', '  LEVEL: info');
  const secret = object('v1', 'Secret', 'keys', 'stringData:', '  token: x');
  const service = object(
    'v1',
    'Service',
    'api',
    'spec:',
    '  selector: {app: api}',
    '  ports:',
    '  - name: http',
    '    port: 80',
    '    targetPort: web',
  );
  const pvc = object('v1', 'PersistentVolumeClaim', 'disk');
  const env = (kind: string, name: string, key: string): string[] => [
    '        env:',
    '        - name: A',
    `          valueFrom: {${kind}: {name: ${name}, key: ${key}}}`,
  ];
  const ingress = (name: string, port: string): string =>
    object(
      'networking.k8s.io/v1',
      'Ingress',
      'web',
      'spec:',
      '  rules:',
      '  - http:',
      '      paths:',
      `      - backend: {service: {name: ${name}, port: {name: ${port}}}}`,
    );
  const rest = { 'k8s/config.yaml': config, 'k8s/secret.yaml': secret, 'k8s/service.yaml': service, 'k8s/disk.yaml': pvc };
  const app = (...more: string[]): Record<string, string> => ({ ...rest, 'k8s/api.yaml': deployment('api', ...more) });

  const cases: readonly (readonly [name: string, files: Record<string, string>, to: readonly string[]])[] = [
    ['the name of a ConfigMap', app(...env('configMapKeyRef', 'sett¦ings', 'LEVEL')), ['k8s/config.yaml:4 settings']],
    ['its key', app(...env('configMapKeyRef', 'settings', 'LEV¦EL')), ['k8s/config.yaml:6 LEVEL']],
    ['a key that it does not have', app(...env('configMapKeyRef', 'settings', 'LEV¦ELS')), []],
    ['a key of a Secret', app(...env('secretKeyRef', 'keys', 'tok¦en')), ['k8s/secret.yaml:6 token']],
    ['envFrom', app('        envFrom: [{configMapRef: {name: settin¦gs}}]'), ['k8s/config.yaml:4 settings']],
    ['a volume', app('      volumes:', '      - {name: a, secret: {secretName: k¦eys}}'), ['k8s/secret.yaml:4 keys']],
    [
      'an item of a volume',
      app('      volumes:', '      - {name: a, configMap: {name: settings, items: [{key: LEV¦EL, path: x}]}}'),
      ['k8s/config.yaml:6 LEVEL'],
    ],
    ['a claim', app('      volumes:', '      - {name: a, persistentVolumeClaim: {claimName: di¦sk}}'), ['k8s/disk.yaml:4 disk']],
    ['a probe’s port', app('        livenessProbe: {httpGet: {port: w¦eb}}'), [':16 web']],
    ['the Service of an Ingress', { ...app(), 'k8s/ingress.yaml': ingress('a¦pi', 'http') }, ['k8s/service.yaml:4 api']],
    ['its port', { ...app(), 'k8s/ingress.yaml': ingress('api', 'ht¦tp') }, ['k8s/service.yaml:8 http']],
    ['targetPort', { ...app(), 'k8s/service.yaml': service.replace('targetPort: web', 'targetPort: we¦b') }, ['k8s/api.yaml:16 web']],
    [
      'a selector: all that it selects',
      {
        ...app(),
        'k8s/canary.yaml': deployment('canary').replace('{app: canary}', '{app: api}'),
        'k8s/service.yaml': service.replace('app: api', 'a¦pp: api'),
      },
      ['k8s/api.yaml:4 api', 'k8s/canary.yaml:4 canary'],
    ],
    [
      'scaleTargetRef',
      {
        ...app(),
        'k8s/hpa.yaml': object(
          'autoscaling/v2',
          'HorizontalPodAutoscaler',
          'api',
          'spec:',
          '  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: ap¦i}',
        ),
      },
      ['k8s/api.yaml:4 api'],
    ],
    [
      'roleRef of a cluster role',
      {
        'a/role.yaml': object('rbac.authorization.k8s.io/v1', 'ClusterRole', 'reader'),
        'a/binding.yaml': object(
          'rbac.authorization.k8s.io/v1',
          'RoleBinding',
          'x',
          '  namespace: shop',
          'roleRef: {kind: ClusterRole, name: re¦ader}',
        ),
      },
      ['a/role.yaml:4 reader'],
    ],
    [
      'a subject in its own namespace',
      {
        'a/one.yaml': object('v1', 'ServiceAccount', 'bot', '  namespace: one'),
        'a/two.yaml': object('v1', 'ServiceAccount', 'bot', '  namespace: two'),
        'a/binding.yaml': object(
          'rbac.authorization.k8s.io/v1',
          'RoleBinding',
          'x',
          '  namespace: one',
          'subjects: [{kind: ServiceAccount, name: b¦ot, namespace: two}]',
        ),
      },
      ['a/two.yaml:4 bot'],
    ],
    [
      'serviceAccountName',
      { 'a.yaml': deployment('api', '      serviceAccountName: bo¦t'), 'b.yaml': object('v1', 'ServiceAccount', 'bot') },
      ['b.yaml:4 bot'],
    ],
    [
      'serviceName of a StatefulSet',
      { 'a.yaml': object('apps/v1', 'StatefulSet', 'db', 'spec: {serviceName: d¦b}'), 'b.yaml': object('v1', 'Service', 'db') },
      ['b.yaml:4 db'],
    ],
    [
      'the nearest of equal names',
      {
        'one/a.yaml': deployment('api', '      serviceAccountName: bo¦t'),
        'one/b.yaml': object('v1', 'ServiceAccount', 'bot'),
        'two/b.yaml': object('v1', 'ServiceAccount', 'bot'),
      },
      ['one/b.yaml:4 bot'],
    ],
    [
      'the same file first',
      {
        'a.yaml': `${deployment('api', '      serviceAccountName: bo¦t')}---\n${object('v1', 'ServiceAccount', 'bot')}`,
        'b.yaml': object('v1', 'ServiceAccount', 'bot'),
      },
      [':22 bot'],
    ],
    [
      'another namespace',
      {
        'a.yaml': object('v1', 'Pod', 'p', '  namespace: one', 'spec: {serviceAccountName: b¦ot}'),
        'b.yaml': object('v1', 'ServiceAccount', 'bot', '  namespace: two'),
      },
      [],
    ],
    [
      'an image: FROM of the stage that becomes it',
      {
        'api/Dockerfile': lines('FROM go AS build', 'FROM scratch AS run'),
        'k8s/api.yaml': deployment('api').replace('shop/api', 'shop/a¦pi'),
      },
      ['api/Dockerfile:2 run'],
    ],
    [
      'an image of others',
      { 'nginx/Dockerfile': 'FROM scratch', 'a.yaml': object('v1', 'Pod', 'p', 'spec: {containers: [{image: ngi¦nx}]}') },
      [],
    ],
    [
      'half a reference',
      { 'a.yaml': object('v1', 'Pod', 'p', 'spec: {containers: [{env: [{name: A, valueFrom: {configMapKeyRef: {name: ¦') },
      [],
    ],
    ['a template', { 'a.yaml': deployment('api', '      serviceAccountName: {{ .Values.bo¦t }}') }, []],
  ];
  for (const [name, files, to] of cases) test(name, () => assert.deepEqual(targets(files), to));

  test('uses of a key, a Service, a port, a workload, an image', () => {
    const used: Record<string, string> = {
      ...app(...env('configMapKeyRef', 'settings', 'LEVEL'), '        livenessProbe: {httpGet: {port: web}}'),
      'k8s/ingress.yaml': ingress('api', 'http'),
    };
    const at = (file: string, from: string, to: string): string[] =>
      mentions({ ...used, [file]: (used[file] as string).replace(from, to) });
    assert.deepEqual(at('k8s/config.yaml', 'LEVEL', 'LEV¦EL'), [':6 LEVEL', 'k8s/api.yaml:19 LEVEL']);
    assert.deepEqual(at('k8s/config.yaml', 'settings', 'sett¦ings'), [':4 settings', 'k8s/api.yaml:19 settings']);
    assert.deepEqual(at('k8s/service.yaml', 'name: api', 'name: a¦pi'), [':4 api', 'k8s/ingress.yaml:9 api']);
    assert.deepEqual(at('k8s/service.yaml', 'http', 'h¦ttp'), [':8 http', 'k8s/ingress.yaml:9 http']);
    assert.deepEqual(at('k8s/api.yaml', 'name: web', 'name: w¦eb'), [':16 web', ':20 web', 'k8s/service.yaml:10 web']);
    assert.deepEqual(at('k8s/api.yaml', 'name: api', 'name: a¦pi'), [':4 api', 'k8s/service.yaml:4 api']);
    const built: Record<string, string> = { ...used, 'api/Dockerfile': 'FROM scratch\n' };
    assert.deepEqual(mentions({ ...built, 'k8s/api.yaml': (built['k8s/api.yaml'] as string).replace('shop/', 'sh¦op/') }), [
      'api/Dockerfile:1 scratch',
      ':15 registry.example.com/shop/api:1',
    ]);
  });

  test('without a path: the file alone', () => {
    const text = `${object('v1', 'ServiceAccount', 'bot')}---\n${deployment('api', '      serviceAccountName: bo¦t')}`;
    const opened = open({ 'a.yaml': text });
    const near = { ...opened.near, workspace: new FactStore().view(undefined) };
    assert.deepEqual(
      opened.navigation.targets(opened.model, opened.offset, near)?.places.map((place) => told(opened, place)),
      [':4 bot'],
    );
  });

  test('renaming a key and a port, quotes kept', () => {
    const files = { ...app(...env('configMapKeyRef', 'settings', '"LEVEL"'), '        livenessProbe: {httpGet: {port: web}}') };
    const key = rename({ ...files, 'k8s/config.yaml': config.replace('LEVEL', 'LEV¦EL') }, 'log.level');
    assert.ok(typeof key === 'object');
    assert.equal(key['k8s/config.yaml'], config.replace('LEVEL', 'log.level'));
    assert.match(key['k8s/api.yaml'] ?? '', /key: "log\.level"/);
    const odd = rename({ ...files, 'k8s/config.yaml': config.replace('LEVEL', 'LEV¦EL') }, '1');
    assert.match(typeof odd === 'object' ? (odd['k8s/config.yaml'] ?? '') : odd, /^ {2}"1": info/m);
    const port = rename({ ...files, 'k8s/service.yaml': service.replace('targetPort: web', 'targetPort: w¦eb') }, 'http');
    assert.ok(typeof port === 'object');
    assert.match(port['k8s/service.yaml'] ?? '', /targetPort: http$/m);
    assert.match(port['k8s/api.yaml'] ?? '', /\{name: http, containerPort: 80\}/);
    assert.match(port['k8s/api.yaml'] ?? '', /httpGet: \{port: http\}/);
  });

  test('renaming is refused where a use may be missed', () => {
    const key = config.replace('LEVEL', 'LEV¦EL');
    const named = app(...env('configMapKeyRef', 'settings', 'LEVEL'));
    assert.match(said(rename({ ...named, 'k8s/config.yaml': key }, 'X', false)), /Not all files are read/);
    const whole = app('        envFrom: [{configMapRef: {name: settings}}]');
    assert.match(said(rename({ ...whole, 'k8s/config.yaml': key }, 'X')), /Deployment api takes all keys/);
    assert.match(said(rename({ ...named, 'k8s/config.yaml': key, 'k8s/prod.yaml': config }, 'X')), /cannot be told which/);
    assert.match(said(rename({ ...named, 'k8s/config.yaml': `${key}  X: y\n` }, 'X')), /has a key `X` already/);
    assert.match(said(rename({ ...named, 'k8s/config.yaml': key }, 'a b')), /A key holds/);
    const custom = object('example.com/v1', 'Thing', 't', 'spec: {from: settings, key: LEVEL}');
    assert.match(said(rename({ ...named, 'k8s/config.yaml': key, 'k8s/thing.yaml': custom }, 'X')), /not understood/);
    const template = object('v1', 'Pod', '{{ .Values.x }}', 'spec: {from: settings, key: LEVEL}');
    assert.match(said(rename({ ...named, 'k8s/config.yaml': key, 'k8s/template.yaml': template }, 'X')), /not understood/);
    const generator = 'configMapGenerator: [{name: settings, behavior: merge, literals: [LEVEL=debug]}]';
    assert.match(said(rename({ ...named, 'k8s/config.yaml': key, 'k8s/kustomization.yaml': generator }, 'X')), /not understood/);
    const port = { ...named, 'k8s/api.yaml': deployment('api').replace('name: web', 'name: w¦eb') };
    assert.match(said(rename(port, 'Web')), /lower-case/);
    const both = { ...port, 'k8s/canary.yaml': deployment('canary').replace('{app: canary}', '{app: api}') };
    assert.match(said(rename(both, 'http')), /Service api asks Deployment canary for `web` too/);
    const policy = object('networking.k8s.io/v1', 'NetworkPolicy', 'out', 'spec: {podSelector: {}, egress: [{ports: [{port: web}]}]}');
    assert.match(said(rename({ ...port, 'k8s/policy.yaml': policy }, 'http')), /NetworkPolicy out/);
    assert.equal(rename({ ...named, 'k8s/service.yaml': service.replace('name: api', 'name: a¦pi') }, 'X'), 'nothing');
  });
});

describe('links, outline, lenses', () => {
  test('COPY sources and images that are files of the workspace', () => {
    const opened = open({
      'api/Dockerfile': lines('FROM go AS b', 'COPY go.mod ./src /x/', 'COPY none *.txt https://x/y ../z /', 'COPY --from=b go.mod /'),
      'api/go.mod': '',
      'api/src/a.go': '',
      z: '',
    });
    const links = opened.navigation.links?.(opened.model, opened.near) ?? [];
    assert.deepEqual(
      links.map(({ span, path }) => [told(opened, { path: undefined, span }), path]),
      [[':2 go.mod', 'go.mod']],
    );
    const manifest = open({ 'k8s/api.yaml': deployment('api'), 'api/Dockerfile': 'FROM scratch' });
    assert.deepEqual(
      (manifest.navigation.links?.(manifest.model, manifest.near) ?? []).map(({ path }) => path),
      ['/w/api/Dockerfile'],
    );
  });

  test('the outline nests', () => {
    const outline = (files: Record<string, string>): unknown => {
      const { navigation, model } = open(files);
      const symbols = navigation.symbols?.(model) ?? [];
      for (const { span, nameSpan, children } of symbols) {
        assert.ok(contains(span, nameSpan));
        for (const child of children) assert.ok(contains(span, child.span) && contains(child.span, child.nameSpan));
      }
      return symbols.map(({ name, children }) => [name, children.map((child) => child.name)]);
    };
    assert.deepEqual(outline({ Dockerfile: lines('ARG A', 'FROM go AS b', 'ENV C=1 D=2', 'run x', 'FROM node') }), [
      ['ARG A', []],
      ['b', ['ENV C, D', 'RUN']],
      ['node', []],
    ]);
    assert.deepEqual(outline({ 'a.yaml': `${deployment('api')}---\n${object('v1', 'ConfigMap', 'c', 'data: {A: b}')}` }), [
      ['Deployment api', ['main']],
      ['ConfigMap c', ['A']],
    ]);
  });

  test('who runs an image, who builds it, who sends requests', () => {
    const titles = (files: Record<string, string>): string[] => {
      const opened = open(files);
      return (opened.navigation.lenses?.(opened.model, opened.near) ?? []).map(
        ({ title, places, span }) =>
          `${told(opened, { path: undefined, span })} | ${title} | ${places.map((place) => told(opened, place)).join(', ')}`,
      );
    };
    const service = object('v1', 'Service', 'api', 'spec: {selector: {app: api}}');
    const files = {
      'api/Dockerfile': lines('FROM go AS a', 'FROM a AS b', 'FROM b', 'COPY --from=a x y'),
      'k8s/api.yaml': deployment('api'),
      'k8s/service.yaml': service,
    };
    assert.deepEqual(titles(files), [
      ':1 FROM | used by 2 stages | :2 a, :4 a',
      ':2 FROM | used by 1 stage | :3 b',
      ':3 FROM | runs in Deployment api | k8s/api.yaml:15 registry.example.com/shop/api:1',
    ]);
    const more = { ...files, 'k8s/job.yaml': deployment('api').replace('  name: api', '  name: other') };
    assert.match(titles(more)[2] ?? '', /runs in 2 workloads/);
    const { 'k8s/api.yaml': manifest, ...others } = files;
    assert.deepEqual(titles({ 'k8s/api.yaml': manifest, ...others }), [
      ':1 apiVersion: apps/v1 | built by ../api/Dockerfile | api/Dockerfile:3 b',
      ':1 apiVersion: apps/v1 | selected by Service api | k8s/service.yaml:4 api',
    ]);
  });

  test('names in the workspace', () => {
    const { near, navigation } = open({ 'k8s/api.yaml': deployment('api') });
    assert.deepEqual(
      (navigation.workspaceSymbols?.(near.workspace, (name) => name.includes('api')) ?? []).map(({ name }) => name),
      ['Deployment api'],
    );
  });
});

test('any beginning of a file and any place in it is answered', () => {
  const texts = {
    Dockerfile: lines(
      'ARG V=1',
      'FROM go:$V AS b',
      'RUN --mount=from=b,target=/x <<EOF',
      'echo ${V:-$V}',
      'EOF',
      'FROM b',
      'ONBUILD COPY --from=b a b',
    ),
    'a.yaml': `${deployment('api', '      volumes: [{name: x, configMap: {name: c, items: [{key: k}]}}]')}---\n${object('v1', 'Service', 'api', 'spec: {selector: {app: api}, ports: [{port: 80, targetPort: web}]}')}`,
  };
  for (const [name, text] of Object.entries(texts)) {
    for (let end = 0; end <= text.length; end += 3) {
      const { navigation, model, near } = open({ [name]: text.slice(0, end) });
      for (const offset of [end, Math.floor(end / 2)]) {
        navigation.targets(model, offset, near);
        navigation.mentions(model, offset, near);
        navigation.highlights?.(model, offset);
        navigation.renamable?.(model, offset, near);
      }
      navigation.links?.(model, near);
      navigation.symbols?.(model);
      navigation.lenses?.(model, near);
    }
  }
});
