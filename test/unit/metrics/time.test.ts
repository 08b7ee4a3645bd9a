import assert from 'node:assert/strict';
import { dayAt, timeReader } from '../../../src/metrics/time';

describe('times of a response', () => {
  const chicago = timeReader('America/Chicago');

  for (const [written, iso] of [
    [1795451485, '2026-11-23T16:31:25.000Z'],
    [1795451485.215, '2026-11-23T16:31:25.215Z'],
    ['1795451485.215', '2026-11-23T16:31:25.215Z'],
    [1795451485215, '2026-11-23T16:31:25.215Z'],
    ['1795451485215', '2026-11-23T16:31:25.215Z'],
    ['2026-11-23T16:31:25.215Z', '2026-11-23T16:31:25.215Z'],
    ['2026-11-23T16:31:27.871234567Z', '2026-11-23T16:31:27.871Z'],
    ['2026-11-23T10:31:25-06:00', '2026-11-23T16:31:25.000Z'],
    ['2026-11-23 10:31:25 -0600', '2026-11-23T16:31:25.000Z'],
    ['2026-11-23T10:31-06', '2026-11-23T16:31:00.000Z'],
  ] as const) {
    it(`are instants, as ${written}`, () => {
      assert.equal(new Date(chicago(written) ?? Number.NaN).toISOString(), iso);
    });
  }

  for (const [written, iso] of [
    ['2026-10-31', '2026-10-31T05:00:00.000Z'],
    ['20261031', '2026-10-31T05:00:00.000Z'],
    [20261031, '2026-10-31T05:00:00.000Z'],
    ['2026-11-02', '2026-11-02T06:00:00.000Z'],
    ['2026-11', '2026-11-01T05:00:00.000Z'],
    ['2026-10-31T10:00', '2026-10-31T15:00:00.000Z'],
    ['2026-10-31 10:00:30', '2026-10-31T15:00:30.000Z'],
    // Clocks were set back this morning.
    ['2026-11-01T00:30:00', '2026-11-01T05:30:00.000Z'],
    ['2026-11-01T10:00:00', '2026-11-01T16:00:00.000Z'],
    // 2:30 did not exist on this day.
    ['2026-03-08T02:30:00', '2026-03-08T08:30:00.000Z'],
  ] as const) {
    it(`without an offset are meant in the time zone, as ${written}`, () => {
      assert.equal(new Date(chicago(written) ?? Number.NaN).toISOString(), iso);
    });
  }

  for (const written of [
    'yesterday',
    '',
    '2026',
    2026,
    0,
    '2026-13-01',
    '2026-02-30',
    '2026-02-30T10:00:00',
    '2026-02-30T10:00:00Z',
    '2026-02-30T10:00:00+01:00',
    '2026-11-01T25:00:00Z',
    '01/11/2026',
    -5,
    1e14,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    null,
    undefined,
    true,
    {},
    [1],
  ]) {
    it(`are not ${JSON.stringify(written) ?? 'undefined'}`, () => assert.equal(chicago(written), undefined));
  }

  it('name the day they fall on in a time zone', () => {
    assert.equal(dayAt(Date.UTC(2026, 10, 2, 5), 'America/Chicago'), '2026-11-01');
    assert.equal(dayAt(Date.UTC(2026, 10, 2, 5), 'UTC'), '2026-11-02');
  });
});
