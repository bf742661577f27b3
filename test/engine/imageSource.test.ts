import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FactStore, type Fact } from '../../server/src/engine/facts/facts.js';
import { factsOf } from '../../server/src/languages/index.js';
import { sourceOf, usesOf } from '../../server/src/languages/kubernetes/imageSource.js';

const plain = 'FROM debian:13-slim\nCMD ["/app"]\n';

/** A workspace of Dockerfiles by path; a list has the same small text in each. */
function workspace(
  files: readonly string[] | Readonly<Record<string, string>>,
  said: readonly (Fact & { path: string })[] = [],
): FactStore {
  const store = new FactStore();
  const texts = Array.isArray(files) ? Object.fromEntries(files.map((path: string) => [path, plain])) : files;
  for (const [path, text] of Object.entries(texts as Record<string, string>)) store.set(path, factsOf(path, text));
  for (const { path, ...fact } of said) store.set(path, [fact]);
  store.complete = true;
  return store;
}

function build(path: string, key: string, dockerfile: string, by: 'compose' | 'skaffold' | 'command', target: string | null = null) {
  return { kind: 'image.build', key, data: { dockerfile, target, by }, at: { start: 0, end: 1 }, path } as Fact & { path: string };
}

const find = (store: FactStore, image: string, from = '/w/k8s/app.yaml') => sourceOf(store.view(from), image);
const pathOf = (store: FactStore, image: string, from?: string) => find(store, image, from)?.dockerfile.path;

describe('the Dockerfile behind an image, by names alone', () => {
  test('a monorepo with many Dockerfiles', () => {
    const store = workspace([
      '/w/services/api/Dockerfile',
      '/w/services/web/Dockerfile',
      '/w/services/worker/Containerfile',
      '/w/Dockerfile',
    ]);
    assert.equal(pathOf(store, 'registry.example.com/shop/api:1.4.2'), '/w/services/api/Dockerfile');
    assert.equal(pathOf(store, 'localhost:5000/web'), '/w/services/web/Dockerfile');
    assert.equal(
      pathOf(store, 'worker@sha256:0123456789012345678901234567890123456789012345678901234567890123'),
      '/w/services/worker/Containerfile',
    );
    assert.equal(pathOf(store, 'registry.example.com/shop/other'), undefined);
    assert.equal(find(store, 'api')?.by, 'name');
  });

  test('Dockerfile.NAME, NAME.Dockerfile and a folder docker', () => {
    const store = workspace(['/w/docker/Dockerfile.api', '/w/web.Dockerfile', '/w/worker/docker/Dockerfile', '/w/Dockerfile']);
    assert.equal(pathOf(store, 'api'), '/w/docker/Dockerfile.api');
    assert.equal(pathOf(store, 'shop/web:2'), '/w/web.Dockerfile');
    assert.equal(pathOf(store, 'worker'), '/w/worker/docker/Dockerfile');
    assert.equal(pathOf(store, 'docker'), undefined);
  });

  test('folders as .NET and Python name them', () => {
    const store = workspace(['/w/src/Shop.Orders.Api/Dockerfile', '/w/mail_sender/Dockerfile', '/w/src/web/Dockerfile']);
    assert.equal(pathOf(store, 'shop-orders-api:1'), '/w/src/Shop.Orders.Api/Dockerfile');
    assert.equal(pathOf(store, 'acme/shop.orders.api:1'), '/w/src/Shop.Orders.Api/Dockerfile');
    assert.equal(pathOf(store, 'mail-sender'), '/w/mail_sender/Dockerfile');
    // A folder of the very name is believed first.
    const both = workspace(['/w/mail_sender/Dockerfile', '/w/mail-sender/Dockerfile']);
    assert.equal(pathOf(both, 'mail-sender'), '/w/mail-sender/Dockerfile');
    assert.equal(pathOf(both, 'mail_sender'), '/w/mail_sender/Dockerfile');
  });

  test('a Dockerfile for development is another image', () => {
    const store = workspace(['/w/api/Dockerfile', '/w/api/Dockerfile.dev']);
    assert.equal(pathOf(store, 'api'), '/w/api/Dockerfile');
  });

  test('the folder of the project, and its name in front', () => {
    const store = workspace(['/home/me/shop/Dockerfile', '/home/me/shop/services/api/Dockerfile']);
    assert.equal(pathOf(store, 'shop', '/home/me/shop/k8s/a.yaml'), '/home/me/shop/Dockerfile');
    assert.equal(pathOf(store, 'registry.example.com/shop-api', '/home/me/shop/k8s/a.yaml'), '/home/me/shop/services/api/Dockerfile');
    assert.equal(pathOf(store, 'registry.example.com/blog-api', '/home/me/shop/k8s/a.yaml'), undefined);
  });

  test('the same name twice: the near one, or none', () => {
    const store = workspace(['/w/blog/api/Dockerfile', '/w/shop/api/Dockerfile']);
    assert.equal(pathOf(store, 'api', '/w/shop/k8s/app.yaml'), '/w/shop/api/Dockerfile');
    assert.equal(pathOf(store, 'api', '/w/blog/k8s/app.yaml'), '/w/blog/api/Dockerfile');
    assert.equal(pathOf(store, 'api', '/w/deploy/app.yaml'), undefined);
  });

  test('one is nearer and another better named: neither', () => {
    const store = workspace(['/w/blog/docker/Dockerfile.api', '/w/shop/api/Dockerfile']);
    assert.equal(pathOf(store, 'api', '/w/shop/k8s/app.yaml'), undefined);
    assert.equal(pathOf(store, 'api', '/w/blog/k8s/app.yaml'), '/w/blog/docker/Dockerfile.api');
  });

  test('several roots', () => {
    const store = workspace(['/code/api/Dockerfile', '/infra/web/Dockerfile', '/code/web/Dockerfile']);
    assert.equal(pathOf(store, 'api', '/infra/k8s/app.yaml'), '/code/api/Dockerfile');
    assert.equal(pathOf(store, 'web', '/infra/k8s/app.yaml'), '/infra/web/Dockerfile');
    assert.equal(pathOf(store, 'web', '/elsewhere/app.yaml'), undefined);
  });

  test('examples and tests are for themselves', () => {
    const store = workspace(['/w/examples/api/Dockerfile', '/w/vendor/web/Dockerfile']);
    assert.equal(pathOf(store, 'api'), undefined);
    assert.equal(pathOf(store, 'web'), undefined);
    assert.equal(pathOf(store, 'api', '/w/examples/k8s/app.yaml'), '/w/examples/api/Dockerfile');
  });

  test('images that everybody pulls', () => {
    const names = [
      'nginx',
      'redis',
      'postgres',
      'kong',
      'vault',
      'grafana',
      'prometheus',
      'traefik',
      'python',
      'static',
      'pause',
      'metrics',
      'api',
    ];
    const store = workspace(names.map((name) => `/w/${name}/Dockerfile`));
    const others = [
      'nginx:1.29',
      'docker.io/library/redis:8',
      'postgres',
      'library/kong',
      'hashicorp/vault:1.20',
      'vault',
      'grafana/grafana:12.0.0',
      'docker.io/grafana/grafana',
      'prom/prometheus:v3.5.0',
      'quay.io/prometheus/prometheus',
      'harbor.example.com/hub/grafana/grafana:12',
      'traefik/traefik',
      'ghcr.io/static/static',
      'gcr.io/distroless/static',
      'registry.k8s.io/pause:3.10',
      'registry.k8s.io/metrics-server/metrics',
      'mcr.microsoft.com/python',
      'public.ecr.aws/docker/library/python:3.13',
      'bitnami/redis',
    ];
    for (const image of others) assert.equal(pathOf(store, image), undefined, image);
    assert.equal(pathOf(store, 'registry.example.com/infra/prometheus:1'), '/w/prometheus/Dockerfile');
    assert.equal(pathOf(store, 'acme/api'), '/w/api/Dockerfile');
  });

  test('a Dockerfile that stands on the image does not build it', () => {
    const store = workspace({ '/w/mailer/Dockerfile': 'FROM acme/mailer:2\nCOPY conf /conf\n' });
    assert.equal(pathOf(store, 'acme/mailer:2'), undefined);
    assert.equal(pathOf(store, 'registry.example.com/mailer:2'), '/w/mailer/Dockerfile');
  });

  test('the final stage', () => {
    const store = workspace({ '/w/api/Dockerfile': 'FROM golang:1.25 AS build\nFROM scratch\nCOPY --from=build /a /a\n' });
    assert.equal(find(store, 'api')?.stage, 1);
    assert.equal(find(store, 'api')?.key, '/w/api/Dockerfile#1');
  });
});

describe('the Dockerfile behind an image, as a file says', () => {
  const files = { '/w/api/Dockerfile': 'FROM debian:13 AS Base\nFROM base AS Dev\nFROM base\n', '/w/backend/Dockerfile': plain };

  test('wins over names, official ones too', () => {
    const store = workspace(files, [
      build('/w/compose.yaml', 'api', '/w/backend/Dockerfile', 'compose'),
      build('/w/skaffold.yaml', 'redis', '/w/backend/Dockerfile', 'skaffold'),
    ]);
    assert.equal(pathOf(store, 'api:1'), '/w/backend/Dockerfile');
    assert.equal(find(store, 'api:1')?.by, 'compose');
    assert.equal(pathOf(store, 'redis:8'), '/w/backend/Dockerfile');
  });

  test('names a stage', () => {
    const store = workspace(files, [build('/w/compose.yaml', 'shop/dev', '/w/api/Dockerfile', 'compose', 'dev')]);
    assert.equal(find(store, 'shop/dev')?.stage, 1);
  });

  test('who is believed first, and a file that is not there', () => {
    const store = workspace(files, [
      build('/w/skaffold.yaml', 'api', '/w/backend/Dockerfile', 'skaffold'),
      build('/w/compose.yaml', 'api', '/w/gone/Dockerfile', 'compose'),
    ]);
    assert.equal(find(store, 'api')?.by, 'skaffold');
    store.set('/w/Makefile', [build('/w/Makefile', 'api', '/w/api/Dockerfile', 'command')]);
    assert.equal(find(store, 'api')?.by, 'command');
  });
});

describe('the containers that run a Dockerfile', () => {
  const manifest = (image: string, name = 'api') =>
    `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\nspec:\n  containers:\n    - name: ${name}\n      image: ${image}\n`;
  const uses = (store: FactStore, path: string) =>
    usesOf(store.view(path)).map(({ data, path: at, stage }) => `${data.workload} ${at} ${stage}`);

  test('are those whose manifest finds it', () => {
    const store = workspace({
      '/w/shop/api/Dockerfile': plain,
      '/w/blog/api/Dockerfile': plain,
      '/w/shop/k8s/api.yaml': manifest('registry.example.com/shop/api:1'),
      '/w/blog/k8s/api.yaml': manifest('registry.example.com/blog/api:1'),
      '/w/deploy/api.yaml': manifest('registry.example.com/any/api:1'),
      '/w/shop/k8s/redis.yaml': manifest('redis:8', 'redis'),
    });
    assert.deepEqual(uses(store, '/w/shop/api/Dockerfile'), ['Pod api /w/shop/k8s/api.yaml 0']);
    assert.deepEqual(uses(store, '/w/blog/api/Dockerfile'), ['Pod api /w/blog/k8s/api.yaml 0']);
    assert.deepEqual(uses(store, '/w/shop/k8s/api.yaml'), []);
  });

  test('are found by what a file says, too', () => {
    const store = workspace({ '/w/backend/Dockerfile': plain, '/w/app.yaml': manifest('shop/api:1') }, [
      build('/w/compose.yaml', 'shop/api', '/w/backend/Dockerfile', 'compose'),
    ]);
    assert.deepEqual(uses(store, '/w/backend/Dockerfile'), ['Pod api /w/app.yaml 0']);
    assert.deepEqual(usesOf(store.view(undefined)), []);
  });
});
