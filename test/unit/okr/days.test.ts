import assert from 'node:assert/strict';
import {
  dayOf,
  daysBetween,
  daysLeft,
  elapsedShare,
  endOfDay,
  isDay,
  isTimeZone,
  startOfDay,
} from '../../../src/okr/days';

const HOUR = 3_600_000;
const CHICAGO = 'America/Chicago';
const QUARTER = { start: '2026-10-01', end: '2026-12-31' };

describe('days', () => {
  it('names the day of an instant in its time zone', () => {
    const at = Date.UTC(2026, 9, 1, 3);
    assert.equal(dayOf(at, 'UTC'), '2026-10-01');
    assert.equal(dayOf(at, CHICAGO), '2026-09-30');
    assert.equal(dayOf(at + 0.5, 'Asia/Tokyo'), '2026-10-01');
  });

  it('begins and ends a day where the clock of its zone does', () => {
    assert.equal(startOfDay('2026-10-01', CHICAGO), Date.UTC(2026, 9, 1, 5));
    assert.equal(endOfDay('2026-10-01', CHICAGO), startOfDay('2026-10-02', CHICAGO));
    assert.equal(endOfDay('2026-12-31', 'UTC'), Date.UTC(2027, 0, 1));
  });

  it('knows days of 23 and 25 hours, and midnights that are skipped', () => {
    assert.equal(endOfDay('2026-03-08', CHICAGO) - startOfDay('2026-03-08', CHICAGO), 23 * HOUR);
    assert.equal(endOfDay('2026-11-01', CHICAGO) - startOfDay('2026-11-01', CHICAGO), 25 * HOUR);
    const skipped = startOfDay('2018-11-04', 'America/Sao_Paulo');
    assert.equal(skipped, Date.UTC(2018, 10, 4, 3));
    assert.equal(dayOf(skipped, 'America/Sao_Paulo'), '2018-11-04');
    assert.equal(dayOf(skipped - 1, 'America/Sao_Paulo'), '2018-11-03');
  });

  it('tells days from what only looks like one', () => {
    for (const day of ['2026-10-01', '2024-02-29', '0001-01-01', '9999-12-31'])
      assert.equal(isDay(day), true, day);
    for (const text of [
      '2026-02-29',
      '2026-02-30',
      '2026-13-01',
      '2026-00-10',
      '2026-1-1',
      '20261001',
      ' 2026-10-01',
      '',
    ]) {
      assert.equal(isDay(text), false, text);
    }
  });

  it('tells time zones from offsets and inventions', () => {
    for (const zone of ['UTC', CHICAGO, 'Etc/GMT+5', 'Europe/Berlin', 'america/chicago'])
      assert.equal(isTimeZone(zone), true, zone);
    for (const text of ['', '+01:00', 'PST', 'CST', 'Mars/Olympus', 'UTC\n', '../../etc/passwd']) {
      assert.equal(isTimeZone(text), false, text);
    }
  });

  it('counts days between days', () => {
    assert.equal(daysBetween('2026-10-01', '2026-12-31'), 91);
    assert.equal(daysBetween('2026-12-31', '2026-10-01'), -91);
    assert.equal(daysBetween('2024-02-28', '2024-03-01'), 2);
  });

  it('knows how much of a period has passed', () => {
    const start = startOfDay(QUARTER.start, CHICAGO);
    const end = endOfDay(QUARTER.end, CHICAGO);
    assert.equal(elapsedShare(QUARTER, CHICAGO, start - 1), 0);
    assert.equal(elapsedShare(QUARTER, CHICAGO, start), 0);
    assert.equal(elapsedShare(QUARTER, CHICAGO, (start + end) / 2), 0.5);
    assert.equal(elapsedShare(QUARTER, CHICAGO, end), 1);
    assert.equal(elapsedShare(QUARTER, CHICAGO, end + HOUR), 1);
  });

  it('counts the days left with today', () => {
    const noon = (day: string) => startOfDay(day, CHICAGO) + 12 * HOUR;
    assert.equal(daysLeft(QUARTER, CHICAGO, noon('2026-12-31')), 1);
    assert.equal(daysLeft(QUARTER, CHICAGO, noon('2026-12-30')), 2);
    assert.equal(daysLeft(QUARTER, CHICAGO, noon('2026-10-01')), 92);
    assert.equal(daysLeft(QUARTER, CHICAGO, noon('2026-09-01')), 92);
    assert.equal(daysLeft(QUARTER, CHICAGO, noon('2027-01-01')), 0);
    assert.equal(daysLeft(QUARTER, CHICAGO, noon('2028-01-01')), 0);
    assert.equal(daysLeft(QUARTER, CHICAGO, Date.UTC(2027, 0, 1, 3)), 1, 'still New Year’s Eve in Chicago');
  });
});
