import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, test } from 'node:test';
import { parseAllDocuments } from 'yaml';
import type { Offer, Offers } from '../../server/src/engine/features/completion.js';
import { languageOf } from '../../server/src/languages/index.js';
import { surroundings } from '../support/analysis.js';

/** What is offered at `|` in a file of that name. */
function ask(path: string, marked: string): { readonly text: string; readonly found: Offers | undefined } {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  return { text, found: offersAt(path, text, offset) };
}
function offersAt(path: string, text: string, offset: number): Offers | undefined {
  const language = languageOf(path, 'yaml', () => false);
  const near = surroundings(new Map([['conf/x.yaml', '']]), path, text);
  return language?.offers?.(language.parse(text, undefined, `/workspace/${path}`), { offset, withFields: true }, near);
}
const words = (path: string, marked: string): string[] => ask(path, marked).found?.offers.map(({ word }) => word) ?? [];

/** The text with an offer taken: first choices and `x` at the places to fill in, lines as far in as the first. */
function taken(text: string, { start, end }: Offers['span'], offer: Offer): string {
  const snippet = offer.insert?.replace(
    /\$\{\d+\|((?:\\.|[^,|])*)[^}]*\}|\$\{\d+:([^}]*)\}|\$\d+/g,
    (_all, choice, value) => choice ?? value ?? 'x',
  );
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const blanks = /^ */.exec(text.slice(lineStart, start))?.[0] ?? '';
  const written = snippet?.replace(/\\(.)/g, '$1').replaceAll('\n', `\n${blanks}`) ?? offer.word;
  return text.slice(0, start) + written + text.slice(end);
}
const take = (path: string, marked: string, word: string): string | undefined => {
  const { text, found } = ask(path, marked);
  const offer = found?.offers.find((each) => each.word === word);
  return found === undefined || offer === undefined ? undefined : taken(text, found.span, offer);
};
const faults = (text: string): number =>
  parseAllDocuments(text, { logLevel: 'silent', merge: true }).flatMap((each) => each.errors ?? []).length;

const deployment = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: api\nspec:\n';
const container = `${deployment}  template:\n    spec:\n      containers:\n        - name: api\n          `;

describe('what is taken fits', () => {
  test('at every place of the examples, and in a new line below every line', () => {
    const files = filesBelow('examples').filter((file) => /\.ya?ml$/.test(file) && !/chart|\.slipway/.test(file));
    assert.ok(files.length > 20);
    let count = 0;
    for (const file of files.filter((_, i) => i % 4 === 0)) {
      const text = readFileSync(file, 'utf8');
      const before = faults(text);
      const name = basename(file);
      const check = (of: string, offset: number): void => {
        const found = offersAt(name, of, offset);
        if (found === undefined) return;
        // Where no word at all can stand, nothing that is offered could fit.
        const { start, end } = found.span;
        const fits = (word: string): boolean => faults(of.slice(0, start) + word + of.slice(end)) <= before;
        for (const offer of found.offers.slice(0, 3)) {
          const after = taken(of, found.span, offer);
          const insert = offer.insert ?? offer.word;
          if (of !== text && !fits(insert.startsWith('- ') ? '- zz' : /:(?:\s|$)/.test(insert) ? 'zz: 1' : 'zz')) continue;
          assert.ok(
            faults(after) <= before,
            `${file}: ${offer.insert ?? offer.word}\n${after.slice(Math.max(0, start - 120), start + 120)}`,
          );
          count++;
        }
      };
      for (let offset = 0; offset < text.length; offset += 7) check(text, offset);
      for (const { index } of text.matchAll(/\n/g)) {
        const blanks = /^ */.exec(text.slice(text.lastIndexOf('\n', index - 1) + 1))?.[0] ?? '';
        for (const added of [`\n${blanks}`, `\n${blanks}  `]) check(text.slice(0, index) + added + text.slice(index), index + added.length);
      }
    }
    assert.ok(count > 500, String(count));
  });
  test('at every place in braces', () => {
    const manifest = `${deployment}  selector: {matchLabels: {app: "api", tier: a}}
  template:
    metadata: {labels: {app: api, tier: a}}
    spec:
      volumes: [{name: tmp, emptyDir: {}}, {name: c, configMap: {name: c, items: [{key: a, path: b}]}}]
      containers:
        - {name: api, image: 'shop/api:1.4.2', imagePullPolicy: Always, ports: [{containerPort: 80, name: http}] } # one
        - {"name": b, securityContext: {privileged: false, capabilities: {drop: [ALL, KILL]}}, args: ["-a", b]}
`;
    const compose =
      'services:\n  db: {image: "postgres:17", restart: always, healthcheck: {test: [CMD, x]}}\n  api: {image: a, depends_on: {db: {condition: service_started}}, networks: [back], build: {context: .}}\nnetworks: {back: {}}\n';
    let count = 0;
    for (const [name, text] of [
      ['app.yaml', manifest],
      ['compose.yaml', compose],
    ] as const) {
      assert.equal(faults(text), 0);
      for (let offset = text.indexOf('{'); offset < text.length; offset++) {
        const found = offersAt(name, text, offset);
        if (found === undefined || !/[{[]/.test(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset))) continue;
        for (const offer of found.offers) {
          const after = taken(text, found.span, offer);
          assert.equal(faults(after), 0, `${offset}: ${offer.insert ?? offer.word}\n${after}`);
          assert.equal(after.split('\n').length, text.split('\n').length, after);
          count++;
        }
      }
    }
    assert.ok(count > 500, String(count));
  });
  test('in quotes no second ones, and no key that would be closed too late', () => {
    assert.equal(take('compose.yaml', 'services:\n  a:\n    restart: "n|o"\n', 'no'), 'services:\n  a:\n    restart: "no"\n');
    assert.equal(take('compose.yaml', 'services:\n  a:\n    restart: |\n', 'no'), 'services:\n  a:\n    restart: "no"\n');
    assert.deepEqual(words('app.yaml', `${container}"imagePull|\n`), []);
    assert.ok(words('app.yaml', `${container}"imagePull|Policy": Always\n`).includes('imagePullPolicy'));
    assert.deepEqual(words('compose.yaml', 'services:\n  a:\n    ports:\n      - "80:80"|\n'), []);
  });
  test('the name of a volume alone is replaced, what follows it stays', () => {
    const text = 'services:\n  a:\n    volumes:\n      - da|ta:/x\nvolumes:\n  other: {}\n';
    assert.match(take('compose.yaml', text, 'other') ?? '', /- other:\/x\n/);
  });
  test('a key above lines that are its own brings none', () => {
    assert.match(
      take('app.yaml', `${deployment}  |\n    matchLabels:\n      app: api\n`, 'selector') ?? '',
      /\n {2}selector:\n {4}matchLabels:\n/,
    );
  });
  test('a list is no word behind the colon', () => {
    assert.deepEqual(words('kustomization.yaml', 'resources:|\n'), []);
    assert.deepEqual(words('app.yaml', `${container}securityContext: {capabilities: {drop: ["A"|]}}\n`), []);
  });
});

describe('where nothing is offered', () => {
  test('labels that are there, labels as items', () => {
    const labels = (inner: string) =>
      `${deployment}  selector:\n    matchLabels:\n${inner}  template:\n    metadata:\n      labels:\n        app: api\n        tier: a\n`;
    assert.deepEqual(words('app.yaml', labels('      app: api\n      |\n')), ['tier: a']);
    assert.ok(!words('app.yaml', labels('      - |\n')).includes('app: api'));
  });
  test('behind tabs, and behind the end of a document', () => {
    assert.deepEqual(words('app.yaml', `${container}ports:\n\t|\n`), []);
    assert.ok(!words('app.yaml', `${deployment}...\n|`).includes('status'));
  });
  test('kinds in files of other programs', () => {
    assert.deepEqual(words('api.yaml', 'openapi: 3.1.0\nkind: |\n'), []);
    assert.deepEqual(words('s.yaml', 'apiVersion: skaffold/v4beta13\nkind: |\n'), []);
    assert.deepEqual(words('deploy/values.yaml', '|'), []);
  });
  test('a version above a kind that stands further in, or has the key already', () => {
    for (const text of ['  kind: |\n', 'apiVersion:\nkind: |\n'])
      assert.ok(ask('app.yaml', text).found?.offers.every(({ lineAbove }) => lineAbove === undefined));
  });
});

test('time does not grow with what is odd', () => {
  const labels = Array.from({ length: 60 }, (_, i) => `    a.b/c${i}: d\n`).join('');
  const texts = [
    `apiVersion: v1\nkind: Service\nmetadata:\n  annotations:\n${labels}spec:\n  `,
    `apiVersion: v1\nkind: Service\nspec: ${'!'.repeat(60)} "x\n  `,
    `apiVersion: v1\nkind: ConfigMap\ndata:\n${'- '.repeat(200_000)}\n  `,
    `apiVersion: v1\nkind: Pod\nspec: ${'{a: '.repeat(100_000)}`,
    `apiVersion: v1\nkind: Pod\nspec: {${'a: "b", '.repeat(100_000)}`,
  ];
  const start = process.cpuUsage().user;
  for (const text of texts) {
    const language = languageOf('app.yaml', 'yaml');
    const model = { text, documentAt: () => undefined };
    language?.offers?.(model, { offset: text.length, withFields: true }, surroundings(new Map(), 'app.yaml', 'a: 1\n'));
  }
  assert.ok(process.cpuUsage().user - start < 4_000_000);
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}
