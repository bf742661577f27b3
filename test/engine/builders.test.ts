import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FactStore } from '../../server/src/engine/facts/facts.js';
import { readHcl } from '../../server/src/languages/builders/hcl.js';
import { factsOf, tellsFacts } from '../../server/src/languages/index.js';
import { sourceOf } from '../../server/src/languages/kubernetes/imageSource.js';

/** What a file says of builds: `image <- dockerfile#target` and `dockerfile @ context`. */
function said(path: string, text: string): string[] {
  return factsOf(path, text)
    .map((fact) => {
      if (fact.kind === 'image.build') {
        const { dockerfile, target, by } = fact.data as { dockerfile: string; target: string | null; by: string };
        return `${by}: ${fact.key} <- ${dockerfile}${target === null ? '' : `#${target}`}`;
      }
      return fact.kind === 'build.context' ? `${fact.key} @ ${(fact.data as { context: string }).context}` : '';
    })
    .filter((line) => line !== '');
}

/** The texts that the facts of builds stand at. */
const places = (path: string, text: string): string[] =>
  factsOf(path, text).flatMap(({ kind, at }) => (kind === 'build.context' ? [text.slice(at.start, at.end)] : []));

describe('Bake files', () => {
  const path = '/w/docker-bake.hcl';

  test('targets with context, Dockerfile, stage and tags', () => {
    const text = `
# who builds what
variable "TAG" { default = "latest" }
group "default" { targets = ["api", "web"] }
target "api" {
  context    = "./api"
  dockerfile = "deploy/Dockerfile" // in the context
  target     = "runtime"
  tags       = ["registry.example.com/shop/api:\${TAG}", "shop/api"]
  args = {
    context = "not this"
    A       = "}"
  }
}
target web {
  tags = [ "web:1", ]
}
`;
    assert.deepEqual(said(path, text), [
      '/w/api/deploy/Dockerfile @ /w/api',
      'bake: registry.example.com/shop/api <- /w/api/deploy/Dockerfile#runtime',
      'bake: shop/api <- /w/api/deploy/Dockerfile#runtime',
      '/w/Dockerfile @ /w',
      'bake: web <- /w/Dockerfile',
    ]);
    assert.deepEqual(places(path, text), ['target "api"', 'target web']);
  });

  test('what is inherited, the last parent first', () => {
    const text = `
target "_common" { context = "src" }
target "a" { dockerfile = "A.Dockerfile" }
target "b" {
  inherits = ["a", "_common"]
  tags     = ["b"]
}`;
    assert.deepEqual(said(path, text), ['/w/src/A.Dockerfile @ /w/src', 'bake: b <- /w/src/A.Dockerfile']);
  });

  test('what has to be computed is not known', () => {
    const targets = [
      'context = "${DIR}"',
      'context = DIR',
      'context = "a" == "b" ? "c" : "d"',
      'context = format("%s", "a")',
      'context = "https://github.com/a/b.git"',
      'context = "target:base"',
      'dockerfile-inline = <<EOT\nFROM a\ntarget "x" { tags = ["x"] }\nEOT',
      'inherits = ["elsewhere"]',
      'inherits = [NAME]',
      'inherits = NAMES',
    ];
    for (const body of targets) assert.deepEqual(said(path, `target "a" {\n  ${body}\n  tags = ["a"]\n}\n`), [], body);
    assert.deepEqual(said(path, 'target "a" {\n  target = STAGE\n  tags = ["a"]\n}'), ['/w/Dockerfile @ /w']);
    assert.deepEqual(said(path, 'target "a" {\n  tags = ["${REGISTRY}/a:1", "r/a:${T}", "r/b:${T}/c"]\n}'), [
      '/w/Dockerfile @ /w',
      'bake: r/a <- /w/Dockerfile',
    ]);
    // What follows a value that is passed over is read again.
    assert.deepEqual(said(path, 'target "a" {\n  labels = merge({ "x" = "}" }, Y)\n  context = "c"\n}'), ['/w/c/Dockerfile @ /w/c']);
  });

  test('JSON', () => {
    const text = JSON.stringify({
      target: { api: { context: 'api', tags: ['api:${TAG}'] }, web: { inherits: ['api'], target: 'web', tags: ['web'] } },
    });
    assert.deepEqual(said('/w/docker-bake.json', text), [
      '/w/api/Dockerfile @ /w/api',
      'bake: api <- /w/api/Dockerfile',
      '/w/api/Dockerfile @ /w/api',
      'bake: web <- /w/api/Dockerfile#web',
    ]);
  });

  test('names; a file that overrides another says only a part', () => {
    for (const name of ['docker-bake.hcl', 'docker-bake.prod.hcl', 'docker-bake.json', 'shop.bake.hcl', 'a/bake.hcl'])
      assert.ok(tellsFacts(`/w/${name}`), name);
    for (const name of ['docker-bake.override.hcl', 'main.hcl', 'package.json', 'bake.txt']) assert.ok(!tellsFacts(`/w/${name}`), name);
  });

  test('every beginning of a file is read in time and without an exception', () => {
    const text = 'target "a" {\n inherits = ["b", "${c}"] /* x */\n context = <<E\n${"x"}\nE\n args = { a = [1, { b = "]" }] }\n}\n';
    for (let length = 0; length <= text.length; length++) readHcl(text.slice(0, length));
    const started = performance.now();
    for (const part of ['{', '"', '[', '<<A\n', 'a = ', '/*', '${', '\\']) readHcl(`target "a" { x = ${part.repeat(100_000)}`);
    assert.ok(performance.now() - started < 2000);
  });
});

describe('skaffold.yaml', () => {
  test('artifacts of several documents', () => {
    const text = `apiVersion: skaffold/v4beta13
kind: Config
build:
  artifacts:
    - image: shop/api
      context: services/api
      docker: { dockerfile: docker/Dockerfile, target: runtime }
    - image: web
    - image: java
      jib: {}
    - image: "{{.REGISTRY}}/x"
      context: x
    - image: other
      docker: { dockerfile: "{{.FILE}}" }
    - image: kan
      kaniko: { dockerfile: K.Dockerfile }
---
apiVersion: skaffold/v4beta13
kind: Config
build:
  artifacts: [{ image: second, context: second }]
`;
    assert.deepEqual(said('/w/skaffold.yaml', text), [
      '/w/services/api/docker/Dockerfile @ /w/services/api',
      'skaffold: shop/api <- /w/services/api/docker/Dockerfile#runtime',
      '/w/Dockerfile @ /w',
      'skaffold: web <- /w/Dockerfile',
      '/w/x/Dockerfile @ /w/x',
      '/w/K.Dockerfile @ /w',
      'skaffold: kan <- /w/K.Dockerfile',
      '/w/second/Dockerfile @ /w/second',
      'skaffold: second <- /w/second/Dockerfile',
    ]);
    assert.deepEqual(places('/w/skaffold.yaml', text).slice(0, 2), ['shop/api', 'web']);
  });

  test('another file of that name', () => {
    assert.deepEqual(said('/w/skaffold.yaml', 'apiVersion: v1\nkind: ConfigMap\nbuild: { artifacts: [{ image: a }] }\n'), []);
    assert.deepEqual(said('/w/skaffold.yaml', 'apiVersion: skaffold/v4beta13\nbuild:\n  artifacts: {}\n'), []);
  });
});

describe('Tiltfile', () => {
  const path = '/w/dev/Tiltfile';

  test('calls over lines, with comments between', () => {
    const text = `# docker_build('no', '.')
allow_k8s_contexts('k3d-dev')
docker_build('shop/api', '../api')
docker_build(
    # the image
    "registry.example.com/web:dev",
    context='../web',  # its folder
    dockerfile='web.Dockerfile',
    target="dev",
    build_args={'a': 'b, c', "d": ["e)"]},
    live_update=[sync('./a', '/b'), run('x', trigger=['y'])],
)
docker_build_with_restart(r'worker', '.', entrypoint=['/app'])
print("docker_build('text', '.')")
`;
    assert.deepEqual(said(path, text), [
      '/w/api/Dockerfile @ /w/api',
      'tilt: shop/api <- /w/api/Dockerfile',
      '/w/dev/web.Dockerfile @ /w/web',
      'tilt: registry.example.com/web <- /w/dev/web.Dockerfile#dev',
      '/w/dev/Dockerfile @ /w/dev',
      'tilt: worker <- /w/dev/Dockerfile',
    ]);
    assert.deepEqual(places(path, text), ["'shop/api'", '"registry.example.com/web:dev"', "r'worker'"]);
  });

  test('arguments that are not literal', () => {
    assert.deepEqual(said(path, "docker_build(REGISTRY + '/api', 'api')"), ['/w/dev/api/Dockerfile @ /w/dev/api']);
    for (const call of [
      "docker_build('a', DIR)",
      "docker_build('a', '.', dockerfile=FILE)",
      "docker_build('a', '.', dockerfile_contents='FROM x')",
      "docker_build('a', os.path.join('a', 'b'))",
      "docker_build('a', '.', {}, 'Dockerfile')",
      "docker_build('a'",
      'docker_build()',
      "def docker_build(a='x', b='.'): pass",
      "x.docker_build('a', '.')",
      'docker_build(*args)',
      "custom_build('a', 'make', ['.'])",
    ])
      assert.deepEqual(said(path, call), [], call);
    assert.deepEqual(said(path, "docker_build('a', '.', target=STAGE)"), ['/w/dev/Dockerfile @ /w/dev']);
  });

  test('names', () => {
    for (const name of ['Tiltfile', 'api/Tiltfile', 'Tiltfile.dev', 'lib.tiltfile']) assert.ok(tellsFacts(`/w/${name}`), name);
    assert.ok(!tellsFacts('/w/NotATiltfile'));
  });
});

describe('.slipway.yaml', () => {
  test('images with a path or a map', () => {
    const text = `preset: strict
images:
  shop/api: api/Dockerfile
  web: { dockerfile: docker/web.Dockerfile, target: run, context: . }
  wrong: { target: x }
  wrong2: [a]
`;
    assert.deepEqual(said('/w/.slipway.yaml', text), [
      'settings: shop/api <- /w/api/Dockerfile',
      '/w/docker/web.Dockerfile @ /w',
      'settings: web <- /w/docker/web.Dockerfile#run',
    ]);
    assert.deepEqual(said('/w/.slipway.yaml', 'preset: all\n'), []);
  });

  test('goes before all others, for the files below its folder', () => {
    const store = new FactStore();
    const dockerfile = 'FROM debian:13-slim\nCMD ["/app"]\n';
    const files: Readonly<Record<string, string>> = {
      '/w/api/Dockerfile': dockerfile,
      '/w/other/Dockerfile': dockerfile,
      '/w/shop/.slipway.yaml': 'images:\n  api: ../other/Dockerfile\n',
      '/w/compose.yaml': 'services:\n  api:\n    image: api\n    build: api\n',
    };
    for (const [path, text] of Object.entries(files)) store.set(path, factsOf(path, text));
    const from = (path: string) => sourceOf(store.view(path), 'api:1');
    assert.equal(from('/w/shop/k8s/a.yaml')?.dockerfile.path, '/w/other/Dockerfile');
    assert.equal(from('/w/shop/k8s/a.yaml')?.said?.path, '/w/shop/.slipway.yaml');
    assert.equal(from('/w/k8s/a.yaml')?.dockerfile.path, '/w/api/Dockerfile');
    assert.equal(from('/w/k8s/a.yaml')?.by, 'compose');
  });
});
