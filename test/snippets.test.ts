import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { activeRules } from '../server/src/engine/config/config.js';
import { parseCompose } from '../server/src/languages/compose/file.js';
import { parseKubernetes } from '../server/src/languages/kubernetes/file.js';
import { mistakesIn } from '../server/src/languages/kubernetes/validate.js';
import { rules } from '../server/src/rules/index.js';
import { languageNamed, run, surroundings } from './support/analysis.js';

interface Snippet {
  readonly prefix: readonly string[];
  readonly description: string;
  readonly body: readonly string[];
}

const recommended = activeRules(rules, [{ preset: 'recommended' }], () => false);

/** The text that a user gets who accepts every default. */
function expand(body: string): string {
  const defaults = new Map<string, string>();
  for (const [, number = '', value = ''] of body.matchAll(/\$\{(\d+):([^}]*)\}/g)) defaults.set(number, value);
  return body
    .replace(/\$\{(\d+):([^}]*)\}/g, '$2')
    .replace(/\$\{(\d+)\}|(?<!\\)\$(\d+)/g, (_, a?: string, b?: string) => defaults.get(a ?? b ?? '') ?? '')
    .replace(/\\([$}\\])/g, '$1');
}

for (const [file, language] of [
  ['snippets/dockerfile.json', 'dockerfile'],
  ['snippets/dockerignore.json', 'dockerignore'],
] as const) {
  describe(file, () => {
    const snippets = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Snippet>;
    for (const [name, snippet] of Object.entries(snippets)) {
      test(`${name} is clean under recommended`, () => {
        const text = expand(snippet.body.join('\n'));
        // A part of a Dockerfile is judged on the image that it is made for.
        const base = /alpine/i.test(name) ? 'alpine:3.22' : /node/i.test(name) ? 'node:24-slim' : 'python:3.13-slim';
        const isPart = language === 'dockerfile' && !/^FROM /m.test(text);
        const own = isPart ? `FROM ${base}\nENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1\n${text}` : text;
        const found = run(own, languageNamed(language), recommended).findings.filter(
          ({ span }) => span.start >= own.length - text.length || !isPart,
        );
        // What the rest of the file has to bring is not the part's fault.
        const foreign = new Set(
          isPart
            ? [
                'dockerfile/image-runs-as-root',
                'dockerfile/healthcheck-missing',
                'dockerfile/syntax-directive-missing',
                'dockerfile/expose-missing',
              ]
            : [],
        );
        assert.deepEqual(
          found.filter(({ rule }) => !foreign.has(rule.id)).map(({ rule, message }) => `${rule.id}: ${message}`),
          [],
        );
        assert.doesNotMatch(own, /\$\{?\d/);
      });
    }
  });
}

describe('snippets/kubernetes.json', () => {
  const snippets = JSON.parse(readFileSync('snippets/kubernetes.json', 'utf8')) as Record<string, Snippet>;
  const mistakes = surroundings(undefined, 'app.yaml').data(mistakesIn);

  /** What is found in the text, the API's schema included. */
  function faultsOf(text: string, from = 0): readonly string[] {
    const file = parseKubernetes(text);
    const { findings } = run(text, languageNamed('kubernetes'), recommended);
    return [
      ...file.documents.flatMap(({ faults }) => faults.map(({ message }) => message)),
      ...file.objects.flatMap((object) => mistakes?.(object) ?? []).map(({ what, path }) => `${what} ${path.join('.')}`),
      ...findings.filter(({ span }) => span.start >= from).map(({ rule, message }) => `${rule.id}: ${message}`),
    ];
  }

  for (const [name, snippet] of Object.entries(snippets)) {
    const text = `${expand(snippet.body.join('\n'))}\n`;
    if (/^kind: (?:Kustomization|Component)$/m.test(text)) {
      test(`${name} is clean under recommended`, () => {
        const { findings } = run(text, languageNamed('kustomize'), recommended);
        assert.deepEqual(
          findings.map(({ rule, message }) => `${rule.id}: ${message}`),
          [],
        );
      });
    } else if (/^kind: /m.test(text)) {
      test(`${name} is clean under recommended`, () => {
        assert.deepEqual(faultsOf(text), []);
        assert.ok(parseKubernetes(text).objects.length > 0);
      });
    } else if (/^Part of a (?:container|pod)/.test(snippet.description)) {
      test(`${name} is clean in its place`, () => {
        const [base, column] = snippet.description.startsWith('Part of a pod') ? ([podHost, 2] as const) : ([containerHost, 10] as const);
        // Mount and volume of /tmp go together with each other and with a read-only root.
        const host = text.startsWith('volumeMounts:') ? base.replace(/ +volumeMounts:[^]*?\/tmp\n/, '') : base;
        assert.deepEqual(faultsOf(host + text.replace(/^(?=.)/gm, ' '.repeat(column)), host.length), []);
      });
    }
    test(`${name} has prefixes of its own and all its stops expand`, () => {
      const others = Object.entries(snippets).flatMap(([other, { prefix }]) => (other === name ? [] : prefix));
      assert.ok(snippet.prefix.every((prefix) => !others.includes(prefix)));
      assert.doesNotMatch(text, /\$\{?\d/);
      assert.ok(!text.includes('\t'));
    });
  }
});

/** Parts are put behind the last line. */
const podHost = `apiVersion: v1
kind: Pod
metadata:
  name: host
spec:
  containers:
    - name: app
      image: registry.example.com/app:1.0.0
      volumeMounts:
        - name: tmp
          mountPath: /tmp
`;
const containerHost = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: host
spec:
  selector:
    matchLabels:
      app: host
  template:
    metadata:
      labels:
        app: host
    spec:
      volumes:
        - name: tmp
          emptyDir: {}
      containers:
        - name: app
          image: registry.example.com/app:1.0.0
          ports:
            - name: http
              containerPort: 8080
          volumeMounts:
            - name: tmp
              mountPath: /tmp
`;

describe('snippets/compose.json', () => {
  const snippets = JSON.parse(readFileSync('snippets/compose.json', 'utf8')) as Record<string, Snippet>;
  const language = languageNamed('compose');

  function faultsOf(text: string): readonly string[] {
    const { faults } = parseCompose(text);
    return [
      ...faults.map(({ message }) => message),
      ...run(text, language, recommended).findings.map(({ rule, message }) => `${rule.id}: ${message}`),
    ];
  }

  for (const [name, snippet] of Object.entries(snippets)) {
    test(`${name} is clean in its place`, () => {
      const text = `${expand(snippet.body.join('\n'))}\n`;
      assert.doesNotMatch(text, /\$\{?\d/);
      assert.ok(!text.includes('\t'));
      const indented = (column: number): string => text.replace(/^(?=.)/gm, ' '.repeat(column));
      const host = 'services:\n  api:\n    build: .\n    restart: unless-stopped\n';
      const database = '  db:\n    image: mysql:8.4\n    restart: always\n    healthcheck:\n      test: [CMD, mysqladmin, ping]\n';
      const place = /^Part of (services|a service|the top)/.exec(snippet.description)?.[1];
      const whole =
        place === 'services'
          ? `${host}${indented(2)}volumes:\n  db-data:\n`
          : place === 'a service'
            ? `${host}${indented(4)}${database}`
            : place === 'the top'
              ? `${host}    secrets: [db_password]\n${text}`
              : text;
      // The volume is there for those who need it.
      assert.deepEqual(
        faultsOf(whole).filter((fault) => place !== 'services' || !fault.includes('db-data')),
        [],
      );
      assert.ok(parseCompose(whole).services.length > 0);
    });
  }
});

describe('snippets/helm.json', () => {
  const snippets = JSON.parse(readFileSync('snippets/helm.json', 'utf8')) as Record<string, Snippet>;
  const head = 'apiVersion: v2\nname: app\nversion: 0.1.0\n';
  for (const [name, snippet] of Object.entries(snippets)) {
    test(`${name} is clean under recommended`, () => {
      const body = expand(snippet.body.join('\n'));
      assert.doesNotMatch(body, /\$\{?\d/);
      const text = body.startsWith('apiVersion') ? body : `${head}${body}`;
      const found = run(text, languageNamed('helm'), recommended, new Map(), 'app/Chart.yaml').findings;
      assert.deepEqual(
        found.map(({ rule, message }) => `${rule.id}: ${message}`),
        [],
      );
    });
  }
});

test('snippets/tiltfile.json expands', () => {
  const snippets = JSON.parse(readFileSync('snippets/tiltfile.json', 'utf8')) as Record<string, Snippet>;
  const text = expand((snippets['Tiltfile']?.body ?? []).join('\n'));
  assert.match(text, /^allow_k8s_contexts\('k3d-dev'\)$/m);
  assert.doesNotMatch(text, /\$\{?\d/);
});
