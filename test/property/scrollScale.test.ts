import assert from 'node:assert/strict';
import fc from 'fast-check';
import { canvasHeight, placeAt, rowsSeen, scrollTo, topShowing } from '../../src/webview/scrollScale';

const ROW = 24;
const HIGHEST = 8_000_000;
const counts = fc.oneof(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 5_000_000 }));
const scales = fc.record({ count: counts, view: fc.integer({ min: 0, max: 3000 }) });
const scaleOf = ({ count, view }: { count: number; view: number }) => ({ total: count * ROW, view });

describe('a scaled scroll bar', () => {
  it('is never higher than a browser allows, and never lower than what is seen', () => {
    fc.assert(
      fc.property(scales, (made) => {
        const height = canvasHeight(scaleOf(made));
        assert.ok(height <= Math.max(HIGHEST, made.view) && height >= made.view);
      }),
    );
  });

  it('reaches the first and the last row at its ends', () => {
    fc.assert(
      fc.property(scales, fc.double({ min: 0, max: 1, noNaN: true }), (made, share) => {
        const scale = scaleOf(made);
        const end = canvasHeight(scale) - scale.view;
        const before = placeAt(scale, share * scale.total);
        assert.equal(scrollTo(scale, before, 0).top, 0);
        assert.equal(scrollTo(scale, before, end).top, end === 0 ? 0 : scale.total - scale.view);
      }),
    );
  });

  it('moves the list by as many pixels as a wheel does', () => {
    const scale = { total: 1_000_000 * ROW, view: 600 };
    fc.assert(
      fc.property(
        fc.integer({ min: 10_000, max: 23_000_000 }),
        fc.integer({ min: -1200, max: 1200 }),
        (top, way) => {
          const before = placeAt(scale, top);
          const after = scrollTo(scale, before, before.scrolled + way);
          assert.ok(Math.abs(after.top - before.top - way) < 1e-6);
        },
      ),
    );
  });

  it('comes back to every place that it was put at', () => {
    fc.assert(
      fc.property(scales, fc.nat(), (made, at) => {
        const scale = scaleOf(made);
        const most = Math.max(scale.total - scale.view, 0);
        const { scrolled, top } = placeAt(scale, at);
        assert.equal(top, Math.min(at, most));
        assert.ok(scrolled >= 0 && scrolled <= canvasHeight(scale) - scale.view + 1e-6);
      }),
    );
  });

  it('shows rows of the list only, and as many as fill what is seen', () => {
    fc.assert(
      fc.property(scales, fc.nat(), (made, at) => {
        const scale = scaleOf(made);
        const { first, count } = rowsSeen(scale, placeAt(scale, at), ROW, made.count);
        assert.ok(first >= 0 && first + count <= made.count);
        assert.ok(count * ROW >= Math.min(scale.view, scale.total) - 1e-6);
        assert.ok(count <= Math.ceil(scale.view / ROW) + 1);
      }),
    );
  });

  it('brings a row into view, and moves nothing where it is', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(24_000_000), (row, before) => {
        const scale = { total: 1_000_001 * ROW, view: 600 };
        const top = topShowing(scale, before, row, ROW);
        assert.ok(row * ROW >= top && (row + 1) * ROW <= top + scale.view);
        assert.equal(topShowing(scale, top, row, ROW), top);
      }),
    );
  });
});
