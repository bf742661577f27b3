import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FactStore } from '../../server/src/engine/facts/facts.js';
import { isComposeName, parseCompose } from '../../server/src/languages/compose/file.js';
import { composeFacts, joinPath } from '../../server/src/languages/compose/facts.js';
import { interpolate } from '../../server/src/languages/compose/interpolation.js';
import { rangeText, readPort } from '../../server/src/languages/compose/ports.js';
import type { Service } from '../../server/src/languages/compose/service.js';
import { mistakesIn } from '../../server/src/languages/compose/structure.js';
import { factsOf, languageOf } from '../../server/src/languages/index.js';
import { sourceOf } from '../../server/src/languages/kubernetes/imageSource.js';
import { activeRules } from '../../server/src/engine/config/config.js';
import { rules } from '../../server/src/rules/index.js';
import { languageNamed, run, surroundings } from '../support/analysis.js';

function service(yaml: string, name = 'web'): Service {
  const found = parseCompose(yaml).service(name);
  assert.ok(found !== undefined, yaml);
  return found;
}

/** One service with these lines in it. */
const web = (lines: string): Service => service(`services:\n  web:\n${lines.replace(/^(?=.)/gm, '    ')}\n`);

test('names of files', () => {
  for (const name of [
    'compose.yaml',
    'a/compose.yml',
    'compose.prod.yaml',
    'compose.override.yml',
    'docker-compose.yml',
    'docker-compose-dev.yaml',
    'docker-compose.ci.test.yml',
  ])
    assert.equal(languageOf(name)?.id, 'compose', name);
  for (const name of ['composer.yaml', 'my-compose.yaml', 'compose.json', 'compose/app.yaml', 'decompose.yaml', 'composed.yml'])
    assert.equal(isComposeName(name), false, name);
  assert.equal(languageOf('stack.yml', 'dockercompose')?.id, 'compose');
  assert.equal(languageOf('app.yaml', 'yaml')?.id, 'kubernetes');
});

describe('ports', () => {
  const table: readonly (readonly [string, string])[] = [
    ['80', '- → 80 tcp'],
    ['"80"', '- → 80 tcp'],
    ['8080:80', '8080 → 80 tcp'],
    ['22:22', '22 → 22 tcp'],
    ['"8080:80/udp"', '8080 → 80 udp'],
    ['"127.0.0.1:8080:80"', '127.0.0.1 8080 → 80 tcp'],
    ['"127.0.0.1::80"', '127.0.0.1 - → 80 tcp'],
    ['"[::1]:8080:80"', '::1 8080 → 80 tcp'],
    ['"::1:8080:80"', '::1 8080 → 80 tcp'],
    ['"3000-3005"', '- → 3000-3005 tcp'],
    ['"9090-9091:8080-8081"', '9090-9091 → 8080-8081 tcp'],
    ['"8000-9000:80"', '8000-9000 → 80 tcp'],
    ['"${PORT}:80"', '- → 80 tcp, host not known'],
    ['"${PORT:-8080}:80"', '8080 → 80 tcp, host not known'],
    ['"8080:${PORT:-80}"', '8080 → 80 tcp'],
    ['"8080:${PORT}"', '8080 → - tcp'],
    ['"70000:80"', '- → 80 tcp: `70000` is no port between 1 and 65535 and no range of ports'],
    ['"80/http"', '- → 80 http: `http` is none of `tcp`, `udp` and `sctp`'],
    ['{ target: 80 }', '- → 80 tcp'],
    ['{ target: 80, published: "8080", host_ip: 127.0.0.1, protocol: udp }', '127.0.0.1 8080 → 80 udp'],
    ['{ target: 80, published: 8080-8090 }', '8080-8090 → 80 tcp'],
    ['{ target: 80, published: "${PORT}" }', '- → 80 tcp, host not known'],
  ];
  for (const [text, wanted] of table) {
    test(text, () => {
      const [item] = web(`ports:\n  - ${text}`).get('ports')?.items ?? [];
      const port = item === undefined ? undefined : readPort(item);
      assert.ok(port !== undefined);
      const { hostIp, published, target, protocol, isHostKnown, fault } = port;
      const show = (range: typeof target): string => (range === undefined ? '-' : rangeText(range));
      const told = `${hostIp === undefined ? '' : `${hostIp} `}${show(published)} → ${show(target)} ${protocol}${isHostKnown ? '' : ', host not known'}${fault === undefined ? '' : `: ${fault}`}`;
      assert.equal(told, wanted);
    });
  }
});

test('variables', () => {
  const told = (text: string): string => {
    const { value, isLiteral, isComplete, faults } = interpolate(text);
    return `${value.replaceAll('\uE000', '?')}${isLiteral ? '' : isComplete ? ' (defaults)' : ' (unknown)'}${faults.length === 0 ? '' : ` faults ${faults.join()}`}`;
  };
  assert.deepEqual(
    [
      'a',
      '$$A',
      '$A',
      '${A}',
      'x-${A:-b}',
      '${A-b}',
      '${A:-${B:-c}}',
      '${A:-${B}}',
      '${A:?e}',
      '${A:+b}',
      '$(a)',
      '$1 $$ $',
      '${A',
      '${1}',
    ].map(told),
    [
      'a',
      '$A',
      '? (unknown)',
      '? (unknown)',
      'x-b (defaults)',
      'b (defaults)',
      'c (defaults)',
      '? (unknown)',
      '? (unknown)',
      ' (defaults)',
      '$(a) faults 0',
      '$1 $ $ faults 0,3',
      '${A faults 0',
      '${1} faults 0',
    ],
  );
});

test('a service in all its forms', () => {
  const short = web(
    'image: reg.example.com/a/b:1@sha256:' +
      'a'.repeat(64) +
      '\nbuild: ./x\nenvironment: [A=1, B, C=]\nenv_file: .env\ndepends_on: [db]\nvolumes: [./a:/b:ro, data:/c, /d, "C:\\\\x:/e", "~/f:/g", "${H}:/i", "${J:-./j}:/k"]',
  );
  assert.equal(short.image?.repository, 'reg.example.com/a/b');
  assert.equal(short.image?.reference.tag, '1');
  assert.deepEqual([short.build?.context, short.build?.dockerfile, short.build?.target], ['./x', 'Dockerfile', undefined]);
  assert.deepEqual(
    short.environment.map(({ name, value }) => [name, value]),
    [
      ['A', '1'],
      ['B', undefined],
      ['C', ''],
    ],
  );
  assert.deepEqual(
    short.envFiles.map(({ path }) => path),
    ['.env'],
  );
  assert.deepEqual(
    short.dependencies.map(({ name, condition }) => [name, condition]),
    [['db', 'service_started']],
  );
  assert.deepEqual(
    short.mounts.map(({ type, source, target, isReadOnly }) => [type, source, target, isReadOnly]),
    [
      ['bind', './a', '/b', true],
      ['volume', 'data', '/c', false],
      ['anonymous', undefined, '/d', false],
      ['bind', 'C:\\x', '/e', false],
      ['bind', '~/f', '/g', false],
      ['unknown', undefined, '/i', false],
      ['bind', './j', '/k', false],
    ],
  );
  const long = web(
    'build:\n  context: ..\n  dockerfile: a/Dockerfile\n  target: run\n  args: { A: 1 }\nenvironment:\n  A: 1\n  B:\n  C: ""\nenv_file:\n  - a.env\n  - { path: b.env, required: false }\ndepends_on:\n  db: { condition: service_healthy }\n  x: { required: false }\nhealthcheck: { test: [NONE] }\nprofiles: [a]\ndeploy: { replicas: 3 }\ndevelop: { watch: [{ path: . }] }\nvolumes:\n  - { type: bind, source: ./a, target: /b, read_only: true }',
  );
  assert.deepEqual(
    [long.build?.context, long.build?.dockerfile, long.build?.target, long.build?.args.length],
    ['..', 'a/Dockerfile', 'run', 1],
  );
  assert.deepEqual(
    long.environment.map(({ name, value }) => [name, value]),
    [
      ['A', '1'],
      ['B', undefined],
      ['C', ''],
    ],
  );
  assert.deepEqual(
    long.envFiles.map(({ path, isRequired }) => [path, isRequired]),
    [
      ['a.env', true],
      ['b.env', false],
    ],
  );
  assert.deepEqual(
    long.dependencies.map(({ name, condition, isRequired }) => [name, condition, isRequired]),
    [
      ['db', 'service_healthy', true],
      ['x', undefined, false],
    ],
  );
  assert.deepEqual(
    [long.healthcheck?.isDisabled, long.profiles, long.replicas, long.watches.length, long.mounts[0]?.isReadOnly],
    [true, ['a'], 3, 1, true],
  );
});

test('anchors, merge keys, extensions and extends: what is brought is there, what is not known is not absent', () => {
  const file = parseCompose(
    'x-base: &base\n  restart: always\n  environment: &env { A: 1 }\nservices:\n  x-ignored: 1\n  a:\n    <<: *base\n    environment:\n      <<: *env\n      B: 2\n  b: { extends: a, image: "i:1" }\n  c: { extends: { service: a, file: other.yaml } }\n  d: { <<: *unknown }\n  e: ${E}\n',
  );
  assert.deepEqual(
    file.services.map(({ name }) => name),
    ['a', 'b', 'c', 'd', 'e'],
  );
  const [a, b, c, d, e] = file.services;
  assert.deepEqual(a?.environment.map(({ name }) => name).sort(), ['A', 'B']);
  assert.equal(b?.get('restart')?.string, 'always');
  assert.deepEqual(
    [a, b, c, d, e].map((each) => [each?.lacks('restart'), each?.lacks('image')]),
    [
      [false, true],
      [false, false],
      [false, false],
      [false, false],
      [false, false],
    ],
  );
});

test('structure: no false alarm over what Compose takes', () => {
  const fine = `
version: 3
name: \${NAME}
x-any: { thing: 1 }
include: [a.yaml, { path: [b.yaml], env_file: .env }]
services:
  web:
    image: a
    build: { context: ., args: [A=1], ssh: [default], additional_contexts: { x: ./x }, cache_from: [type=gha], ulimits: { nofile: { soft: 1, hard: 2 } } }
    command:
    entrypoint: \${ENTRY}
    environment: { A: 1, B: true, C: 1.5, D: null, E: "x" }
    env_file: [{ path: a, format: raw }]
    deploy: { replicas: "\${N:-1}", resources: { limits: { cpus: "0.5", memory: 64M }, reservations: { devices: [{ driver: nvidia, count: all, capabilities: [gpu] }] } } }
    gpus: all
    healthcheck: { test: curl localhost, retries: "3", start_interval: 1s, x-note: a }
    ports: [80, "81", { target: 82, app_protocol: http, x-a: b }, \${P}]
    networks: { default: null, b: { aliases: [x], gw_priority: 1 } }
    secrets: [a, { source: b, mode: 0440 }]
    ulimits: { nproc: 65535 }
    init: yes
    read_only: "true"
    restart: no
    mem_limit: 1g
    tmpfs: /run
    extra_hosts: ["a:1.1.1.1"]
    logging: { driver: json-file, options: { max-size: 10m, max-file: 3 } }
    develop: { watch: [{ path: ., action: sync+exec, target: /a, exec: { command: x } }] }
    pre_start: [{ command: x, anything: 1 }]
    volumes: [{ type: bind, source: ., target: /x, bind: { selinux: z } }, "a:/b"]
    storage_opt: { size: 1G }
networks: { b: { external: true }, c: { ipam: { config: [{ subnet: 1.0.0.0/8 }] } } }
volumes: { a: , d: { driver_opts: { o: bind, size: 1 } } }
configs: { a: { content: x } }
secrets: { a: { environment: A }, b: { external: { name: c } } }
`;
  assert.deepEqual(mistakesIn(parseCompose(fine)), []);
  const wrong = parseCompose('services:\n  web:\n    imag: a\n    user: 1000\n    restart: sometimes\n');
  assert.deepEqual(
    mistakesIn(wrong).map(({ what, path }) => `${what} ${path.join('.')}`),
    ['unknown-key services.web.imag', 'wrong-type services.web.user', 'bad-value services.web.restart'],
  );
});

test('comments of dclint silence what its rules are ours for', () => {
  const active = activeRules(
    rules,
    [{ preset: 'none', rules: { 'compose/obsolete-version': 'on', 'compose/image-without-version': 'on' } }],
    () => false,
  );
  const found = (text: string): string[] => run(text, languageNamed('compose'), active).findings.map(({ rule }) => rule.id);
  const both = 'version: "3"\nservices:\n  a:\n    image: nginx\n  b:\n    image: redis\n';
  const [version, image] = ['compose/obsolete-version', 'compose/image-without-version'];
  assert.deepEqual(found(both), [version, image, image]);
  for (const [comment, expected] of [
    ['# dclint disable-file', []],
    ['# dclint disable', []],
    ['# dclint disable no-version-field', [image, image]],
    ['# dclint disable service-image-require-explicit-tag no-version-field', []],
    ['# dclint enable no-version-field', [version, image, image]],
    // Of what stands below, the line alone is meant.
    ['# dclint disable-line', [image, image]],
  ] as const)
    assert.deepEqual(found(`${comment}\n${both}`), expected, comment);
  assert.deepEqual(found(both.replace('nginx', 'nginx # dclint disable-line service-image-require-explicit-tag')), [version, image]);
  assert.deepEqual(found(both.replace('  b:', '  # dclint disable-next-line\n  b:')), [version, image, image]);
  assert.deepEqual(found(both.replace('    image: redis', '    # dclint disable-line\n    image: redis')), [version, image]);
});

test('templates: formats of Docker are values, everything else makes another file', () => {
  assert.equal(parseCompose('services:\n  a: { hostname: "{{.Node.Hostname}}", x: "{{ json .Config }}" }\n').isTemplated, false);
  for (const text of [
    'services:\n  a: { image: {{ image }} }\n',
    'services:\n{% if x %}\n{% endif %}\n',
    'a: "{{ .Values.x }}"\n',
    'a: {{\n',
  ])
    assert.equal(parseCompose(text).isTemplated, true, text);
});

describe('facts', () => {
  const facts = (yaml: string, path = '/srv/My Shop/compose.yaml'): readonly string[] =>
    composeFacts(parseCompose(yaml), path).map(({ kind, key, data }) => `${kind} ${key} ${JSON.stringify(data)}`);

  test('a build with and without a name for its image', () => {
    assert.deepEqual(
      facts(
        'services:\n  web: { build: ./web }\n  api:\n    image: reg.io/shop/api:${TAG}\n    build: { context: ../api, dockerfile: docker/Dockerfile, target: run }\n  db: { image: "postgres:17" }\n',
      ),
      [
        'build.context /srv/My Shop/web/Dockerfile {"context":"/srv/My Shop/web","by":"compose","name":"web"}',
        'image.build myshop-web {"dockerfile":"/srv/My Shop/web/Dockerfile","target":null,"by":"compose"}',
        'build.context /srv/api/docker/Dockerfile {"context":"/srv/api","by":"compose","name":"api"}',
        'image.build reg.io/shop/api {"dockerfile":"/srv/api/docker/Dockerfile","target":"run","by":"compose"}',
      ],
    );
  });

  test('nothing is said of what is not known', () => {
    assert.deepEqual(
      facts(
        'services:\n  a: { build: "${DIR}" }\n  b: { build: https://github.com/a/b.git }\n  c: { build: { context: ., dockerfile_inline: FROM x } }\n  d: { build: { context: ., dockerfile: "${F}" } }\n',
      ),
      [],
    );
    assert.deepEqual(facts('name: shop\nservices:\n  a: { build: { context: ., target: "${T}" } }\n').length, 1);
    assert.deepEqual(facts('name: shop\nservices:\n  a: { build: . }\n')[1]?.startsWith('image.build shop-a '), true);
  });

  test('a manifest finds the Dockerfile through the Compose file', () => {
    const store = new FactStore();
    const tell = (path: string, text: string): void => void store.set(path, factsOf(path, text));
    tell('/w/compose.yaml', 'services:\n  web:\n    image: acme/portal:1\n    build: { context: ./src/site, target: run }\n');
    tell('/w/src/site/Dockerfile', 'FROM node:24 AS build\nFROM nginx:1.29 AS run\nFROM run AS debug\n');
    store.complete = true;
    const source = sourceOf(store.view('/w/k8s/app.yaml'), 'acme/portal:2');
    assert.deepEqual([source?.dockerfile.path, source?.stage, source?.by], ['/w/src/site/Dockerfile', 1, 'compose']);
  });

  test('paths', () => {
    assert.deepEqual(
      [joinPath('/a/b', '.'), joinPath('/a/b', '../c/./d'), joinPath('/a', '/x/y'), joinPath('C:/a', '..\\b'), joinPath('/a', '../../..')],
      ['/a/b', '/a/c/d', '/x/y', 'C:/b', '/'],
    );
  });
});

describe('hover', () => {
  const language = languageNamed('compose');
  const text = `services:
  web:
    build:
      context: .
      target: run
    ports:
      - "127.0.0.1:8080:80"
      - "9000:9000"
    depends_on:
      db:
        condition: service_healthy
    environment:
      A: \${A:-x}
  db:
    image: postgres:17
    restart: unless-stopped
    healthcheck:
      test: pg_isready
      interval: 10s
      timeout: 5s
      retries: 5
      start_period: 1m
    volumes:
      - data:/var/lib/postgresql/data
volumes:
  data:
`;
  const files = new Map([['Dockerfile', 'FROM node:24 AS build\nFROM nginx:1.29 AS run\n']]);
  const at = (word: string, nth = 0): string => {
    let offset = -1;
    for (let i = 0; i <= nth; i++) offset = text.indexOf(word, offset + 1);
    return language.hover?.(language.parse(text), offset + 1, surroundings(files, 'compose.yaml', text))?.markdown ?? '';
  };

  test('a service as a whole', () => {
    assert.match(at('web:'), /Built from `Dockerfile` in `\.`, stage `run`\./);
    assert.match(at('web:'), /Port 8080 of `127\.0\.0\.1` of the machine leads to port 80/);
    assert.match(at('web:'), /Waits for `db` \(healthy\)/);
    assert.match(at('db:', 1), /Runs the image `postgres` of `docker\.io`, tag `17`/);
  });
  test('ports', () => {
    assert.match(at('127.0.0.1'), /Only programs on this machine/);
    assert.match(at('9000'), /Everybody who reaches the machine/);
  });
  test('conditions, words, timing, mounts, variables', () => {
    assert.match(at('service_healthy'), /Goes on when the health check passes/);
    assert.match(at('db:'), /started when `db` is healthy.*Checked every 10s/s);
    assert.match(at('unless-stopped'), /unless somebody stopped it/);
    assert.match(at('interval'), /Unhealthy after 5 failures in a row, 1m 50s to 2m 15s/);
    assert.match(at('data:/var'), /volume `data` at/);
    assert.match(at('${A'), /`A`: from the shell or `\.env`, without it `x`/);
    assert.match(at('restart'), /docs\.docker\.com\/reference\/compose-file\/services\/#restart/);
    assert.match(at('volumes:', 1), /Named volumes/);
  });
});
