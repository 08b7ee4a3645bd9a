import assert from 'node:assert/strict';
import { dayOf } from '../../../../src/okr/days';
import { calendarOf, dayAtNumber, dayNumber } from '../../../../src/outcome/insight/calendar';

const HOUR = 3_600_000;

describe('days in a time zone', () => {
  for (const timezone of ['UTC', 'America/Chicago', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Pacific/Apia']) {
    it(`are the calendar's, forwards and backwards over changes of the clocks: ${timezone}`, () => {
      const calendar = calendarOf(timezone);
      // From 2011-11-01 on: Samoa left out December 30 of that year.
      const instants = Array.from({ length: 420 }, (_, index) => Date.UTC(2011, 10, 1) + index * 21 * HOUR);
      for (const t of [...instants, ...instants.toReversed()]) {
        assert.equal(dayAtNumber(calendar.dayOf(t)), dayOf(t, timezone));
      }
    });
  }

  it('have hours as the clock shows them', () => {
    const { hourOf } = calendarOf('America/Chicago');
    assert.equal(hourOf(Date.parse('2026-11-01T05:30:00Z')), 0.5);
    assert.equal(hourOf(Date.parse('2026-11-02T05:30:00Z')), 23.5);
  });

  it('are numbered', () => {
    assert.equal(dayNumber('1970-01-02'), 1);
    assert.equal(dayAtNumber(dayNumber('2026-02-28') + 1), '2026-03-01');
  });
});
