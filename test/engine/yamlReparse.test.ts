import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Origin } from '../../server/src/engine/text/origin.js';
import type { CarriedSource, YamlNode } from '../../server/src/languages/yaml/nodes.js';
import { parseYaml } from '../../server/src/languages/yaml/parse.js';
import { reparse } from '../../server/src/languages/yaml/reparse.js';
import { exampleFiles } from '../support/corpus.js';
import { mutateYaml, random } from '../support/mutate.js';

/** Everything that a reader of the node can see. */
function shown(node: YamlNode | undefined): unknown {
  if (node === undefined) return undefined;
  const place = [node.kind, node.from, node.to, node.written];
  if (node.kind === 'scalar') return [...place, node.value, node.style, node.content];
  if (node.kind === 'map')
    return [
      ...place,
      node.isFlow,
      node.entries.map(({ key, value }) => [shown(key), shown(value), shown(node.get(key.content)) === undefined]),
    ];
  return [...place, node.isFlow, node.slots.map(({ dash, value }) => [dash, shown(value)]), node.items.length];
}

const nested = (depth: number): string =>
  Array.from(
    { length: depth },
    (_, i) => `${'  '.repeat(i)}k${i}: # c\n${'  '.repeat(i)}  a${i}: |\n${'  '.repeat(i)}    text ${i}\n\n`,
  ).join('');

test('a tree that is carried over is the tree of the new text', () => {
  const next = random(11);
  const texts = [
    ...exampleFiles('kubernetes').flatMap((file) => readFileSync(file, 'utf8').split(/^---\n/m)),
    'a:\n- b: 1\n  c: [x, y]\n- d: >-\n    folded\n    text\n  e: "quoted\n    twice"\n# end\nz: {p: q,\n  r: s}\n',
    'a: 1\n\n# about b\nb:\n    c: 2 # two\n\n    d: 3\n  # less\n\n',
    'a:\n  b:\n    c:\n      d:\n   : |\n       e\n',
    nested(5),
  ];
  let carried = 0;
  for (let round = 0; round < 2500; round++) {
    let text = texts[Math.floor(next() * texts.length)] ?? '';
    for (let edit = 0; edit < 4; edit++) {
      const source: CarriedSource = { text, origin: new Origin(0) };
      const before = parseYaml(text, source);
      const [root] = before.roots;
      const changed = next() < 0.5 ? mutateYaml(text, next) : typed(text, next);
      if (
        root !== undefined &&
        before.roots.length === 1 &&
        before.faults.length === 0 &&
        !before.hasAnchors &&
        reparse(root, source, changed)
      ) {
        carried++;
        const fresh = parseYaml(changed, { text: changed, origin: new Origin(0) });
        assert.deepEqual(fresh.faults, [], `${JSON.stringify(text)} to ${JSON.stringify(changed)}`);
        assert.deepEqual(shown(root), shown(fresh.roots[0]), `${JSON.stringify(text)} to ${JSON.stringify(changed)}`);
      }
      text = changed;
    }
  }
  assert.ok(carried > 1500, `${carried} trees were carried over`);
});

/** What somebody types: a few letters, digits or blanks somewhere, or a letter taken out. */
function typed(text: string, next: () => number): string {
  const at = Math.floor(next() * (text.length + 1));
  const words = ['x', 'ab', '1', ' ', '\n', '"', ': ', ' # c', '-', '  k: v\n', '\n  k: v'];
  return next() < 0.3
    ? text.slice(0, at) + text.slice(at + 1)
    : text.slice(0, at) + (words[Math.floor(next() * words.length)] ?? '') + text.slice(at);
}
