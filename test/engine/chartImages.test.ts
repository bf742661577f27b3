import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { FactStore, type WorkspaceView } from '../../server/src/engine/facts/facts.js';
import { containersOf } from '../../server/src/languages/helm/defaults/containers.js';
import { evaluate } from '../../server/src/languages/helm/defaults/evaluate.js';
import { TemplateText } from '../../server/src/languages/helm/defaults/blocks.js';
import { Rendered } from '../../server/src/languages/helm/defaults/rendered.js';
import { unknown, unknownWord, type ValueMap } from '../../server/src/languages/helm/defaults/values.js';
import { renderedParts } from '../../server/src/languages/helm/rendered.js';
import { factsOf } from '../../server/src/languages/index.js';
import { usesOf } from '../../server/src/languages/kubernetes/imageSource.js';

function storeOf(files: Readonly<Record<string, string>>): FactStore {
  const store = new FactStore();
  const isThere = (path: string): boolean => Object.hasOwn(files, path);
  for (const [path, text] of Object.entries(files)) store.set(path, factsOf(path, text, isThere));
  store.complete = true;
  return store;
}

/** What a template gives; `?` stands for what is not known. */
function give(text: string, values: ValueMap = {}, defines = ''): string | undefined {
  const helpers = new TemplateText(defines);
  const pieces = evaluate(new TemplateText(text), {
    define: (name) => {
      const body = helpers.read.defines.get(name);
      return body === undefined ? undefined : { file: helpers, body };
    },
    context: { Values: values, Chart: { Name: 'shop', AppVersion: '1.4.2' }, Release: { Name: unknownWord, IsUpgrade: unknown } },
  });
  return pieces
    ?.map((piece) => piece.text)
    .join('')
    .replaceAll(unknownWord, '?')
    .replaceAll('\uE001', '<?>');
}

describe('a template with the values of its chart', () => {
  test('blanks, blocks and scopes', () => {
    assert.equal(give('a:\n  {{- if .Values.x }}\n  b: {{ .Values.x }}\n  {{- end }}\nc: 1\n', { x: 'y' }), 'a:\n  b: y\nc: 1\n');
    assert.equal(give('{{ with .Values.x }}{{ .y }}{{ $.Values.z }}{{ else }}no{{ end }}', { x: { y: 1 }, z: 2 }), '12');
    assert.equal(give('{{ with .Values.x }}{{ .y }}{{ else }}no{{ end }}', { x: {} }), 'no');
    assert.equal(give('{{ range $i, $e := .Values.l }}{{ $i }}{{ $e }}{{ .  }},{{ end }}', { l: ['a', 'b'] }), '0aa,1bb,');
    assert.equal(give('{{ $x := "a" }}{{ if true }}{{ $x = "b" }}{{ end }}{{ $x }}'), 'b');
    assert.equal(give('{{ if eq .Values.a "x" }}1{{ else if eq .Values.a "y" }}2{{ else }}3{{ end }}', { a: 'y' }), '2');
  });

  test('what grows without end is not followed', () => {
    const values = { list: Array.from({ length: 100 }, (_, i) => i), big: 'ab\n'.repeat(100_000) };
    const start = process.cpuUsage().user;
    for (const step of ['print $x $x', 'concat $x $x', 'dict "a" $x "b" $x | toYaml', 'dict "a" $x "b" $x', 'quote $x', 'merge $x $x'])
      for (const begin of ['"\\""', 'list 1', 'dict "a" "b"'])
        give(`{{ $x := ${begin} }}{{ range .Values.list }}{{ $x = ${step} }}{{ end }}{{ toYaml $x }}`, values);
    assert.equal(
      give('{{ range .Values.list }}{{ range $.Values.list }}{{ range $.Values.list }}{{ end }}{{ end }}{{ end }}', values),
      undefined,
    );
    assert.equal(give(`${'{{ if true }}'.repeat(3000)}x${'{{ end }}'.repeat(3000)}`), undefined);
    assert.equal(give('{{ $x := "a" }}{{ range .Values.list }}{{ $x = print $x $x }}{{ end }}', values), undefined);
    assert.equal(give('{{ .Values.big | replace "a" .Values.big }}', values), '?');
    assert.ok(process.cpuUsage().user - start < 20_000_000);
  });

  test('what charts compute with', () => {
    assert.equal(give('{{ "a.b" | replace "." "$&" }}'), 'a$&b');
    assert.equal(give('{{ .Values.a | default .Chart.AppVersion | quote }}', { a: '' }), '"1.4.2"');
    assert.equal(give('{{ quote .Values.a .Values.b .Values.c }}', { a: 'x', c: 'y' }), '"x" "y"', 'nothing is not quoted');
    assert.equal(give('{{ printf "%s/%s:%v" "r" .Values.a 1 }}', { a: 'b' }), 'r/b:1');
    assert.equal(
      give('a:\n  {{- toYaml .Values.a | nindent 2 }}', { a: { z: [1, { y: 'no' }], b: {} } }),
      'a:\n  b: {}\n  z:\n  - 1\n  - "y": "no"',
    );
    assert.equal(give('{{ include "x" (dict "v" .Values "n" "a") }}', { a: 1 }, '{{ define "x" }}{{ .v.a }}{{ .n }}{{ end }}'), '1a');
    assert.equal(give('{{ tpl .Values.a . }}', { a: '{{ .Values.b }}', b: 'c' }), 'c');
    assert.equal(give('{{ coalesce .Values.a .Values.b "z" }}', { b: 'q' }), 'q');
    assert.equal(give('{{ ternary "a" "b" (and .Values.x (not .Values.y)) }}', { x: true, y: false }), 'a');
    assert.equal(give('{{ index .Values "a-b" "c" }}', { 'a-b': { c: 'd' } }), 'd');
  });

  test('what nobody knows stays unknown', () => {
    assert.equal(give('{{ .Release.Name }}-api'), '?-api');
    assert.equal(give('{{ lookup "v1" "Secret" "a" "b" }}'), '?');
    assert.equal(give('{{ if contains "shop" .Release.Name }}a{{ else }}b{{ end }}'), '?');
    assert.equal(give('x: 1\n{{ if .Release.IsUpgrade }}\ny: 2\n{{ end }}'), 'x: 1\n<?>');
    assert.equal(give('{{ required "tell" .Values.a }}', { a: '' }), '?');
    assert.equal(give('{{ include "elsewhere" . }}'), '?');
    assert.equal(give('{{ $x := "a" }}{{ if .Release.IsUpgrade }}{{ $x = "b" }}{{ end }}{{ $x }}'), '??');
    assert.equal(give('{{ .Values.a.b.c }}', {}), '?');
    assert.equal(give('{{ if }}', {}), undefined);
    assert.equal(
      give('{{ define "a" }}{{ include "a" . }}{{ end }}{{ include "a" . }}', {}, '{{ define "a" }}{{ include "a" . }}x{{ end }}')?.length,
      31,
    );
  });

  test('places lead back to the template', () => {
    const text = 'image: "{{ .Values.a }}:{{ .Values.b }}"\nports: [80]\n';
    const pieces = evaluate(new TemplateText(text), { define: () => undefined, context: { Values: { a: 'shop/api', b: '1' } } });
    assert.ok(pieces !== undefined);
    const rendered = new Rendered(pieces);
    const at = (part: string) => {
      const start = rendered.text.indexOf(part);
      const place = rendered.place({ start, end: start + part.length });
      return text.slice(place.start, place.end);
    };
    assert.equal(at('"shop/api:1"'), '"{{ .Values.a }}:{{ .Values.b }}"');
    assert.equal(at('shop/api'), '{{ .Values.a }}');
    assert.equal(at('80'), '80');
  });
});

const chart = { '/w/shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\nappVersion: "1.4.2"\n' };
const pod = (image: string, more = ''): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Release.Name }}-api\nspec:\n  template:\n    spec:\n      containers:\n        - name: api\n          image: ${image}\n${more}`;
const images = (files: Readonly<Record<string, string>>, root = '/w/shop'): string[] =>
  containersOf(storeOf({ ...chart, ...files }).view('/w/x'), root).map(
    ({ used, file, isOpen }) => `${used.workload} ${used.image}${file === null ? '' : ` ${file}`}${isOpen ? ' open' : ''}`,
  );
const expression = '"{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"';

describe('images of a chart', () => {
  test('repository and tag, a whole text, a registry in front, a part of the values', () => {
    const values = 'image:\n  repository: shop/api\n  tag: ""\n';
    assert.deepEqual(images({ '/w/shop/values.yaml': values, '/w/shop/templates/a.yaml': pod(expression) }), [
      'Deployment api shop/api:1.4.2',
    ]);
    assert.deepEqual(images({ '/w/shop/values.yaml': 'image: shop/api:2\n', '/w/shop/templates/a.yaml': pod('{{ .Values.image }}') }), [
      'Deployment api shop/api:2',
    ]);
    assert.deepEqual(
      images({
        '/w/shop/values.yaml': 'api:\n  image:\n    registry: r.example.com\n    repository: shop/api\n    tag: v3\n',
        '/w/shop/templates/_helpers.tpl':
          '{{- define "shop.image" -}}\n{{- $registry := .registry -}}\n{{- if $registry -}}\n{{- printf "%s/%s:%s" $registry .repository .tag -}}\n{{- else -}}\n{{- printf "%s:%s" .repository .tag -}}\n{{- end -}}\n{{- end -}}\n',
        '/w/shop/templates/a.yaml': pod('{{ include "shop.image" .Values.api.image }}'),
      }),
      ['Deployment api r.example.com/shop/api:v3'],
    );
    assert.deepEqual(
      images({
        '/w/shop/values.yaml': values,
        '/w/shop/templates/a.yaml': pod('x').replace(
          'image: x',
          '{{- with .Values.image }}\n          image: {{ .repository }}:{{ $.Chart.AppVersion }}\n          {{- end }}',
        ),
      }),
      ['Deployment api shop/api:1.4.2'],
    );
  });

  test('files of values lie over the defaults', () => {
    const found = images({
      '/w/shop/values.yaml': 'image: { repository: shop/api, tag: "1" }\n',
      '/w/shop/values-prod.yaml': 'image: { tag: "2" }\n',
      '/w/shop/templates/a.yaml': pod(expression),
    });
    assert.deepEqual(found, ['Deployment api shop/api:1', 'Deployment api shop/api:2 values-prod.yaml']);
  });

  test('a chart in another one has what that one says', () => {
    const files = {
      '/w/shop/Chart.yaml':
        'apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n  - { name: api, version: 1.0.0, condition: api.enabled }\n',
      '/w/shop/values.yaml': 'api:\n  image: { repository: shop/own }\n',
      '/w/shop/charts/api/Chart.yaml': 'apiVersion: v2\nname: api\nversion: 1.0.0\nappVersion: "3"\n',
      '/w/shop/charts/api/values.yaml': 'image: { repository: nobody/api }\n',
      '/w/shop/charts/api/templates/a.yaml': pod(expression),
    };
    assert.deepEqual(images(files, '/w/shop/charts/api'), ['Deployment api shop/own:3']);
    assert.deepEqual(images({ ...files, '/w/shop/values.yaml': 'api: { enabled: false }\n' }, '/w/shop/charts/api'), []);
  });

  test('a version that is not known leaves the name, a name that is not known leaves nothing', () => {
    const template = pod('"{{ .Values.image.repository }}:{{ lookup "v1" "Secret" "a" "b" }}"');
    assert.deepEqual(images({ '/w/shop/values.yaml': 'image: { repository: shop/api }\n', '/w/shop/templates/a.yaml': template }), [
      'Deployment api shop/api',
    ]);
    assert.deepEqual(images({ '/w/shop/values.yaml': 'image: {}\n', '/w/shop/templates/a.yaml': template }), []);
    assert.deepEqual(images({ '/w/shop/values.yaml': 'image: { repository: "" }\n', '/w/shop/templates/a.yaml': template }), []);
  });

  test('lines that are not known leave the pod open, elsewhere they matter to nobody', () => {
    const values = { '/w/shop/values.yaml': 'image: { repository: shop/api }\n' };
    const within = pod(expression, '          {{- include "common.security" . | nindent 10 }}\n');
    assert.deepEqual(images({ ...values, '/w/shop/templates/a.yaml': within }), ['Deployment api shop/api:1.4.2 open']);
    const labels = pod(expression).replace('spec:\n', '  labels:\n    {{- include "common.labels" . | nindent 4 }}\nspec:\n');
    assert.deepEqual(images({ ...values, '/w/shop/templates/a.yaml': labels }), ['Deployment api shop/api:1.4.2']);
    const upgrade = pod(expression, '          {{- if .Release.IsUpgrade }}\n          args: [migrate]\n          {{- end }}\n');
    assert.deepEqual(images({ ...values, '/w/shop/templates/a.yaml': upgrade }), ['Deployment api shop/api:1.4.2 open']);
  });

  test('several programs in a loop, helpers in a library', () => {
    const folder = 'test/fixtures/helm/platform';
    const files = [
      'Chart.yaml',
      'values.yaml',
      'values-mirror.yaml',
      'templates/programs.yaml',
      'charts/base/Chart.yaml',
      'charts/base/templates/_base.tpl',
    ];
    const texts = Object.fromEntries(files.map((file) => [`/w/shop/${file}`, readFileSync(join(folder, file), 'utf8')]));
    assert.deepEqual(images(texts), [
      'Deployment api registry.example.com/shop/api:2.0.0',
      'Deployment worker registry.example.com/shop/worker:1.2.3',
      'Deployment api mirror.example.com/shop/api:2.0.0 values-mirror.yaml',
      'Deployment worker mirror.example.com/shop/worker:1.2.3 values-mirror.yaml',
    ]);
  });

  test('half-typed templates and values', () => {
    const folder = 'test/fixtures/helm/platform';
    const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
    const values = read('values.yaml');
    const template = read('templates/programs.yaml');
    for (let length = 0; length <= template.length; length += 7)
      images({ '/w/shop/values.yaml': values, '/w/shop/templates/a.yaml': template.slice(0, length) });
    for (let length = 0; length <= values.length; length += 11)
      images({ '/w/shop/values.yaml': values.slice(0, length), '/w/shop/templates/a.yaml': template });
    for (const odd of [
      '{{ .Values.x.y }}: 1',
      '{{ range 5 }}{{ end }}',
      '{{ index }}',
      '{{ printf }}',
      '{{ include }}',
      '{{ dict "a" }}',
      '{{ tpl "{{" . }}',
      '{{ default }}',
      '{{ toYaml }}',
      '{{ add }}',
      '{{ join }}',
    ])
      images({ '/w/shop/values.yaml': values, '/w/shop/templates/a.yaml': pod(odd) });
  });

  test('absurd input ends soon', () => {
    const started = process.cpuUsage();
    const values = { '/w/shop/values.yaml': 'image: shop/api\nlist: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]\n' };
    const loop = '{{ range .Values.list }}'.repeat(12) + 'x' + '{{ end }}'.repeat(12);
    images({ ...values, '/w/shop/templates/a.yaml': pod('{{ .Values.image }}', loop) });
    images({ ...values, '/w/shop/templates/a.yaml': `${'\n'.repeat(300_000)}${pod('{{ .Values.image }}')}` });
    images({ ...values, '/w/shop/templates/a.yaml': pod(`${'a:'.repeat(50_000)}{{ lookup "a" }}`) });
    images({
      ...values,
      '/w/shop/templates/_a.tpl': '{{ define "a" }}{{ include "a" . }}{{ include "a" . }}{{ end }}',
      '/w/shop/templates/a.yaml': pod('{{ include "a" . }}'),
    });
    const row = (of: string): string => `[${Array.from({ length: 10 }, () => of).join(', ')}]`;
    const aliases = Array.from({ length: 9 }, (_, i) => `image${i}: &a${i} ${row(i === 0 ? 'x' : `*a${i - 1}`)}\n`).join('');
    images({ '/w/shop/values.yaml': aliases, '/w/shop/templates/a.yaml': pod('{{ .Values.image8 | toYaml }}') });
    const { user, system } = process.cpuUsage(started);
    assert.ok(user + system < 5_000_000, `${(user + system) / 1e6} s`);
  });

  test('the Dockerfile hears who runs it', () => {
    const store = storeOf({
      ...chart,
      '/w/api/Dockerfile': 'FROM debian:13-slim\nCMD ["/app"]\n',
      '/w/web/Dockerfile': 'FROM debian:13-slim\nCMD ["/app"]\n',
      '/w/shop/values.yaml': 'image: { repository: registry.example.com/shop/api }\n',
      '/w/shop/values-prod.yaml': 'image: { tag: "2" }\n',
      '/w/shop/templates/a.yaml': pod(expression),
    });
    const [use, ...others] = usesOf(store.view('/w/api/Dockerfile'));
    assert.deepEqual(others, []);
    assert.equal(use?.path, '/w/shop/templates/a.yaml');
    assert.deepEqual(
      use.chart?.variants.map(({ file, data }) => [file, data.tag]),
      [
        [null, '1.4.2'],
        ['values-prod.yaml', '2'],
      ],
    );
    assert.deepEqual(usesOf(store.view('/w/web/Dockerfile')), []);
  });
});

describe('the real helm', () => {
  const program = process.env['HELM'] ?? 'helm';
  const hasHelm = spawnSync(program, ['version']).error === undefined;

  function filesBelow(folder: string): string[] {
    return readdirSync(folder).flatMap((name) =>
      statSync(join(folder, name)).isDirectory() ? filesBelow(join(folder, name)) : [join(folder, name)],
    );
  }

  /** Lines of ours that stand nowhere in Helm's output; what is not known stands for anything. */
  function foreign(folder: string, values: readonly string[] = []): string[] {
    const printed = spawnSync(
      program,
      ['template', 'rel', folder, '--kube-version', 'v1.34.0', ...values.flatMap((file) => ['-f', join(folder, file)])],
      { encoding: 'utf8' },
    );
    assert.equal(printed.status, 0, printed.stderr);
    const files = Object.fromEntries(filesBelow(folder).map((path) => [path, readFileSync(path, 'utf8')]));
    const view: WorkspaceView = storeOf(files).view(join(folder, 'x'));
    const wanted = new Map<string, string>();
    for (const { source, from, to } of renderedParts(printed.stdout))
      wanted.set(source, `${wanted.get(source) ?? ''}\n${printed.stdout.slice(from, to)}`);
    const own = containersOf(view, folder).filter(({ file }) => file === (values[0] ?? null));
    assert.ok(own.length > 0);
    return [...new Set(own.map(({ rendered }) => rendered))].flatMap((rendered) => {
      const path = own.find((each) => each.rendered === rendered)?.path ?? '';
      const theirs =
        wanted.get(
          `${JSON.parse(JSON.stringify(files[join(folder, 'Chart.yaml')]?.match(/^name: (\S+)/m)?.[1] ?? ''))}${path.slice(folder.length)}`,
        ) ?? '';
      const lines = theirs.split('\n').map((line) => line.trimEnd());
      return rendered.text
        .split('\n')
        .map((line) => line.trimEnd())
        .filter((line) => line !== '' && line !== '---' && !/^\s*#/.test(line))
        .filter((line) => {
          const pattern = new RegExp(
            `^${line
              .split(new RegExp(`${unknownWord}+`))
              .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
              .join('.*')}$`,
          );
          return !lines.some((other) => pattern.test(other));
        });
    });
  }

  test('writes what we say, for the chart of the fixtures', {
    skip: !hasHelm && 'there is no helm on this machine; HELM names one',
  }, () => {
    assert.deepEqual(foreign('test/fixtures/helm/shop'), []);
    assert.deepEqual(foreign('test/fixtures/helm/shop', ['values-production.yaml']), []);
  });

  test('writes what we say, for several programs in a loop and helpers of a library', {
    skip: !hasHelm && 'there is no helm on this machine; HELM names one',
  }, () => {
    assert.deepEqual(foreign('test/fixtures/helm/platform'), []);
    assert.deepEqual(foreign('test/fixtures/helm/platform', ['values-mirror.yaml']), []);
  });

  test('writes what we say, for the chart that it begins with', {
    skip: !hasHelm && 'there is no helm on this machine; HELM names one',
  }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'slipway-chart-'));
    try {
      assert.equal(spawnSync(program, ['create', 'shop'], { cwd: folder }).status, 0);
      assert.deepEqual(foreign(join(folder, 'shop')), []);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
