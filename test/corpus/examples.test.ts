import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { ProjectReport } from '../../server/src/report/report.js';
import { findProgram } from '../../server/src/host/render/run.js';
import { slipway } from '../support/cliRun.js';
import { filesBelow } from '../support/corpus.js';

// The sample workspace with its traps, and its mended twin, through the command line as a person would use it.

interface Found {
  readonly path: string;
  readonly line: number;
  readonly rule: string;
  readonly severity: string;
}

interface Trap {
  readonly path: string;
  readonly words: string;
  /** The line that the comment stands on, or else the next one that is no comment. */
  readonly line: number;
}

const shop = 'examples/shop';
const mended = 'examples/shop.mended';

/** The samples say themselves what is ignored; what the caller's own Git ignores is not their business. */
function lint(folder: string, ...words: readonly string[]): Found[] {
  const { out, err, code } = slipway(folder, ['lint', '--no-gitignore', '--preset', 'recommended', '--format', 'json', ...words]);
  assert.equal(err, '');
  assert.ok(code === 0 || code === 1, `exit code ${code}`);
  return JSON.parse(out) as Found[];
}

function inCopy<T>(of: string, work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-shop-'));
  try {
    cpSync(of, folder, { recursive: true });
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The comments `# trap: …` of the sample's files. */
function trapsIn(folder: string): Trap[] {
  return filesBelow(folder)
    .filter((file) => !file.endsWith('.md'))
    .flatMap((file) => {
      const path = file.slice(folder.length + 1);
      const traps: Trap[] = [];
      let waiting: string[] = [];
      for (const [i, text] of readFileSync(file, 'utf8').split('\n').entries()) {
        const words = /# trap: (.+)$/.exec(text)?.[1]?.trim();
        const isComment = text.trimStart().startsWith('#');
        if (words !== undefined) waiting.push(words);
        if (isComment || text.trim() === '') continue;
        traps.push(...waiting.map((each) => ({ path, words: each, line: i + 1 })));
        waiting = [];
      }
      assert.deepEqual(waiting, [], `${path}: a trap at the end of the file is above nothing`);
      return traps;
    });
}

/** The rows of the README's table. */
const rows = [...readFileSync(join(shop, 'README.md'), 'utf8').matchAll(/^\| `(.+?)` \| (.+?) \| `(.+?)` \|$/gm)].map(
  ([, path = '', words = '', rule = '']) => ({ path, words, rule }),
);
const traps = trapsIn(shop);
const key = ({ path, words }: { readonly path: string; readonly words: string }): string => `${path}: ${words}`;

describe('examples/shop', () => {
  const found = inCopy(shop, (folder) => lint(folder));

  test('comments and table name the same traps', () => {
    assert.ok(rows.length > 150);
    assert.deepEqual(rows.map(key).sort(), traps.map(key).sort());
    assert.equal(new Set(rows.map(key)).size, rows.length, 'each trap has words of its own in its file');
  });

  test('every trap is found at its line by its rule', () => {
    const missed = rows.filter((row) => {
      const at = traps.find((trap) => key(trap) === key(row));
      return !found.some(({ path, line, rule }) => path === row.path && rule === row.rule && line === at?.line);
    });
    assert.deepEqual(missed, []);
  });

  test('no error or warning is about anything else', () => {
    const told = new Set(rows.map((row) => `${row.path} ${traps.find((trap) => key(trap) === key(row))?.line} ${row.rule}`));
    assert.deepEqual(
      found.filter(
        ({ path, line, rule, severity }) => (severity === 'error' || severity === 'warning') && !told.has(`${path} ${line} ${rule}`),
      ),
      [],
    );
  });

  test('where the sample lies says nothing', () => {
    // Files of one folder `examples` have nothing to do with each other; those of a workspace that lies in one have.
    assert.deepEqual(lint(shop), found);
  });

  test('every item of the hardening report that can be judged fails', () => {
    const report = JSON.parse(
      inCopy(shop, (folder) => slipway(folder, ['report', '--no-gitignore', '--format', 'json']).out),
    ) as ProjectReport;
    assert.equal(report.counts.holds, 0);
    assert.ok(report.counts.fails > 20);
  });

  test('--fix makes no error', () => {
    inCopy(shop, (folder) => {
      const left = lint(folder, '--fix');
      assert.ok(left.length < found.length, 'something was fixed');
      const count = (all: readonly Found[]): Map<string, number> => {
        const counts = new Map<string, number>();
        for (const { path, rule, severity } of all)
          if (severity === 'error') counts.set(`${path} ${rule}`, (counts.get(`${path} ${rule}`) ?? 0) + 1);
        return counts;
      };
      const before = count(found);
      assert.deepEqual(
        [...count(left)].filter(([what, times]) => times > (before.get(what) ?? 0)),
        [],
      );
      assert.deepEqual(lint(folder, '--fix'), left, 'a second run has nothing left to do');
    });
  });
});

describe('examples/shop.mended', () => {
  test('has no finding', () => {
    inCopy(mended, (folder) => assert.deepEqual(lint(folder), []));
  });

  test('has none in what kubectl and helm make of it either', (context) => {
    if (['kubectl', 'helm'].some((name) => findProgram(name, process.cwd()) === undefined)) {
      context.skip('kubectl and helm are not both installed');
      return;
    }
    inCopy(mended, (folder) => assert.deepEqual(lint(folder, '--render'), []));
  });

  test('the hardening report misses digests alone: those of the sample would be old tomorrow', () => {
    inCopy(mended, (folder) => {
      const { sections } = JSON.parse(slipway(folder, ['report', '--no-gitignore', '--format', 'json']).out) as ProjectReport;
      assert.deepEqual(
        sections.flatMap(({ results }) => results.filter(({ state }) => state === 'fails').map(({ item }) => item.id)),
        ['pinned-digests'],
      );
    });
  });
});
