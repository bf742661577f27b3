import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { dockerignoreHover } from '../../server/src/languages/dockerignore/hover.js';
import { parseDockerignore } from '../../server/src/languages/dockerignore/language.js';
import { surroundings } from '../support/analysis.js';

/** The hover at the `|` of `marked`, which is not part of the text. */
function hoverAt(marked: string, files?: readonly string[], fileName = '.dockerignore') {
  const offset = marked.indexOf('|');
  assert.notEqual(offset, -1, 'the text has a cursor');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const disk = files === undefined ? undefined : new Map(files.map((file) => [file, '']));
  const hover = dockerignoreHover(parseDockerignore(text), offset, surroundings(disk, fileName));
  return { markdown: hover?.markdown, token: hover === undefined ? undefined : text.slice(hover.span.start, hover.span.end) };
}

function has(markdown: string | undefined, ...parts: readonly string[]): void {
  for (const part of parts) assert.ok(markdown?.includes(part), `${JSON.stringify(part)} in:\n${markdown}`);
}

describe('hover: .dockerignore', () => {
  const files = ['node_modules/a.js', 'web/node_modules/b.js', 'docs/a.md', 'README.md', 'src/main.ts'];

  test('a name says where it counts and what it matches', () => {
    const { markdown, token } = hoverAt('dist\nnode_|modules/', files);
    assert.equal(token, 'node_modules/');
    has(markdown, 'in the top folder alone', 'Here: `node_modules/`.', 'https://docs.docker.com/');
    assert.ok(!markdown?.includes('web/'));
  });
  test('two stars reach all folders', () =>
    has(hoverAt('|**/node_modules', files).markdown, 'at any depth', '`node_modules/`, `web/node_modules/`'));
  test('nothing matches', () => has(hoverAt('cover|age', files).markdown, 'Nothing here matches now.'));
  test('an exception', () => has(hoverAt('*.md\n!READ|ME.md', files).markdown, 'puts back', 'Here: `README.md`.'));
  test('another line overrules', () => has(hoverAt('*.|md\n!README.md', files).markdown, 'Here: `README.md`. Other lines overrule it.'));
  test('overruled in part', () => has(hoverAt('**/*.|md\n!README.md', files).markdown, 'For 1 of them other lines overrule it.'));
  test('the inside of a folder', () => has(hoverAt('src/*|*', files).markdown, 'what is in `src`, not the folder itself', '`src/main.ts`'));
  test('many', () =>
    has(
      hoverAt(
        '|*.c',
        Array.from({ length: 12 }, (_, i) => `a${i}.c`),
      ).markdown,
      '`a7.c` and 4 more',
    ));
  test('so many folders that not all are looked into', () =>
    has(
      hoverAt(
        '**/*.|c',
        Array.from({ length: 300 }, (_, i) => `f${i}/a.c`),
      ).markdown,
      'as far as looked',
    ));
  test('no disk', () => {
    const { markdown } = hoverAt('di|st');
    has(markdown, '`dist`');
    assert.ok(!markdown?.includes('Here'));
  });
  test('a file for one Dockerfile may have another context', () =>
    assert.ok(!hoverAt('src|', files, 'Dockerfile.dockerignore').markdown?.includes('Here')));
  test('patterns that match nothing or are none', () => {
    has(hoverAt('../|a', files).markdown, 'matches nothing');
    has(hoverAt('a[|', files).markdown, 'no pattern');
  });
  test('comments and blank lines have none', () => {
    assert.equal(hoverAt('# |a\nb').markdown, undefined);
    assert.equal(hoverAt('a\n|\nb').markdown, undefined);
  });
});
