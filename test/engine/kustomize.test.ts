import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { posix } from 'node:path';
import { FactStore } from '../../server/src/engine/facts/facts.js';
import type { Surroundings } from '../../server/src/engine/rule/define.js';
import { factsOf, languageOf } from '../../server/src/languages/index.js';
import { sourceOf, usesOf } from '../../server/src/languages/kubernetes/imageSource.js';
import { isKustomizePatch } from '../../server/src/languages/kubernetes/kustomize.js';
import { parseKustomization } from '../../server/src/languages/kustomize/file.js';
import { holdingOf } from '../../server/src/languages/kustomize/holding.js';
import { effectiveImages, isImageMatched, namespacesOf, overridden } from '../../server/src/languages/kustomize/images.js';
import { isRemotePath, pathsIn } from '../../server/src/languages/kustomize/paths.js';
import { languageNamed, surroundings } from '../support/analysis.js';

const deployment = (name: string, image: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  template:
    spec:
      containers:
        - name: main
          image: ${image}
`;

const shop: Readonly<Record<string, string>> = {
  'base/kustomization.yaml': `resources:
  - api.yaml
namePrefix: shop-
configMapGenerator:
  - name: settings
    files:
      - app.conf
      - other=conf/b.conf
    literals:
      - LEVEL=info
  - name: more
    envs: [more.env]
`,
  'base/api.yaml': deployment('api', 'api'),
  'prod/kustomization.yaml': `namespace: prod
resources:
  - ../base
components:
  - ../metrics
images:
  - name: api
    newName: ghcr.io/acme/api
    newTag: "1.4"
patches:
  - path: patches/cpu.yaml
`,
  'prod/patches/cpu.yaml': deployment('api', 'api'),
  'dev/kustomization.yaml': 'resources:\n  - ../base\nimages:\n  - name: api\n    digest: sha256:ab\n',
  'metrics/kustomization.yaml': 'kind: Component\nimages:\n  - name: api\n    newTag: metrics\n',
};

function storeOf(files: Readonly<Record<string, string>>): FactStore {
  const store = new FactStore();
  for (const [path, text] of Object.entries(files)) store.set(`/w/${path}`, factsOf(`/w/${path}`, text));
  store.complete = true;
  return store;
}

test('names of files', () => {
  for (const name of ['kustomization.yaml', 'a/kustomization.yml', 'a/Kustomization'])
    assert.equal(languageOf(name)?.id, 'kustomize', name);
  for (const name of [
    'kustomization.json',
    'my-kustomization.yaml',
    'kustomization.yaml.bak',
    'Kustomization/app.yaml',
    'Kustomization.yaml',
  ])
    assert.notEqual(languageOf(name)?.id, 'kustomize', name);
});

test('addresses and paths', () => {
  for (const path of [
    'https://github.com/acme/a//b?ref=v1',
    'github.com/acme/a',
    'git@github.com:acme/a.git',
    'ssh://git@host/a.git',
    'git::https://host/a',
    'host.example.com/a//b',
    'https://host/a.yaml',
    'a?ref=v1',
    'https://dev.azure.com/acme/p/_git/r',
  ])
    assert.ok(isRemotePath(path), path);
  for (const path of ['../base', 'a.yaml', './github.com.yaml', 'overlays/prod/', 'a/git/b.yaml', '/abs/a.yaml'])
    assert.ok(!isRemotePath(path), path);
});

test('every path of a file, and nothing else', () => {
  const file = parseKustomization(`resources: [a.yaml, ../b, "\${x}/c"]
patches:
  - path: p.yaml
  - patch: |-
      - op: remove
        path: /spec
patchesStrategicMerge:
  - s.yaml
  - |-
    apiVersion: v1
  - '{"kind": "Pod"}'
configMapGenerator:
  - name: a
    files: [k=f.conf, g.conf]
    envs: [e.env]
openapi: { path: o.json }
replacements: [{ path: r.yaml }, { source: {} }]
helmCharts: [{ name: c, valuesFile: v.yaml, additionalValuesFiles: [w.yaml] }]
transformers:
  - t.yaml
  - |-
    kind: X
`);
  assert.deepEqual(
    pathsIn(file).map(({ field, path }) => `${field} ${path}`),
    [
      'resources a.yaml',
      'resources ../b',
      'transformers t.yaml',
      'patchesStrategicMerge s.yaml',
      'patches.path p.yaml',
      'replacements.path r.yaml',
      'configMapGenerator.files f.conf',
      'configMapGenerator.files g.conf',
      'configMapGenerator.envs e.env',
      'openapi.path o.json',
      'helmCharts.valuesFile v.yaml',
      'helmCharts.additionalValuesFiles w.yaml',
    ],
  );
});

describe('facts', () => {
  const store = storeOf(shop);

  test('what is generated, with its keys', () => {
    const [settings] = store.find('kustomize.generated', 'ConfigMap settings');
    assert.deepEqual(settings?.data, { kind: 'ConfigMap', name: 'settings', keys: ['app.conf', 'other', 'LEVEL'], folder: '/w/base' });
    assert.equal(store.find('kustomize.generated', 'ConfigMap more')[0]?.data.keys, null);
  });

  test('who lists what, and what becomes of it', () => {
    assert.deepEqual(store.find('kustomize.resource', '/w/base/api.yaml')[0]?.data, {
      by: '/w/base/kustomization.yaml',
      namespace: null,
      prefix: 'shop-',
      suffix: '',
    });
    assert.deepEqual(
      store.find('kustomize.resource', '/w/base').map(({ data }) => data.by),
      ['/w/dev/kustomization.yaml', '/w/prod/kustomization.yaml'],
    );
    assert.equal(store.find('kustomize.patch', '/w/prod/patches/cpu.yaml')[0]?.data.by, '/w/prod/kustomization.yaml');
    assert.equal(store.find('kustomize.image', 'api').length, 3);
  });

  test('Flux, templates and half a file say nothing', () => {
    for (const text of [
      'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nspec: {}\n',
      'resources:\n  - {{ .Values.file }}\n',
      '- a\n',
      '',
    ])
      assert.deepEqual(factsOf('/w/kustomization.yaml', text), []);
  });

  test('all objects of an overlay by all their names', () => {
    const own = store.find('kustomize', '/w/prod')[0]?.data;
    assert.ok(own !== undefined);
    const { objects, isComplete } = holdingOf(store.view('/w/prod/kustomization.yaml'), '/w/prod', own);
    assert.ok(isComplete);
    assert.deepEqual(
      objects.map(({ kind, names, images }) => [kind, names, images]),
      [
        ['Deployment', ['api', 'shop-api'], ['api:metrics']],
        ['ConfigMap', ['settings', 'shop-settings'], []],
        ['ConfigMap', ['more', 'shop-more'], []],
      ],
    );
  });
});

describe('image overrides', () => {
  test('the text in front of the tag is compared', () => {
    assert.ok(isImageMatched('nginx', 'nginx:1.25'));
    assert.ok(isImageMatched('nginx', 'nginx@sha256:ab'));
    assert.ok(isImageMatched('localhost:5000/web', 'localhost:5000/web:v1'));
    assert.ok(isImageMatched('ngi.x', 'nginx'));
    for (const image of ['library/nginx', 'nginx-extra', 'docker.io/nginx:1']) assert.ok(!isImageMatched('nginx', image), image);
    assert.ok(!isImageMatched('a(', 'b'));
  });

  test('what stands there afterwards', () => {
    const to = (image: string, override: object): string =>
      overridden(image, { name: 'web', newName: null, newTag: null, digest: null, ...override });
    assert.equal(to('web:1', { newTag: '2' }), 'web:2');
    assert.equal(to('web:1', { newName: 'acme/web' }), 'acme/web:1');
    assert.equal(to('web:1', { digest: 'sha256:ab' }), 'web@sha256:ab');
    assert.equal(to('web@sha256:ab', { newTag: '2' }), 'web:2');
    assert.equal(to('other:1', { newTag: '2' }), 'other:1');
  });

  test('each way in has its own result', () => {
    const view = storeOf(shop).view('/w/base/api.yaml');
    assert.deepEqual(
      effectiveImages(view, '/w/base/api.yaml', 'api').map(({ image, top }) => [posix.basename(posix.dirname(top)), image]),
      [
        ['dev', 'api@sha256:ab'],
        ['prod', 'ghcr.io/acme/api:1.4'],
      ],
    );
    assert.deepEqual(namespacesOf(view, '/w/base/api.yaml'), ['prod']);
  });

  test('a circle ends', () => {
    const store = storeOf({
      'a/kustomization.yaml': 'resources: [../b, web.yaml]\n',
      'b/kustomization.yaml': 'resources: [../a]\n',
      'a/web.yaml': deployment('web', 'web'),
    });
    assert.ok(Array.isArray(effectiveImages(store.view('/w/a/web.yaml'), '/w/a/web.yaml', 'web')));
    assert.deepEqual(namespacesOf(store.view('/w/a/web.yaml'), '/w/a/web.yaml'), []);
  });

  test('the Dockerfile behind an image that a kustomization names', () => {
    const store = storeOf({
      'base/kustomization.yaml': 'resources: [web.yaml]\nimages:\n  - name: placeholder\n    newName: ghcr.io/acme/shop\n',
      'base/web.yaml': deployment('web', 'placeholder'),
      'shop/Dockerfile': 'FROM debian:13-slim\nCMD ["/app"]\n',
    });
    const source = sourceOf(store.view('/w/base/web.yaml'), 'placeholder');
    assert.equal(source?.dockerfile.path, '/w/shop/Dockerfile');
    assert.equal(source?.by, 'kustomize');
    assert.equal(usesOf(store.view('/w/shop/Dockerfile'))[0]?.path, '/w/base/web.yaml');
  });
});

test('a patch is one wherever it is listed, and a resource of the same name is none', () => {
  const store = storeOf({
    'kustomization.yaml': 'resources: [app/web.yaml]\npatches:\n  - path: deep/er/and/deeper/web.yaml\n',
    'app/web.yaml': deployment('web', 'web'),
    'deep/er/and/deeper/web.yaml': deployment('web', 'web'),
  });
  const near = (path: string): Surroundings => ({
    ...surroundings(undefined, path),
    fileName: posix.basename(path),
    workspace: store.view(`/w/${path}`),
  });
  assert.ok(isKustomizePatch(near('deep/er/and/deeper/web.yaml')));
  assert.ok(!isKustomizePatch(near('app/web.yaml')));
});

describe('in the editor', () => {
  const language = languageNamed('kustomize');
  const path = 'prod/kustomization.yaml';
  const files = new Map(Object.entries(shop).map(([name, text]) => [posix.relative('prod', name), text]));
  const text = shop[path] ?? '';
  const near = surroundings(files, path, text);
  const hover = (word: string): string => language.hover?.(language.parse(text), text.indexOf(word) + 1, near)?.markdown ?? '';

  test('fields', () => {
    assert.match(hover('namespace'), /^`namespace`, text\. Is given to all objects/);
    assert.match(hover('newTag'), /A number needs quotes/);
    assert.match(hover('resources'), /- Deployment `shop-api`/);
    assert.equal(language.hover?.(language.parse('foo: 1\n'), 1, near), undefined);
    const old = 'bases:\n  - ../base\n';
    assert.match(language.hover?.(language.parse(old), 1, near)?.markdown ?? '', /\*\*Deprecated\*\*: `resources`/);
  });

  test('paths, images and generators', () => {
    assert.match(hover('../base'), /\*\*Kustomization\*\* of `\.\.\/base`:\n\n- Deployment `api`|- Deployment `shop-api`/);
    assert.match(hover('patches/cpu.yaml'), /Holds\n\n- Deployment `api`/);
    assert.match(hover('ghcr.io/acme/api'), /Deployment `shop-api`: `api:metrics` becomes `ghcr\.io\/acme\/api:1\.4`/);
    const base = shop['base/kustomization.yaml'] ?? '';
    const generated = language.hover?.(language.parse(base), base.indexOf('settings') + 1, near)?.markdown ?? '';
    assert.match(generated, /Makes the ConfigMap `shop-settings-…`\. References to `settings`/);
  });

  test('an image of a manifest, as it will be', () => {
    const kubernetes = languageNamed('kubernetes');
    const api = shop['base/api.yaml'] ?? '';
    const beside = new Map(Object.entries(shop).map(([name, content]) => [posix.relative('base', name), content]));
    const found = kubernetes.hover?.(kubernetes.parse(api), api.indexOf('image: api') + 8, surroundings(beside, 'base/api.yaml', api));
    assert.match(
      found?.markdown ?? '',
      /`ghcr\.io\/acme\/api:1\.4` by `\.\.\/metrics\/kustomization\.yaml`|`ghcr\.io\/acme\/api:1\.4` by `\.\.\/prod\/kustomization\.yaml`/,
    );
  });

  test('ways to files and back', () => {
    const model = language.parse(text);
    const { navigation } = language;
    const at = (word: string): number => text.indexOf(word) + 1;
    assert.deepEqual(
      (navigation?.links?.(model, near) ?? []).map((link) => link.path),
      ['../base/kustomization.yaml', '../metrics/kustomization.yaml', 'patches/cpu.yaml'],
    );
    assert.equal(navigation?.targets(model, at('../base'), near)?.places[0]?.path, '/workspace/base/kustomization.yaml');
    assert.equal(navigation?.targets(model, text.indexOf('name: api') + 7, near)?.places[0]?.path, '/workspace/base/api.yaml');
    const mentions = navigation?.mentions(model, at('../base'), near) ?? [];
    assert.deepEqual(
      mentions.filter(({ isDeclaration }) => !isDeclaration).map((mention) => mention.path),
      ['/workspace/dev/kustomization.yaml', '/workspace/prod/kustomization.yaml'],
    );
    assert.deepEqual(
      navigation?.symbols?.(model).map(({ name }) => name),
      ['namespace', 'resources', 'components', 'images', 'patches'],
    );
  });
});
