import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { activeRules } from '../server/src/engine/config/config.js';
import { rules } from '../server/src/rules/index.js';
import { languageNamed, run } from './support/analysis.js';

interface Snippet {
  readonly prefix: readonly string[];
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
