import assert from 'node:assert/strict';
import { readNumber } from '../../../src/metrics/numbers';

describe('numbers of a response', () => {
  for (const [written, read] of [
    [42, 42],
    ['42', 42],
    [' -1.5e3 ', -1500],
    ['+.5', 0.5],
    ['1795451485.215', 1795451485.215],
    [0, 0],
    ['0', 0],
  ] as const) {
    it(`are read from ${JSON.stringify(written)}`, () => assert.equal(readNumber(written), read));
  }

  for (const gap of [
    null,
    '',
    ' ',
    'NaN',
    'nan',
    '+Inf',
    '-Inf',
    'Infinity',
    'null',
    'N/A',
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '1e999',
  ]) {
    it(`may be absent, as ${String(gap)} says`, () => assert.equal(readNumber(gap), null));
  }

  for (const other of [
    undefined,
    true,
    'abc',
    '0x10',
    '1,000',
    '12 USD',
    '1_000',
    [],
    [1],
    {},
    () => 1,
    1n,
  ]) {
    it(`are not made of ${typeof other} ${String(other)}`, () => assert.equal(readNumber(other), undefined));
  }
});
