import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  bytesInWords,
  coresInWords,
  parseQuantity,
  quantityInWords,
  unitOf,
  writeQuantity,
} from '../../server/src/languages/kubernetes/quantity.js';

const value = (text: string): number | undefined => parseQuantity(text)?.value;

test('every suffix', () => {
  assert.deepEqual(
    ['1n', '1u', '100m', '2', '3k', '4M', '5G', '6T', '7P', '8E'].map(value),
    [1e-9, 1e-6, 0.1, 2, 3e3, 4e6, 5e9, 6e12, 7e15, 8e18],
  );
  assert.deepEqual(
    ['1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei'].map(value),
    [1, 2, 3, 4, 5, 6].map((power) => 1024 ** power),
  );
});

test('exponents, points, signs', () => {
  assert.deepEqual(['1e3', '1E3', '12e-1', '0.5', '.5', '5.', '+1', '-1', '1.5Gi'].map(value), [
    1000,
    1000,
    1.2,
    0.5,
    0.5,
    5,
    1,
    -1,
    1.5 * 1024 ** 3,
  ]);
  assert.equal(parseQuantity('1e999999999')?.suffix, 'e999999999');
});

test('what is none', () => {
  for (const text of ['', '.', 'm', '1 Gi', '1K', '1ki', '512MB', '1,5', '1e', '0x10', '1_000', 'Infinity'])
    assert.equal(parseQuantity(text), undefined, text);
});

test('two spellings of one amount are equal', () => {
  for (const [a = '', b = ''] of [
    ['0.7', '700m'],
    ['1Gi', '1024Mi'],
    ['1e3', '1k'],
    ['0.1', '100000u'],
    ['0.5Gi', '512Mi'],
  ]) {
    assert.equal(parseQuantity(a)?.nano, parseQuantity(b)?.nano, `${a} ${b}`);
  }
});

test('in words', () => {
  assert.deepEqual([128 * 1024 ** 2, 1536 * 1024 ** 2, 512, 1, 0.4, 0, 2 ** 70].map(bytesInWords), [
    '128 MiB',
    '1.5 GiB',
    '512 bytes',
    '1 byte',
    '0.4 bytes',
    '0 bytes',
    '1024 EiB',
  ]);
  assert.deepEqual([0.1, 1, 2.5].map(coresInWords), ['0.1 cores', '1 core', '2.5 cores']);
  const amount = parseQuantity('250m');
  assert.ok(amount !== undefined);
  assert.deepEqual([quantityInWords(amount, 'cores'), quantityInWords(amount, 'bytes')], ['0.25 cores', '0.25 bytes']);
});

test('written', () => {
  assert.deepEqual(
    [256 * 1024 ** 2, 3 * 1024 ** 3, 1e6, 1500, 512].map((bytes) => writeQuantity(bytes, 'bytes')),
    ['256Mi', '3Gi', '1M', '1500', '512'],
  );
  assert.deepEqual(
    [1, 0.25, 1.5].map((cores) => writeQuantity(cores, 'cores')),
    ['1', '250m', '1500m'],
  );
});

test('units of resources', () => {
  assert.deepEqual(
    ['cpu', 'requests.cpu', 'memory', 'limits.memory', 'requests.storage', 'hugepages-2Mi', 'nvidia.com/gpu', 'pods'].map(unitOf),
    ['cores', 'cores', 'bytes', 'bytes', 'bytes', 'bytes', 'pieces', 'pieces'],
  );
  assert.equal(unitOf('gold.storageclass.storage.k8s.io/requests.storage'), 'bytes');
});
