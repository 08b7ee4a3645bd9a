import assert from 'node:assert/strict';
import {
  formatAge,
  formatDay,
  formatPace,
  formatPercent,
  formatScore,
  formatValue,
} from '../../../src/outcome/format';

const locale = 'en';

describe('formatValue', () => {
  const cases: readonly [number, string | undefined, string][] = [
    [12_840, undefined, '12,840'],
    [12_840.4, 'signups', '12,840'],
    [61_234_567, 'USD', '$61.2M'],
    [100_000_000, 'USD', '$100M'],
    [999_950, 'USD', '$999,950'],
    [812.4, 'ms', '812 ms'],
    [2.71559, undefined, '2.72'],
    [27.1559, undefined, '27.2'],
    [0.004, undefined, '0.004'],
    [0, undefined, '0'],
    [-12.5, undefined, '-12.5'],
    [95, '%', '95%'],
    [5, 'XQZ', 'XQZ 5'],
    [5.42e147, undefined, '5.42E147'],
    [-1.5e15, 'USD', '-$1.5E15'],
    [999e12, undefined, '999T'],
    [3.21e-98, undefined, '3.21E-98'],
    [0.000001, undefined, '0.000001'],
    [4.5e-7, '%', '4.5E-7%'],
  ];
  for (const [value, unit, text] of cases) {
    it(`writes ${value} ${unit ?? ''} as ${text}`, () => {
      const written = formatValue(value, { locale, ...(unit === undefined ? {} : { unit }) });
      assert.equal(written.replaceAll('\u00a0', ' '), text);
    });
  }

  it('writes a ratio as the file wrote its goal', () => {
    assert.equal(formatValue(0.004, { locale, percent: true }), '0.4%');
    assert.equal(formatPercent(0.0212, locale), '2.1%');
    assert.equal(formatPercent(0.123, locale), '12%');
    assert.equal(formatPercent(0.00042, locale), '0.042%');
    assert.equal(formatPercent(0.000002, locale), '0.0002%');
    assert.equal(formatPercent(3.1e-9, locale), '3.1E-7%');
    assert.equal(formatPercent(86_866_486.02, locale), '8.69B%');
    assert.equal(formatPercent(5.5e30, locale), '5.5E32%');
    assert.equal(formatPercent(0, locale), '0%');
  });
});

describe('formatScore and formatPace', () => {
  it('has two decimals and a real minus', () => {
    assert.equal(formatScore(0.7), '0.70');
    assert.equal(formatPace(-0.04), '−0.04');
    assert.equal(formatPace(0.12), '+0.12');
    assert.equal(formatPace(0.001), '0.00');
    assert.equal(formatPace(-0.001), '0.00');
  });
});

describe('formatAge and formatDay', () => {
  it('rests below a minute and then counts', () => {
    assert.equal(formatAge(20_000, locale), 'now');
    assert.equal(formatAge(-5, locale), 'now');
    assert.match(formatAge(130_000, locale), /^2\s?min\.? ago$/);
    assert.match(formatAge(7_200_000, locale), /^2\s?h/);
  });

  it('names the year only where it is another', () => {
    assert.equal(formatDay('2026-06-30', locale, '2026'), 'Jun 30');
    assert.equal(formatDay('2025-06-30', locale, '2026'), 'Jun 30, 2025');
  });
});
