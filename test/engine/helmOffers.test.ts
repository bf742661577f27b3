import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FactStore } from '../../server/src/engine/facts/facts.js';
import type { Offer, Offers } from '../../server/src/engine/features/completion.js';
import type { Surroundings } from '../../server/src/engine/rule/define.js';
import { helmOffers } from '../../server/src/languages/helm/offers.js';
import { parseHelm } from '../../server/src/languages/helm/file.js';
import { factsOf } from '../../server/src/languages/index.js';

const values = `# -- How many pods
replicas: 2
image:
  # Where it is
  repository: shop/api
  tag: ""
hosts:
  - name: a.example.com
    path: /
  - name: b.example.com
    tls: true
a-b: 1
`;
const files: Readonly<Record<string, string>> = {
  '/w/shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\nappVersion: "1.4.2"\n',
  '/w/shop/values.yaml': values,
  '/w/shop/values-prod.yaml': 'replicas: 5\nextra: 1\n',
  '/w/shop/templates/_helpers.tpl': '{{ define "shop.name" }}x{{ end }}{{ define "shop.labels" }}x{{ end }}',
  '/w/base/Chart.yaml': 'apiVersion: v2\nname: base\nversion: 1.0.0\n',
  '/w/base/templates/_base.tpl': '{{ define "base.name" }}x{{ end }}',
};

/** Offers at `|`. */
function ask(marked: string, trigger?: string, withFields = true): Offers | undefined {
  const offset = marked.indexOf('¦');
  const text = marked.replace('¦', '');
  const path = '/w/shop/templates/a.yaml';
  const store = new FactStore();
  const isThere = (asked: string): boolean => Object.hasOwn(files, asked);
  for (const [each, content] of Object.entries({ ...files, [path]: text })) store.set(each, factsOf(each, content, isThere));
  store.complete = true;
  const near = { workspace: store.view(path) } as Surroundings;
  return helmOffers(parseHelm(text, undefined, path), { offset, trigger, withFields }, near);
}
const words = (marked: string, trigger?: string): string[] | undefined => ask(marked, trigger)?.offers.map(({ word }) => word);
const offer = (marked: string, word: string): Offer | undefined => ask(marked)?.offers.find((each) => each.word === word);

describe('what may be written in an action', () => {
  test('values by their path, in the order of the file', () => {
    assert.deepEqual(words('a: {{ .Values.¦ }}', '.'), ['replicas', 'image', 'hosts', 'extra']);
    assert.deepEqual(words('a: {{ .Values.image.¦ }}', '.'), ['repository', 'tag']);
    assert.deepEqual(words('a: {{ $.Values.image.re¦ }}'), ['repository', 'tag']);
    assert.deepEqual(words('a: {{- if and .Values.image.tag (not .Values.¦) }}{{ end }}'), ['replicas', 'image', 'hosts', 'extra']);
    assert.deepEqual(words('a: {{ .Values.replicas.¦ }}'), []);
    assert.deepEqual(words('a: {{ .Values.nowhere.¦ }}'), []);
  });

  test('an action that is not closed yet', () => {
    assert.deepEqual(words('a: {{ .Values.image.¦'), ['repository', 'tag']);
    assert.deepEqual(words('a: {{ .Values.image.¦\nb: {{ .Values.x }}\n'), ['repository', 'tag']);
    assert.equal(words('a: {{ .Values.image.tag\nb: ¦'), undefined);
  });

  test('what a value is, where, and the comment above it', () => {
    assert.deepEqual(offer('{{ .Values.¦ }}', 'replicas'), {
      sort: 'field',
      word: 'replicas',
      rank: 0,
      detail: '2',
      text: 'How many pods\n\n- `2` in `values.yaml`\n- `5` in `values-prod.yaml`',
    });
  });

  test('the dot inside of blocks', () => {
    assert.deepEqual(words('{{ with .Values.image }}{{ .¦ }}{{ end }}'), ['repository', 'tag']);
    assert.deepEqual(words('{{ with .Values.image }}{{ $.Values.image.¦ }}{{ end }}'), ['repository', 'tag']);
    assert.deepEqual(words('{{ range .Values.hosts }}{{ .¦ }}{{ end }}'), ['name', 'path', 'tls']);
    assert.deepEqual(words('{{ range .Values.hosts }}{{ if .tls }}{{ .¦ }}{{ end }}{{ end }}'), ['name', 'path', 'tls']);
    assert.deepEqual(words('{{ range $i, $host := .Values.hosts }}{{ $host.¦ }}{{ end }}'), ['name', 'path', 'tls']);
    assert.deepEqual(words('{{ $image := .Values.image }}{{ $image.¦ }}'), ['repository', 'tag']);
    assert.deepEqual(words('{{ range .Values.hosts }}{{ end }}{{ .¦ }}')?.includes('Values'), true);
    assert.deepEqual(words('{{ range .Values.hosts }}{{ .a.¦ }}{{ end }}'), []);
  });

  test('built-in objects', () => {
    assert.deepEqual(words('{{ .¦ }}', '.'), ['Values', 'Release', 'Chart', 'Capabilities', 'Template', 'Files']);
    assert.deepEqual(words('{{ $.¦ }}', '.'), ['Values', 'Release', 'Chart', 'Capabilities', 'Template', 'Files']);
    assert.ok(words('{{ .Release.¦ }}', '.')?.includes('Namespace'));
    assert.equal(offer('{{ .Chart.¦ }}', 'AppVersion')?.detail, '1.4.2');
    assert.ok(words('{{ .Capabilities.¦ }}', '.')?.includes('KubeVersion'));
    assert.ok(words('{{ .Files.¦ }}', '.')?.includes('Get'));
    assert.deepEqual(
      ask('{{ .¦ }}', '.', false)?.offers.map(({ word }) => word),
      ['Values'],
    );
  });

  test('named templates, the chart’s own first', () => {
    assert.deepEqual(
      ask('{{ include "¦" . }}', '"')?.offers.map(({ word, rank }) => `${word} ${rank}`),
      ['base.name 1', 'shop.name 0', 'shop.labels 0'],
    );
    assert.deepEqual(words('{{- template "shop.¦" . -}}')?.length, 3);
    const asked = ask('{{ include "shop.¦name" . }}');
    assert.deepEqual([asked?.span.start, asked?.span.end], [12, 21]);
  });

  test('keys in quotes, those too that a dot cannot read', () => {
    assert.deepEqual(words('{{ index .Values "¦" }}', '"'), ['replicas', 'image', 'hosts', 'a-b', 'extra']);
    assert.deepEqual(words('{{ index .Values "image" "¦" }}', '"'), ['repository', 'tag']);
  });

  test('functions where a word begins', () => {
    assert.ok(words('{{ ¦ }}')?.includes('include'));
    assert.ok(words('{{ ra¦ }}')?.includes('range'));
    assert.ok(!words('{{ .Values.x | ra¦ }}')?.includes('range'));
    assert.ok(words('{{ .Values.x | qu¦ }}')?.includes('quote'));
    assert.deepEqual(words('{{ ¦ }}', ' '), []);
  });

  test('quiet elsewhere', () => {
    assert.equal(words('a: ¦'), undefined);
    assert.deepEqual(words('a.¦', '.'), []);
    assert.deepEqual(words('a: "¦', '"'), []);
    assert.deepEqual(words('{{/* .Values.¦ */}}'), []);
    assert.deepEqual(words('{{ "a .Values.¦" }}'), []);
    assert.deepEqual(words('{{ (lookup "v1").¦ }}'), []);
    assert.equal(words('{{ .Values.a }} ¦'), undefined);
  });

  test('every place of a text has an answer', () => {
    const text =
      '{{- range $i, $h := .Values.hosts }}\n- {{ include "shop.name" (dict "a" $h) | nindent 4 }} {{ with .x }}{{ .y }}{{ end }}\n{{ end';
    for (let i = 0; i <= text.length; i++) ask(`${text.slice(0, i)}¦${text.slice(i)}`);
  });
});
