import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { Origin } from '../../server/src/engine/text/origin.js';
import { applyEdits, areDisjoint, type Edit } from '../../server/src/engine/text/span.js';
import { addItems, merge, removeEntry, removeItem, type Patch } from '../../server/src/languages/yaml/edit.js';
import { toData, type YamlMap, type YamlNode, type YamlSequence } from '../../server/src/languages/yaml/nodes.js';
import { parseYaml } from '../../server/src/languages/yaml/parse.js';

function rootOf(text: string): YamlMap {
  const { roots, faults } = parseYaml(text, { text, origin: new Origin(0) });
  assert.deepEqual(faults, []);
  assert.equal(roots[0]?.kind, 'map');
  return roots[0] as YamlMap;
}

/** The text after the edit; the same edit on CRLF gives the same with CRLF, and the result is YAML without faults. */
function edited(text: string, edit: (root: YamlMap) => readonly Edit[] | undefined): string {
  const once = (source: string): string => {
    const edits = edit(rootOf(source)) ?? [];
    assert.ok(areDisjoint(edits));
    return applyEdits(source, edits);
  };
  const result = once(text);
  rootOf(result);
  // One line alone does not tell which line ends its file has.
  if (text.includes('\n')) assert.equal(once(text.replaceAll('\n', '\r\n')), result.replaceAll('\n', '\r\n'), 'CRLF stays');
  return result;
}

describe('merge', () => {
  const cases: readonly { readonly name: string; readonly text: string; readonly patch: Patch; readonly expected: string }[] = [
    {
      name: 'adds behind the last entry and its comment',
      text: 'a: 1\nb: 2 # two\n# end\n',
      patch: { c: 3 },
      expected: 'a: 1\nb: 2 # two\nc: 3\n# end\n',
    },
    {
      name: 'replaces a scalar and keeps the comment',
      text: 'a: true # why\nb: 2\n',
      patch: { a: false },
      expected: 'a: false # why\nb: 2\n',
    },
    { name: 'does nothing where nothing lacks', text: 'a: { b: [1, 2] }\n', patch: { a: { b: [2] } }, expected: 'a: { b: [1, 2] }\n' },
    { name: 'goes into maps', text: 'a:\n  b: 1\nz: 0\n', patch: { a: { c: { d: 'x' } } }, expected: 'a:\n  b: 1\n  c:\n    d: x\nz: 0\n' },
    {
      name: 'keeps to four columns where the document does',
      text: 'a:\n    b: 1\n',
      patch: { c: { d: 1 } },
      expected: 'a:\n    b: 1\nc:\n    d: 1\n',
    },
    { name: 'fills an empty value', text: 'a:\nb: 1\n', patch: { a: { c: 1 } }, expected: 'a:\n  c: 1\nb: 1\n' },
    { name: 'fills an empty value with a scalar', text: 'a:\nb: 1\n', patch: { a: 'x' }, expected: 'a: x\nb: 1\n' },
    { name: 'fills an empty map', text: 'a: {} # none yet\n', patch: { a: { c: 1 } }, expected: 'a:\n  c: 1 # none yet\n' },
    { name: 'adds in braces', text: 'a: { b: 1 }\n', patch: { a: { c: ['x'] } }, expected: 'a: { b: 1, c: [x] }\n' },
    { name: 'adds to a list at its column', text: 'a:\n- x\nb: 1\n', patch: { a: ['x', 'w'] }, expected: 'a:\n- x\n- w\nb: 1\n' },
    { name: 'adds to a list in brackets', text: 'a: [x]\n', patch: { a: ['w'] }, expected: 'a: [x, w]\n' },
    { name: 'writes lists as the document does', text: 'a:\n- x\n', patch: { c: ['w'] }, expected: 'a:\n- x\nc:\n- w\n' },
    {
      name: 'quotes what YAML 1.1 would read as something else',
      text: 'a: 1\n',
      patch: { b: 'yes', c: '1' },
      expected: 'a: 1\nb: "yes"\nc: "1"\n',
    },
    {
      name: 'goes on behind a block scalar',
      text: 'a: |\n  text\n  more\n\nb: 1\n',
      patch: { c: 1 },
      expected: 'a: |\n  text\n  more\n\nb: 1\nc: 1\n',
    },
    { name: 'goes on behind a block scalar at the end', text: 'a: |\n  text\n', patch: { c: 1 }, expected: 'a: |\n  text\nc: 1\n' },
    { name: 'a text without a last line break', text: 'a: 1', patch: { b: 2 }, expected: 'a: 1\nb: 2' },
    {
      name: 'leaves what an alias names alone',
      text: 'x: &x\n  p: 1\ny: *x\n',
      patch: { y: { q: 1 } },
      expected: 'x: &x\n  p: 1\ny: *x\n',
    },
    {
      name: 'an own entry wins over a merged one',
      text: 'x: &x\n  p: 1\ny:\n  <<: *x\n',
      patch: { y: { p: 2 } },
      expected: 'x: &x\n  p: 1\ny:\n  <<: *x\n  p: 2\n',
    },
  ];
  for (const { name, text, patch, expected } of cases) {
    test(name, () => {
      assert.equal(
        edited(text, (root) => merge(root, patch)),
        expected,
      );
      // A second time there is nothing left to do.
      assert.deepEqual(merge(rootOf(expected), patch), []);
    });
  }

  test('an item of a list is a map like any other', () => {
    const text = 'list:\n  - name: a\n    image: b\n  - name: c\n';
    const item = (root: YamlMap, i: number): YamlMap => root.get('list', i) as YamlMap;
    assert.equal(
      edited(text, (root) => merge(item(root, 0), { tty: true })),
      'list:\n  - name: a\n    image: b\n    tty: true\n  - name: c\n',
    );
    assert.equal(
      edited(text, (root) => merge(item(root, 1), { env: [{ name: 'X', value: '1' }] })),
      'list:\n  - name: a\n    image: b\n  - name: c\n    env:\n      - name: X\n        value: "1"\n',
    );
  });
});

describe('removing', () => {
  const entry = (key: string) => (root: YamlMap) => removeEntry(root, key);
  const item = (i: number) => (root: YamlMap) => removeItem(root.get('list') as YamlSequence, i);
  test('an entry goes with its line', () => assert.equal(edited('a: 1\nb: 2 # two\nc: 3\n', entry('b')), 'a: 1\nc: 3\n'));
  test('an entry goes with all that it holds', () => assert.equal(edited('a:\n  b: 1\n  c: 2\nd: 3\n', entry('a')), 'd: 3\n'));
  test('the first entry of an item leaves the dash', () =>
    assert.equal(
      edited('list:\n  - a: 1\n    b: 2\n', (root) => removeEntry(root.get('list', 0) as YamlMap, 'a')),
      'list:\n  - b: 2\n',
    ));
  test('in braces the comma goes along', () => {
    const flow = (key: string) => (root: YamlMap) => removeEntry(root.get('m') as YamlMap, key);
    assert.equal(edited('m: { a: 1, b: 2 }\n', flow('a')), 'm: { b: 2 }\n');
    assert.equal(edited('m: { a: 1, b: 2 }\n', flow('b')), 'm: { a: 1 }\n');
  });
  test('the only entry leaves an empty map', () =>
    assert.equal(
      edited('m:\n  a: 1\n', (root) => removeEntry(root.get('m') as YamlMap, 'a')),
      'm:\n  {}\n',
    ));
  test('an item goes with its lines', () => assert.equal(edited('list:\n  - a: 1\n    b: 2\n  - c\n', item(0)), 'list:\n  - c\n'));
  test('an item in brackets', () => {
    assert.equal(edited('list: [a, b, c]\n', item(1)), 'list: [a, c]\n');
    assert.equal(edited('list: [a, b]\n', item(1)), 'list: [a]\n');
    assert.equal(edited('list: [a]\n', item(0)), 'list: []\n');
  });
  test('the only item leaves an empty list', () => assert.equal(edited('list:\n  - a\nb: 1\n', item(0)), 'list: []\nb: 1\n'));
});

test('items that are maps are added at the column of the others', () => {
  const text = 'list:\n  - name: a\n    x: 1\n\n# end\n';
  assert.equal(
    edited(text, (root) => addItems(root.get('list') as YamlSequence, [{ name: 'b' }])),
    'list:\n  - name: a\n    x: 1\n  - name: b\n\n# end\n',
  );
});

test('values are what Kubernetes reads', () => {
  const text = 'a: yes\nb: 0644\nc: 22:22\nd: 2001-01-01\ne: "1"\nf: 1e3\ng: ~\nh: 0o7\ni: 1_000\n';
  assert.deepEqual(toData(rootOf(text)), { a: true, b: 420, c: '22:22', d: '2001-01-01', e: '1', f: 1000, g: null, h: '0o7', i: 1000 });
});

test('every node lies where its text is, and data agree with the library', () => {
  const text = 'a: "x y"\nb: [1, { c: d }]\ne:\n  - f: |\n      g\n      h\n  -\n    i: \'j\'\n';
  const root = rootOf(text);
  assert.deepEqual(toData(root), parse(text));
  const written = (node: YamlNode | undefined): string => text.slice(node?.span.start, node?.span.end);
  assert.equal(written(root.get('a')), '"x y"');
  assert.equal(written(root.get('b', 1, 'c')), 'd');
  assert.equal(written(root.get('e', 0, 'f')), '|\n      g\n      h');
  assert.equal(written(root.get('e', 1)), "i: 'j'");
  assert.deepEqual(
    (root.get('e') as YamlSequence).slots.map(({ dash }) => text[dash ?? -1]),
    ['-', '-'],
  );
});

test('an aliased item in brackets goes by its name', () => {
  assert.equal(
    edited('x: &x a\nlist: [*x, b, *x]\n', (root) => removeItem(root.get('list') as YamlSequence, 0)),
    'x: &x a\nlist: [b, *x]\n',
  );
  assert.equal(
    edited('x: &x a\nlist: [*x, b, *x]\n', (root) => removeItem(root.get('list') as YamlSequence, 2)),
    'x: &x a\nlist: [*x, b]\n',
  );
});

test('a lone dot is text', () => {
  assert.deepEqual(toData(rootOf('a: .\nb: .5\nc: .nan\n')), { a: '.', b: 0.5, c: Number.NaN });
});
