import assert from 'node:assert/strict';
import { parseQuantity, parseTarget } from '../../../src/okr/quantity';

describe('parseQuantity', () => {
  const read: readonly [string | number, number, boolean][] = [
    [12000, 12000, false],
    [-5, -5, false],
    [1e21, 1e21, false],
    ['100M', 100_000_000, false],
    ['1.5k', 1500, false],
    ['1.5K', 1500, false],
    ['2B', 2_000_000_000, false],
    ['1.1T', 1_100_000_000_000, false],
    ['12,000', 12000, false],
    ['1,234,567.5', 1_234_567.5, false],
    ['12_000', 12000, false],
    ['.5', 0.5, false],
    ['1e3', 1000, false],
    ['-12.5', -12.5, false],
    ['1%', 0.01, true],
    ['1.1%', 0.011, true],
    ['-5%', -0.05, true],
    [' 7 ', 7, false],
  ];
  for (const [input, value, percent] of read) {
    it(`reads ${JSON.stringify(input)}`, () => {
      assert.deepEqual(parseQuantity(input), { ok: true, value: { value, percent } });
    });
  }

  const refused: readonly [string | number, RegExp][] = [
    ['', /must be a number such as/],
    ['.', /must be a number such as/],
    ['%', /must be a number such as/],
    ['abc', /must be a number such as/],
    ['1,5', /must be a number such as/],
    ['12,00', /must be a number such as/],
    ['1__0', /must be a number such as/],
    ['5.', /must be a number such as/],
    ['1 000', /must be a number such as/],
    ['1kM', /must be a number such as/],
    ['0x10', /must be a number such as/],
    ['$100M', /currency belongs under `unit`/],
    ['100 €', /currency belongs under `unit`/],
    ['100m', /the letters are k, M, B and T/],
    ['+10%', /only `target` can be/],
    [Number.NaN, /must be a number such as/],
    [Number.POSITIVE_INFINITY, /must be a number such as/],
    ['9e999', /must be a smaller number/],
    ['9'.repeat(400), /must be a smaller number/],
  ];
  for (const [input, message] of refused) {
    it(`refuses ${JSON.stringify(String(input).slice(0, 20))}`, () => {
      const result = parseQuantity(input);
      assert.ok(!result.ok);
      assert.match(result.error, message);
    });
  }
});

describe('parseTarget', () => {
  const relative: readonly [string, number, boolean][] = [
    ['+10%', 10, true],
    ['-20%', -20, true],
    ['+500', 500, false],
    ['+1.5k', 1500, false],
    ['+0.5%', 0.5, true],
  ];
  for (const [input, amount, percent] of relative) {
    it(`reads ${input} as relative`, () => {
      assert.deepEqual(parseTarget(input), { ok: true, value: { kind: 'relative', amount, percent } });
    });
  }

  const absolute: readonly [string | number, number, boolean][] = [
    [-5, -5, false],
    ['-5', -5, false],
    ['100M', 100_000_000, false],
    ['1%', 0.01, true],
  ];
  for (const [input, value, percent] of absolute) {
    it(`reads ${JSON.stringify(input)} as absolute`, () => {
      assert.deepEqual(parseTarget(input), {
        ok: true,
        value: { kind: 'absolute', quantity: { value, percent } },
      });
    });
  }

  for (const input of ['++5', '+-5', '+', '+9e999', 'soon']) {
    it(`refuses ${input}`, () => assert.equal(parseTarget(input).ok, false));
  }
});
