import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, test } from 'node:test';
import { FactStore } from '../../server/src/engine/facts/facts.js';
import { renamed, type Place } from '../../server/src/engine/features/navigation.js';
import type { Surroundings } from '../../server/src/engine/rule/define.js';
import { applyEdits, replace } from '../../server/src/engine/text/span.js';
import { functionNames } from '../../server/src/languages/helm/functions.js';
import { helmPlace, isHelmFile } from '../../server/src/languages/helm/place.js';
import { linesOfTemplate, renderedParts } from '../../server/src/languages/helm/rendered.js';
import { readTemplate } from '../../server/src/languages/helm/template/template.js';
import { ShippedData } from '../../server/src/host/kubernetesData.js';
import { factsOf, languageOf } from '../../server/src/languages/index.js';

const fixtures = 'test/fixtures/helm';

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) =>
    statSync(join(folder, name)).isDirectory() ? filesBelow(join(folder, name)) : [join(folder, name)],
  );
}

describe('which files are of a chart', () => {
  test('by their place', () => {
    assert.deepEqual(helmPlace('shop/Chart.yaml'), { role: 'chart', root: 'shop', within: 'Chart.yaml' });
    assert.deepEqual(helmPlace('Chart.yaml'), { role: 'chart', root: '', within: 'Chart.yaml' });
    assert.deepEqual(helmPlace('/w/shop/values-production.yaml'), { role: 'values', root: '/w/shop', within: 'values-production.yaml' });
    assert.deepEqual(helmPlace('C:\\w\\templates\\shop\\templates\\tests\\a.yaml'), {
      role: 'template',
      root: 'C:/w/templates/shop',
      within: 'templates/tests/a.yaml',
    });
    assert.equal(helmPlace('templates/_helpers.tpl')?.root, '');
    assert.equal(helmPlace('shop/values.schema.json')?.role, 'schema');
    for (const other of ['shop/templates/a.sh', 'shop/crds/a.yaml', 'app.yaml', 'shop/my-values.yaml'])
      assert.equal(helmPlace(other), undefined, other);
  });

  test('only where a Chart.yaml is', () => {
    const isThere = (path: string): boolean => path === '/w/shop/Chart.yaml';
    assert.ok(isHelmFile('/w/shop/templates/a.yaml', isThere));
    assert.ok(!isHelmFile('/w/other/templates/a.yaml', isThere));
    assert.ok(!isHelmFile('/w/shop/templates/a.yaml', undefined));
    assert.equal(languageOf('/w/shop/templates/a.yaml', 'yaml', isThere)?.id, 'helm');
    assert.equal(languageOf('/w/ansible/templates/a.yaml', 'yaml', isThere)?.id, 'kubernetes');
    assert.equal(languageOf('/w/ansible/templates/a.yaml', 'helm', isThere)?.id, 'helm');
    assert.equal(languageOf('/w/values.yaml', undefined, isThere)?.id, 'kubernetes');
    assert.equal(languageOf('/w/shop/templates/NOTES.txt', undefined, isThere)?.id, 'helm');
  });
});

describe('reading templates', () => {
  const uses = (text: string): string[] =>
    readTemplate(text).values.map(
      ({ path, isTest, isWhole, isCertain }) =>
        `${path.join('.')}${isTest ? ' test' : ''}${isWhole ? '' : ' part'}${isCertain ? '' : ' ?'}`,
    );

  test('values, whatever the dot and the variables stand for', () => {
    assert.deepEqual(uses('{{ .Values.a.b }}{{ $.Values.c }}'), ['a.b', 'c']);
    assert.deepEqual(uses('{{ with .Values.a }}{{ .b }}{{ else }}{{ .Values.c }}{{ end }}'), ['a test part', 'a.b', 'c']);
    assert.deepEqual(uses('{{ range .Values.a }}{{ .b }}{{ $.Values.c }}{{ .Values.d }}{{ end }}'), ['a test', 'c', 'd ?']);
    assert.deepEqual(uses('{{ $x := .Values.a }}{{ $x.b }}{{ $x = .Values.c }}{{ $x.d }}'), ['a.b', 'c']);
    assert.deepEqual(uses('{{ $r := . }}{{ range .Values.a }}{{ $r.Values.b }}{{ end }}'), ['a test', 'b']);
    assert.deepEqual(uses('{{ index .Values "a-b" "c" }}{{ index .Values.d $i }}'), ['a-b.c', 'd']);
    assert.deepEqual(uses('{{ default 1 .Values.a }}{{ .Values.b | default 2 }}{{ required "m" .Values.c }}'), [
      'a test',
      'b test',
      'c test',
    ]);
    assert.deepEqual(uses('{{ if and .Values.a (not .Values.b) }}{{ end }}'), ['a test part', 'b test']);
    assert.deepEqual(uses('{{ include "x" (dict "ctx" . "v" .Values.a) }}'), ['a']);
    assert.deepEqual(uses('{{ define "x" }}{{ .ctx.Values.a }}{{ end }}'), ['a ?']);
    assert.deepEqual(uses('{{ toYaml .Values }}'), ['']);
  });

  test('an if of another block forgets the variable', () => {
    assert.deepEqual(uses('{{ $x := .Values.a }}{{ if true }}{{ $x = .Values.b }}{{ end }}{{ $x.c }}'), ['b']);
  });

  test('steps stand where they are written', () => {
    const text = '{{ with .Values.image }}{{ .repo.name }}{{ end }}';
    const last = readTemplate(text).values.at(-1);
    assert.deepEqual(last?.path, ['image', 'repo', 'name']);
    assert.deepEqual(
      last.steps.map(({ from, to }) => text.slice(from, to)),
      ['repo', 'name'],
    );
  });

  for (const file of filesBelow(join(fixtures, 'shop')).filter((name) => name.includes('templates'))) {
    test(`${file} has no fault`, () => {
      const { faults, functions } = readTemplate(readFileSync(file, 'utf8'));
      assert.deepEqual(faults, []);
      assert.deepEqual(
        functions.filter(({ name }) => !functionNames.has(name)),
        [],
      );
    });
  }

  test('blocks that nobody has closed take no long time, whatever they declare', () => {
    for (const open of [
      '{{ with .a }}',
      '{{ $x := .a }}{{ with .b }}{{ $x = 2 }}',
      '{{ with .b }}{{ $q = 2 }}{{ break }}',
      '{{ define "a" }}{{ end }}',
    ]) {
      const before = process.cpuUsage();
      readTemplate(open.repeat(40_000));
      // A second or two on a slow machine; with a copy for each block it was more memory than there is.
      assert.ok(process.cpuUsage(before).user < 8_000_000, open);
    }
  });

  test('a variable is known in its own block, and a template sees none of those around it', () => {
    assert.deepEqual(uses('{{ $x := .Values.a }}{{ if .b }}{{ $x := .Values.c }}{{ $x.d }}{{ end }}{{ $x.e }}'), ['c.d', 'a.e']);
    assert.deepEqual(uses('{{ $x := .Values.a }}{{ if .b }}{{ $x := .Values.c }}{{ $x = 1 }}{{ end }}{{ $x.e }}'), []);
    assert.deepEqual(uses('{{ $x := .Values.a }}{{ block "b" . }}{{ $x := .Values.c }}{{ $x = 1 }}{{ end }}{{ $x.e }}'), ['a.e']);
  });

  test('a text full of braces takes no long time', () => {
    const started = performance.now();
    for (const text of [
      '{{'.repeat(200_000),
      '{{ "'.repeat(50_000),
      '{{/*'.repeat(50_000),
      '{{ ('.repeat(20_000),
      '{{ if }}'.repeat(20_000),
    ])
      readTemplate(text);
    assert.ok(performance.now() - started < 10_000);
  });
});

describe('lines of what helm template puts out', () => {
  const rendered = readFileSync(join(fixtures, 'shop-rendered.yaml'), 'utf8');
  const parts = renderedParts(rendered);

  test('each part names its file', () => {
    assert.deepEqual(
      parts.map(({ source }) => source),
      ['serviceaccount', 'service', 'deployment', 'worker', 'ingress'].map((name) => `shop/templates/${name}.yaml`),
    );
  });

  for (const [name, line, expected] of [
    ['deployment', 'image: "registry.example.com/shop/web:2.11.3"', 'image: "{{ .Values.image.repository }}'],
    ['deployment', 'privileged: true', 'privileged: true'],
    ['deployment', 'replicas: 6', 'replicas: {{'],
    ['deployment', 'readOnlyRootFilesystem: true', '{{- toYaml .Values.containerSecurityContext'],
    ['deployment', 'value: "info"', '{{- include "shop.env"'],
    ['deployment', 'image: registry.example.com/metrics:latest', 'image: registry.example.com/metrics:latest'],
    ['service', 'port: 8080', 'port: {{ $port }}'],
    ['ingress', '- host: "shop.example.com"', '- host: {{ .host | quote }}'],
    ['ingress', 'secretName: shop-tls', 'secretName: {{ .secretName }}'],
    ['worker', 'schedule: "*/15 * * * *"', 'schedule: {{ .schedule | quote }}'],
    ['worker', 'restartPolicy: Never', 'restartPolicy: Never'],
  ] as const) {
    test(`${name}: ${line}`, () => {
      const part = parts.find(({ source }) => source.endsWith(`/${name}.yaml`));
      const template = readFileSync(join(fixtures, 'shop/templates', `${name}.yaml`), 'utf8');
      const text = rendered.slice(part?.from, part?.to);
      const at = text.split('\n').findIndex((each) => each.trim() === line);
      assert.notEqual(at, -1);
      const found = template.split('\n')[linesOfTemplate(template, text)[at] ?? -1]?.trim() ?? '';
      assert.ok(found.startsWith(expected), found);
    });
  }

  test('of nothing and of much', () => {
    assert.deepEqual(linesOfTemplate('', ''), [0]);
    assert.equal(linesOfTemplate('{{ a }}\n'.repeat(3000), 'a: 1\n'.repeat(3000)).length, 3001);
  });
});

const shipped = new ShippedData();

/** Where the cursor stands in one of the files. */
const cursor = '¦';

function open(given: Readonly<Record<string, string>>) {
  const own = Object.keys(given).find((name) => given[name]?.includes(cursor)) ?? '';
  const offset = given[own]?.indexOf(cursor) ?? 0;
  const files = new Map(Object.entries(given).map(([name, text]) => [posix.join('/w', name), text.replace(cursor, '')]));
  const isThere = (path: string): boolean => files.has(path);
  const store = new FactStore();
  for (const [path, text] of files) store.set(path, factsOf(path, text, isThere));
  store.complete = true;
  const path = posix.join('/w', own);
  const language = languageOf(path, undefined, isThere);
  assert.ok(language !== undefined);
  const near: Surroundings = {
    fileName: posix.basename(path),
    workspace: store.view(path),
    data: (reader) => shipped.get(reader),
    read: (name) => files.get(posix.resolve(posix.dirname(path), name)),
    exists: () => undefined,
    list: () => undefined,
  };
  const model = language.parse(files.get(path) ?? '', undefined, path);
  const told = ({ path: other, span }: Place): string => {
    const text = files.get(other ?? path) ?? '';
    return `${other === undefined ? '' : other.slice('/w/'.length)}:${text.slice(0, span.start).split('\n').length} ${text.slice(span.start, span.end)}`;
  };
  return { language, model, offset, near, files, path, told };
}

const chart = 'apiVersion: v2\nname: shop\nversion: 1.2.3\nappVersion: "2.0"\n';

describe('ways between values and templates', () => {
  const base = {
    'shop/Chart.yaml': chart,
    'shop/values.yaml': 'image:\n  # What is installed.\n  tag: 1.2.3\n  name: web\nport: 80\n',
    'shop/values-test.yaml': 'image: { tag: dev }\n',
    'shop/templates/_helpers.tpl': '{{ define "shop.image" }}{{ .Values.image.name }}:{{ .Values.image.tag }}{{ end }}\n',
  };

  test('from a value to its definitions, and back', () => {
    const { language, model, offset, near, told } = open({
      ...base,
      'shop/templates/a.yaml': 'tag: {{ with .Values.image }}{{ .t¦ag }}{{ end }}\n',
    });
    assert.deepEqual(language.navigation?.targets(model, offset, near)?.places.map(told), [
      'shop/values.yaml:3 tag',
      'shop/values-test.yaml:1 tag',
    ]);
    assert.deepEqual(language.navigation?.mentions(model, offset, near).map(told), [
      'shop/values.yaml:3 tag',
      'shop/values-test.yaml:1 tag',
      'shop/templates/_helpers.tpl:1 tag',
      ':1 tag',
    ]);
  });

  test('a value is renamed everywhere', () => {
    const opened = open({ ...base, 'shop/values.yaml': 'image:\n  ta¦g: 1.2.3\n  name: web\n' });
    const { language, model, offset, near, files, path } = opened;
    const found = language.navigation?.renamable?.(model, offset, near);
    assert.ok(found !== undefined && !('refusal' in found));
    assert.match(found.objection('a-b') ?? '', /letters/);
    assert.match(found.objection('name') ?? '', /already/);
    assert.equal(found.objection('version'), undefined);
    const after = new Map(files);
    for (const place of found.places) {
      const file = place.path ?? path;
      const text = files.get(file) ?? '';
      const newText = renamed(text.slice(place.span.start, place.span.end), found, 'version');
      assert.ok(newText !== undefined);
      after.set(file, applyEdits(after.get(file) ?? '', [replace(place.span, newText)]));
    }
    assert.equal(after.get('/w/shop/values.yaml'), 'image:\n  version: 1.2.3\n  name: web\n');
    assert.equal(after.get('/w/shop/values-test.yaml'), 'image: { version: dev }\n');
    assert.match(after.get('/w/shop/templates/_helpers.tpl') ?? '', /\.Values\.image\.version/);
  });

  test('what is handed on as a whole keeps its names', () => {
    const opened = open({ ...base, 'shop/values.yaml': 'image:\n  ta¦g: 1\n', 'shop/templates/a.yaml': '{{ toYaml .Values.image }}' });
    const found = opened.language.navigation?.renamable?.(opened.model, opened.offset, opened.near);
    assert.match(found !== undefined && 'refusal' in found ? found.refusal : '', /as a whole/);
  });

  test('named templates', () => {
    const opened = open({ ...base, 'shop/templates/a.yaml': 'image: {{ include "shop.im¦age" . }}\n' });
    const { language, model, offset, near, told } = opened;
    assert.deepEqual(language.navigation?.mentions(model, offset, near).map(told), [
      'shop/templates/_helpers.tpl:1 "shop.image"',
      ':1 "shop.image"',
    ]);
    assert.match(language.hover?.(model, offset, near)?.markdown ?? '', /defined in `_helpers\.tpl`/);
  });

  for (const [name, files, expected] of [
    ['a value', { ...base, 'shop/templates/a.yaml': '{{ .Values.image.t¦ag }}' }, /`1\.2\.3` in `\.\.\/values\.yaml`[\s\S]*`dev` in/],
    ['its comment', { ...base, 'shop/templates/a.yaml': '{{ .Values.image.t¦ag }}' }, /What is installed\./],
    ['a part of the way', { ...base, 'shop/templates/a.yaml': '{{ .Values.im¦age.tag }}' }, /`{ tag, name }`/],
    ['a value that nothing defines', { ...base, 'shop/templates/a.yaml': '{{ .Values.no¦ne }}' }, /no values file/],
    ['a key of the values', { ...base, 'shop/values.yaml': 'image:\n  ta¦g: 1\n' }, /Read in `templates\/_helpers\.tpl`/],
    ['a function', { ...base, 'shop/templates/a.yaml': '{{ 1 | nind¦ent 4 }}' }, /new line/],
    ['a built-in object', { ...base, 'shop/templates/a.yaml': '{{ .Chart.AppV¦ersion }}' }, /Here `2\.0`/],
    ['Chart.yaml', { ...base, 'shop/Chart.yaml': 'apiVersion: v2\nappVer¦sion: "1"\n' }, /Version of the program/],
    [
      'a field of Kubernetes',
      { ...base, 'shop/templates/a.yaml': 'apiVersion: v1\nkind: Pod\nspec:\n  terminationGrace¦PeriodSeconds: 30\n' },
      /seconds/,
    ],
  ] as const) {
    test(`hover on ${name}`, () => {
      const { language, model, offset, near } = open(files);
      assert.match(language.hover?.(model, offset, near)?.markdown ?? '', expected);
    });
  }

  test('outline', () => {
    const { language, model } = open({ ...base, 'shop/values.yaml': '¦image:\n  tag: 1\nport: 80\n' });
    assert.deepEqual(
      language.navigation?.symbols?.(model).map(({ name, detail, children }) => [name, detail, children.map((child) => child.name)]),
      [
        ['image', '', ['tag']],
        ['port', '80', []],
      ],
    );
  });
});

test('the real helm agrees which templates can be read', (t) => {
  const program = process.env['HELM'] ?? 'helm';
  const { status, error } = spawnSync(program, ['template', 'rel', join(fixtures, 'shop'), '--kube-version', 'v1.34.0'], {
    encoding: 'utf8',
  });
  if (error !== undefined) return t.skip('there is no helm on this machine; HELM names one');
  assert.equal(status, 0);
});
