import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import dockerignore from '@balena/dockerignore';
import { parseDockerignore } from '../../server/src/languages/dockerignore/language.js';
import { cleanPath, compilePattern, ignoreMatcher } from '../../server/src/languages/dockerignore/match.js';
import { appendLines, isIgnored } from '../../server/src/rules/shared/ignorePatterns.js';
import { applyEdits } from '../../server/src/engine/text/span.js';

interface Case {
  readonly text: string;
  readonly ignored?: readonly string[];
  readonly kept?: readonly string[];
}

/** Each row was put to github.com/moby/patternmatcher 0.6.1, path by path from the top folder down, and agrees with it. */
const table: Readonly<Record<string, Case>> = {
  'a name is that of the top folder': { text: 'node_modules', ignored: ['node_modules', 'node_modules/a/b'], kept: ['web/node_modules'] },
  'slashes at the ends and dots do not count': {
    text: '/docs/\n./out/../bin//x/',
    ignored: ['docs/a', 'bin/x/y'],
    kept: ['out', 'bin', 'src/docs'],
  },
  'blanks at the ends do not count': { text: '  docs\t \n ! docs/a', ignored: ['docs/b'], kept: ['docs/a'] },
  'a comment begins in the first column': { text: '#a\n #b', ignored: ['#b'], kept: ['#a', 'a', 'b'] },
  'a byte order mark is no part of the first line': { text: '\uFEFFa', ignored: ['a'] },
  'both line ends': { text: 'a\r\nb\n\r\nc', ignored: ['a', 'b', 'c'] },
  'a star stays in one folder': { text: '*.md\n*/temp*', ignored: ['a.md', 'x/temporary'], kept: ['docs/a.md', 'x/y/temp', 'temp'] },
  'two stars cross folders': { text: '**/*.pyc', ignored: ['a.pyc', 'a/b.pyc', 'a/b/c.pyc'], kept: ['a.py'] },
  'two stars before a name': { text: '**/cache', ignored: ['cache', 'a/cache/b'], kept: ['a/mycache', 'cached'] },
  'two stars without a slash match ends of names': { text: '**cache', ignored: ['cache', 'a/mycache', 'mycache/a'], kept: ['caches'] },
  'two stars behind a name leave the folder itself': { text: 'src/**', ignored: ['src/a', 'src/a/b'], kept: ['src', 'srcs'] },
  'two stars in the middle': { text: 'a/**/z', ignored: ['a/z', 'a/b/z', 'a/b/c/z'], kept: ['z', 'a', 'b/a/z'] },
  'two stars alone': { text: '**', ignored: ['a', 'a/b'] },
  'one character': { text: 'temp?', ignored: ['tempa'], kept: ['temp', 'tempab'] },
  'lists of characters': { text: '[ab]\n[^a-y]z', ignored: ['a', 'b', 'zz'], kept: ['c', 'az'] },
  'an escape': { text: '\\*\n\\[a\\]', ignored: ['*', '[a]'], kept: ['a', 'b'] },
  'dots and dollars are themselves': { text: 'a.b\n$x*', ignored: ['a.b', '$xy'], kept: ['acb', 'x'] },
  'the last match decides': { text: '*.md\n!README.md\nREADME*', ignored: ['README.md', 'a.md'], kept: ['a.txt'] },
  'an exception below a folder': { text: '*\n!src/main.go', ignored: ['src', 'src/a', 'b'], kept: ['src/main.go'] },
  'an exception of a folder holds for what is in it': { text: '**\n!src', ignored: ['a/src', 'b'], kept: ['src', 'src/a/b'] },
  'an exception of a folder does not reach what alone was left out in it': { text: 'src/a\n!src', ignored: ['src/a'], kept: ['src/b'] },
  'an exception first does nothing': { text: '!a\n*', ignored: ['a'] },
  'the context itself is never left out': { text: '.\n/\n..\n../a', kept: ['a', 'b/c'] },
  'a slash hides an exclamation mark once': { text: '*\n/!a', ignored: ['!a', 'b'], kept: ['a'] },
  'case counts': { text: 'Docs', ignored: ['Docs'], kept: ['docs'] },
};

describe('what a .dockerignore leaves out', () => {
  for (const [name, { text, ignored = [], kept = [] }] of Object.entries(table)) {
    test(name, () => {
      for (const path of ignored) assert.equal(isIgnored(text, path), true, `${path} is left out`);
      for (const path of kept) assert.equal(isIgnored(text, path), false, `${path} stays`);
    });
  }

  test('it agrees with @balena/dockerignore where that follows Docker', () => {
    // That package is a port of Docker 19.03: it has no rule for `**name` and lets an exception of a folder reach all below it.
    const random = generator(20261);
    const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
    const parts = ['a', 'b', 'ab', 'a.b', '*', '?', '**', '*.b', 'a*', '[ab]', '.', 'a$', '\\*'];
    const names = ['a', 'b', 'ab', 'a.b', 'c.b', '*', 'a$', 'x'];
    const join = (list: readonly string[], most: number) => Array.from({ length: 1 + random(most) }, () => pick(list)).join('/');
    let compared = 0;
    let left = 0;
    for (let round = 0; round < 4000; round++) {
      const lines = Array.from(
        { length: 1 + random(4) },
        () => `${random(4) === 0 ? '!' : ''}${random(5) === 0 ? '/' : ''}${join(parts, 3)}`,
      );
      const path = join(names, 4);
      const above = path.split('/').slice(0, -1);
      const reachesDown = (line: string): boolean =>
        line.startsWith('!') &&
        above.some((_, i) =>
          dockerignore({ ignorecase: false })
            .add(line.slice(1))
            .ignores(above.slice(0, i + 1).join('/')),
        );
      if (lines.some((line) => reachesDown(line) || /(?:^|\/)\*\*(?:\/\.?)*$/.test(line))) continue;
      const text = lines.join('\n');
      const theirs = dockerignore({ ignorecase: false }).add(text).ignores(path);
      assert.equal(isIgnored(text, path), theirs, `${JSON.stringify(text)} for ${path}`);
      compared++;
      if (theirs) left++;
    }
    assert.ok(compared > 2000 && left > 300 && left < compared - 300, `${compared} compared, ${left} left out`);
  });

  test('it tells which pattern decides', () => {
    const { patterns } = parseDockerignore('*\n!src\nsrc/gen\n');
    const matcher = ignoreMatcher(patterns);
    assert.deepEqual(
      ['src/gen/a', 'src/a', 'b'].map((path) => matcher.decidedBy(path)?.text),
      ['src/gen', '!src', '*'],
    );
    assert.equal(ignoreMatcher([]).decidedBy('a'), undefined);
  });

  test('it tells where an exception may put something back', () => {
    const below = (text: string, folder: string) => ignoreMatcher(parseDockerignore(text).patterns).mayPutBackBelow(folder);
    assert.equal(below('*\n!src/main.go', 'src'), true);
    assert.equal(below('*\n!**/*.go', 'src'), true);
    assert.equal(below('*\n!s*/main.go', 'src'), true);
    assert.equal(below('*\n!src', 'src'), false);
    assert.equal(below('*\n!lib/a', 'src'), false);
    assert.equal(below('src/main.go', 'src'), false);
  });
});

describe('patterns', () => {
  test('Docker refuses some', () => {
    for (const path of ['', '[a', 'a[]', '[^]', 'a\\']) assert.equal(compilePattern(path), undefined, path);
    for (const path of ['[a]', 'a]', '[a-c]', '\\[', '{a,b}', '(']) assert.notEqual(compilePattern(path), undefined, path);
  });

  test('paths are cleaned', () => {
    const rows = [
      ['', '.'],
      ['./a//b/', 'a/b'],
      ['a/../..', '..'],
      ['/../a', '/a'],
      ['a/./b/..', 'a'],
      ['/', '/'],
    ] as const;
    for (const [path, clean] of rows) assert.equal(cleanPath(path), clean, path);
  });

  test('spans are those of the text without blanks', () => {
    const text = '\uFEFF# top\r\n  !a \r\n\r\nb';
    const { patterns, comments } = parseDockerignore(text);
    assert.deepEqual(
      patterns.map(({ span, path, negated }) => [text.slice(span.start, span.end), path, negated]),
      [
        ['!a', 'a', true],
        ['b', 'b', false],
      ],
    );
    assert.equal(text.slice(comments[0]?.span.start, comments[0]?.span.end), '# top');
  });

  test("lines are put at the end with the file's own line ends", () => {
    const after = (text: string) => applyEdits(text, [appendLines(text, ['x', 'y'])]);
    assert.equal(after(''), 'x\ny\n');
    assert.equal(after('a'), 'a\nx\ny');
    assert.equal(after('a\r\n'), 'a\r\nx\r\ny\r\n');
    assert.equal(after('a\r\nb'), 'a\r\nb\r\nx\r\ny');
  });
});

/** A linear congruential generator, so that a failure can be seen again. */
function generator(seed: number): (below: number) => number {
  let state = BigInt(seed);
  return (below) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
    return Number(state >> 33n) % below;
  };
}
