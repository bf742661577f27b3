import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Interests } from '../../server/src/lsp/interests.js';

const those = (interests: Interests<{ name: string }>, what: string): string[] => {
  const found = new Set<{ name: string }>();
  interests.collect(what, found);
  return [...found].map(({ name }) => name);
};

describe('who looked at what', () => {
  it('finds one, several and nobody', () => {
    const interests = new Interests<{ name: string }>();
    const [a, b] = [{ name: 'a' }, { name: 'b' }];
    interests.add(a, 'x');
    assert.deepEqual(those(interests, 'x'), ['a']);
    interests.add(b, 'x');
    interests.add(b, 'x');
    interests.add(b, 'y');
    assert.deepEqual(those(interests, 'x'), ['a', 'b']);
    assert.deepEqual(those(interests, 'y'), ['b']);
    assert.deepEqual(those(interests, 'z'), []);
    assert.equal(interests.count(b), 2);
  });

  it('forgets one and keeps the others', () => {
    const interests = new Interests<{ name: string }>();
    const [a, b] = [{ name: 'a' }, { name: 'b' }];
    for (const who of [a, b]) for (const what of ['x', 'y']) interests.add(who, what);
    interests.forget(a);
    assert.deepEqual(those(interests, 'x'), ['b']);
    assert.equal(interests.count(a), 0);
    interests.add(a, 'y');
    assert.deepEqual(those(interests, 'y'), ['b', 'a']);
    interests.forget(b);
    assert.deepEqual(those(interests, 'y'), ['a']);
    assert.deepEqual(those(interests, 'x'), []);
  });
});
