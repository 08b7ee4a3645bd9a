import assert from 'node:assert/strict';
import type { MetricAsk } from '../../../src/metrics/ask';
import { Readings } from '../../../src/metrics/readings';

const ASK: MetricAsk = {
  root: '/r',
  sourceName: 'repo',
  source: { type: 'file' },
  query: 'a.csv',
  window: { from: 0, to: 1 },
  timezone: 'UTC',
};

describe('readings', () => {
  const ofSize = (count: number) => ({
    loading: false,
    series: { points: Array.from({ length: count }, (_, t) => ({ t, v: t })) },
  });

  it('are kept by key', () => {
    const readings = new Readings();
    assert.equal(readings.get('a'), undefined);
    assert.equal(readings.touch('a', ASK), readings.touch('a', ASK));
    assert.equal(readings.get('a'), readings.touch('a', ASK));
  });

  it('are bounded in number: those not asked about for longest go', () => {
    const readings = new Readings();
    for (let index = 0; index < 2001; index += 1) readings.touch(`${index}`, ASK);
    readings.touch('0', ASK);
    readings.trim();
    assert.ok(readings.get('0'));
    assert.equal(readings.get('1'), undefined);
    assert.ok(readings.get('2'));
  });

  it('are bounded in points, but the newest stays', () => {
    const readings = new Readings();
    for (const key of ['a', 'b', 'c']) readings.touch(key, ASK).reading = ofSize(400_000);
    readings.trim();
    assert.deepEqual(
      ['a', 'b', 'c'].map((key) => readings.get(key) !== undefined),
      [false, true, true],
    );
    readings.touch('d', ASK).reading = ofSize(1_000_001);
    readings.trim();
    assert.deepEqual(
      ['b', 'c', 'd'].map((key) => readings.get(key) !== undefined),
      [false, false, true],
    );
  });
});
