import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits, insert, joined, replace } from '../../server/src/engine/text/span.js';

test('inserts at one place become one edit in their order, and nothing else changes', () => {
  const edits = [insert(3, 'a'), replace({ start: 0, end: 1 }, 'X'), insert(3, 'b'), insert(2, 'c'), insert(3, 'd')];
  const once = joined(edits);
  assert.deepEqual(
    once.map(({ span, newText }) => [span.start, span.end, newText]),
    [
      [3, 3, 'abd'],
      [0, 1, 'X'],
      [2, 2, 'c'],
    ],
  );
  assert.equal(applyEdits('0123', once), applyEdits('0123', edits));
});
