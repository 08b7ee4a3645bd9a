import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  formatAge,
  formatDay,
  formatPercent,
  formatTime,
  formatValue,
  type NumberStyle,
} from '../../../src/outcome/format';
import { Formats } from '../../../src/outcome/formats';

const locale = fc.constantFrom('en', 'de', 'fr', 'ja', 'ar');
const number = fc.oneof(fc.double({ noNaN: true, min: -1e12, max: 1e12 }), fc.double({ min: -2, max: 200 }));
const unit = fc.constantFrom(undefined, 'USD', 'EUR', 'XQZ', '%', 'ms', 'signups');
const day = fc.constantFrom('2026-06-30', '2025-12-31', '2026-01-01');

describe('formatters that are kept', () => {
  it('write what new ones write, whatever was written with them before', () => {
    const one = fc.record({ locale, number, unit, percent: fc.boolean(), day });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 20 }), (all) => {
        const formats = new Formats();
        for (const { locale, number, unit, percent, day } of all) {
          const style: NumberStyle = { locale, percent, ...(unit === undefined ? {} : { unit }) };
          assert.equal(formatValue(number, { ...style, formats }), formatValue(number, style));
          assert.equal(formatPercent(number, locale, formats), formatPercent(number, locale));
          assert.equal(formatDay(day, locale, '2026', formats), formatDay(day, locale, '2026'));
          const ms = Math.abs(number);
          assert.equal(formatAge(ms, locale, formats), formatAge(ms, locale));
          assert.equal(formatTime(ms, locale, formats), formatTime(ms, locale));
        }
      }),
    );
  });

  it('are the same ones for the same locale and options, and bounded in number', () => {
    const formats = new Formats();
    const first = formats.number('en', { maximumFractionDigits: 1 });
    assert.equal(formats.number('en', { maximumFractionDigits: 1 }), first);
    assert.notEqual(formats.number('de', { maximumFractionDigits: 1 }), first);
    for (let letters = 0; letters < 400; letters += 1) {
      const currency = `A${String.fromCharCode(65 + Math.floor(letters / 26))}${String.fromCharCode(65 + (letters % 26))}`;
      formats.number('en', { style: 'currency', currency });
    }
    assert.notEqual(formats.number('en', { maximumFractionDigits: 1 }), first);
  });

  it('follow this machine into another time zone', () => {
    const formats = new Formats();
    const at = Date.UTC(2026, 5, 30, 12);
    const zone = process.env.TZ;
    try {
      const written = ['America/Chicago', 'Asia/Tokyo'].map((name) => {
        process.env.TZ = name;
        return formatTime(at, 'en', formats);
      });
      assert.match(written[0] ?? '', /^07:00/);
      assert.match(written[1] ?? '', /^09:00/);
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });
});
