import assert from 'node:assert/strict';
import { type Bar, holds, standardError } from '../../../calibrate/bar';
import { neighbourBars, oddBars, powerBars, quietBars } from '../../../calibrate/effectBars';
import { exactBars } from '../../../calibrate/exactBars';
import { chanceBars } from '../../../calibrate/forecastBars';
import { harmBars, quietWatchBars } from '../../../calibrate/watchBars';

/** A figure that just holds goes beyond its bound by more than this in one of a thousand simulations as short as these. */
const ERRORS = 3;

/** Shares may miss what they must hold by as much as so few replications can. */
function assertHolds(bars: readonly Bar[]): void {
  for (const bar of bars) {
    const { bound, replications } = bar;
    if (bound === undefined) continue;
    const room = (share: number): number =>
      ERRORS * standardError(bar.unit === 'points' ? 0.5 : share, Math.max(1, replications));
    const loose = {
      ...(bound.most === undefined ? {} : { most: bound.most + room(bound.most) }),
      ...(bound.least === undefined ? {} : { least: bound.least - room(bound.least) }),
    };
    assert.ok(holds({ ...bar, bound: loose }), `${bar.what}, ${bar.where}: ${bar.measured}`);
  }
}

describe('a short calibration', () => {
  // On a machine that has much else to do.
  for (const [before, after] of [
    [14, 7],
    [28, 14],
    [28, 28],
    [56, 28],
  ] as const) {
    it(`finds few false positives and honest intervals, ${before}/${after} days`, () => {
      assertHolds(quietBars(300, 100, [{ before, after }]));
    });
  }

  it('finds few false positives in other worlds', () => {
    assertHolds(oddBars(100, 200, [{ before: 28, after: 28 }]));
  });

  it('finds what moved', () => {
    assertHolds(powerBars(100, 300));
  });

  it('does not hold an idle deployment for its neighbour', () => {
    assertHolds(neighbourBars(300, 400));
  });

  it('finds few alarms on quiet days', () => {
    assertHolds(quietWatchBars(16, 500, [28]));
  });

  it('finds that harm is caught', () => {
    assertHolds(harmBars(40, 600, [3]));
  });

  it('finds that what is foretold comes true as often', () => {
    assertHolds(chanceBars(15, 700));
  });

  it('finds figures to be those of the references', () => {
    const bars = exactBars();
    assert.deepEqual(
      bars.filter((bar) => !holds(bar)),
      [],
    );
    assert.equal(new Set(bars.map(({ what }) => what)).size, 3);
  });
});
