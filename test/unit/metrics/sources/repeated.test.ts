import assert from 'node:assert/strict';
import { repeated } from '../../../../src/metrics/sources/repeated';
import { DAY, NOW } from '../../../support/metricQuery';

describe('a time that came before', () => {
  const at = (...times: readonly number[]) => times.map((t) => ({ t, v: 1 }));
  /** 1 November in Chicago, one o'clock, which its clocks go through twice. */
  const ONE = Date.UTC(2026, 10, 1, 6);

  it('is found by its second point', () => {
    assert.equal(repeated(at(NOW, NOW - DAY, NOW - DAY, NOW), 'UTC'), 2);
    assert.equal(repeated(at(NOW, NOW - DAY), 'UTC'), undefined);
    assert.equal(repeated([], 'UTC'), undefined);
  });

  it('may be an hour that there was twice', () => {
    assert.equal(repeated(at(ONE, ONE), 'America/Chicago'), undefined);
    assert.equal(repeated(at(ONE, ONE), 'UTC'), 1);
    assert.equal(repeated(at(ONE - 3_600_000, ONE - 3_600_000), 'America/Chicago'), 1);
  });
});
