import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Origin } from '../../server/src/engine/text/origin.js';
import { parseAnyYaml, parseYaml, type ParsedYaml } from '../../server/src/languages/yaml/parse.js';
import { commentsIn, lexedComments } from '../../server/src/languages/yaml/comments.js';
import { readPlainYaml } from '../../server/src/languages/yaml/plain.js';
import type { YamlNode } from '../../server/src/languages/yaml/nodes.js';
import { exampleFiles } from '../support/corpus.js';
import { mutateYaml, random } from '../support/mutate.js';

/** Everything that a reader of the tree can see. */
function shown({ roots, faults, hasAnchors }: ParsedYaml): unknown {
  return [roots.map(nodeShown), faults, hasAnchors];
}

function nodeShown(node: YamlNode): unknown {
  const place = [node.kind, node.from, node.to, node.anchor];
  if (node.kind === 'scalar') return [...place, node.value, node.style, node.content];
  if (node.kind === 'map')
    return [...place, node.isFlow, node.entries.map(({ key, value, alias }) => [nodeShown(key), nodeShown(value), alias])];
  return [...place, node.isFlow, node.slots.map(({ dash, value, alias }) => [dash, nodeShown(value), alias])];
}

const sourceOf = (text: string) => ({ text, origin: new Origin(0) });
const isRead = (text: string): boolean => readPlainYaml(text, sourceOf(text), 0, () => null) !== undefined;

function same(text: string): void {
  assert.deepEqual(shown(parseYaml(text, sourceOf(text))), shown(parseAnyYaml(text, sourceOf(text))), JSON.stringify(text));
  assert.deepEqual(commentsIn(text), lexedComments(text), JSON.stringify(text));
}

const examples = exampleFiles('kubernetes').flatMap((file) => readFileSync(file, 'utf8').split(/^(?=---\n)/m));

const shapes = [
  'a: 1\nb: 2.50\nb2: 0.0\nb3: 10.123456789\nb4: 123456789012345.123456789\nc: true\nd: off\ne: ~\nf: Null\ng: y\nh: 0\ni: 007\nj: 0644\nk: 1e3\nl: e5\nm: .5\nn: .\no: -5\np: +3\nq: .inf\nr: 1_000\ns: 0x1F\n',
  'a: 22:22\nb: 10.0.0.1\nc: 1.2.3\nd: 100m\ne: 1Gi\nf: -c\ng: --flag=x\nh: -e\ni: 2024-01-01\nj: 12345678901234567890\nk: 0b101\nl: 5.\nm: 3e\nn: -.5\no: - x\n',
  'yes: 1\n5: x\ntrue: y\nnull: z\n"q": r\n\'s t\': "u v"\n',
  'a: "x\\ny \\"z\\" \\\\"\nb: \'it\'\'s\'\nc: "\\u0041"\nd: ""\ne: \'\'\nf: "a # b" # c\ng: "a"b\nh: "a" "b"\n',
  'a:\nb: \nc:   # d\n\n# e\nf:\n  # g\n\n  h: i\n\n  # j\nk:\n- l\n- m: n\n  o: p\n-   q: r\n    s: t\nu:\n  - v\n# w\n  - x\ny:',
  'a: |\n  b\n   c\n\n  d  \n\n\ne: |-\n    f\n  \n    # g\n# h\ni:\n  - |\n    j\n  - k\nl: |\n  m',
  'a: |\n\n  b\nc: |\n  d\n e: f\n',
  'a: []\nb: {}\nc: [x, "y", 3, \'z\']\nd: {e: f, "g": [h], i: {}}\nj: [ k , l ]\nm: [n,]\no: {p}\nq: [r: s]\nt: {u: }\nv: [w x]\n',
  'a: >-\n  b\n  c\nd: >\n    e\n    f g\n\n\nh: >\n  i\n   j\nk: >-\n  l \n  m\nn: >\n\n  o\n\n  p\nq:\n- >\n  r\n  # s\n# t\n- >-\n  u',
  '- a\n- b: c\n- - d\n- "e": f\n- {g: h}\n- [i]\n-\n',
  '--- # a\nb: c\n',
  '---\n# a\n',
  '--- a\n',
  '# a\n',
  'a: b: c\n',
  'a: b\n  c\n',
  'a:\n   b: 1\n  c: 2\n',
  'a: 1\n b: 2\n',
  'a : b\n? c\n: d\n',
  'a: &x b\nc: *x\n',
  '<<: {a: b}\n',
  'a: !!str 1\nb: >-\n  c\n  d\n',
  'a: b\n...\nc: d\n',
  'a:\tb\n\tc: d\n',
  'a: http://b:80/c#d\ne: f:g\nh: i #j\nk: l#m\n',
  'a: "b\n  c"\n',
  'a:\n- b\n  - c\n',
  '  a: b\n  c:\n  - d\n',
  '# a\nb: "c" # d\ne: \'f\' #g\nh: i\'s # j\nk: l \'m # n\' o\np: ["q", #r\n s] # "t\n#\nu: "v # w"\nx: y#z\n',
];

test('what is read by lines is what the parser reads', () => {
  for (const shape of shapes) {
    same(shape);
    // In pieces too: a line that is left to the parser hides the others.
    const lines = shape.split('\n');
    lines.forEach((_, i) => {
      for (let end = i + 1; end <= lines.length; end++) same(lines.slice(i, end).join('\n'));
    });
  }
  for (const text of examples) same(text);
});

test('nearly every manifest is read by lines', () => {
  const read = examples.filter(isRead).length;
  assert.ok(read > examples.length * 0.7, `${read} of ${examples.length}`);
});

test('after any change too', () => {
  const next = random(5);
  const texts = [...examples, ...shapes];
  let read = 0;
  for (let round = 0; round < 2500; round++) {
    let text = texts[Math.floor(next() * texts.length)] ?? '';
    for (let edit = 0; edit < 3; edit++) {
      text = mutateYaml(text, next);
      same(text);
      if (isRead(text)) read++;
    }
  }
  assert.ok(read > 1000, `${read} were read by lines`);
});
