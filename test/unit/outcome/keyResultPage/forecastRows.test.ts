import assert from 'node:assert/strict';
import type { Pace } from '../../../../src/outcome/forecast/model';
import { forecastRows } from '../../../../src/outcome/keyResultPage/forecastRows';
import { plainWords } from '../../../../src/outcome/words';

const TELLING = { title: 'M', style: { locale: 'en' }, thisYear: '2026' };

function explained(pace: Pace): string[] {
  const forecast = { unit: pace.unit, rows: 0, missing: 0, steps: [], pace };
  const rows = forecastRows(forecast, '2026-12-31', TELLING, plainWords);
  return rows.filter(({ label }) => label !== 'Pace needed').map(({ explanation }) => explanation);
}

describe('the figures behind a pace', () => {
  it('say which values they are made of', () => {
    const level = { kind: 'level', now: 10, left: 4, needed: 1 } as const;
    assert.deepEqual(explained({ ...level, unit: 'day', recent: 0.5 }), [
      'The mean of the last seven days that are over.',
      'The straight line through the last four weeks.',
    ]);
    assert.deepEqual(explained({ ...level, unit: 'month', recent: 0.5 }), [
      'The newest value that is over.',
      'The straight line through the last four values.',
    ]);
    assert.deepEqual(explained({ ...level, unit: 'day' }), ['The newest value that is over.']);
    const total = { kind: 'total', now: 10, left: 4, needed: 1, recent: 2 } as const;
    assert.equal(explained({ ...total, unit: 'day' })[1], 'The mean of the last seven days.');
    assert.equal(explained({ ...total, unit: 'week' })[1], 'The mean of the last four values.');
    assert.equal(explained({ ...total, kind: 'mean', unit: 'week' })[1], 'The mean of the last four values.');
  });
});
