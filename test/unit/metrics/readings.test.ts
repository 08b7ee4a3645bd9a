import assert from 'node:assert/strict';
import { Readings } from '../../../src/metrics/readings';

describe('readings', () => {
  const ofSize = (count: number) => ({
    loading: false,
    series: { points: Array.from({ length: count }, (_, t) => ({ t, v: t })) },
  });

  it('are kept by key', () => {
    const readings = new Readings();
    assert.equal(readings.get('a'), undefined);
    assert.equal(readings.touch('a'), readings.touch('a'));
    assert.equal(readings.get('a'), readings.touch('a'));
  });

  it('can be dropped but for some', () => {
    const readings = new Readings();
    for (const key of ['a', 'b', 'c']) readings.touch(key);
    readings.keep(new Set(['b', 'd']));
    assert.deepEqual(
      ['a', 'b', 'c', 'd'].map((key) => readings.get(key) !== undefined),
      [false, true, false, false],
    );
  });

  it('are bounded in number: those not asked about for longest go', () => {
    const readings = new Readings();
    for (let index = 0; index < 2001; index += 1) readings.touch(`${index}`);
    readings.touch('0');
    readings.trim();
    assert.ok(readings.get('0'));
    assert.equal(readings.get('1'), undefined);
    assert.ok(readings.get('2'));
  });

  it('are bounded in points, but the newest stays', () => {
    const readings = new Readings();
    for (const key of ['a', 'b', 'c']) readings.touch(key).reading = ofSize(400_000);
    readings.trim();
    assert.deepEqual(
      ['a', 'b', 'c'].map((key) => readings.get(key) !== undefined),
      [false, true, true],
    );
    readings.touch('d').reading = ofSize(1_000_001);
    readings.trim();
    assert.deepEqual(
      ['b', 'c', 'd'].map((key) => readings.get(key) !== undefined),
      [false, false, true],
    );
  });
});
