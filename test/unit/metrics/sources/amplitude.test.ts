import assert from 'node:assert/strict';
import type { SourceConfig } from '../../../../src/metrics/sources/table';
import { DAY } from '../../../support/metricQuery';
import { askedBy, errorOf, read, refusedBy, seriesOf } from '../../../support/sourceContract';

const CONFIG: SourceConfig = { type: 'amplitude', url: 'https://amplitude.com' };
const TODAY = Date.UTC(2026, 10, 1, 5);
const body = (series: unknown, xValues: unknown = ['2026-10-31', '2026-11-01']) => ({
  data: { series, seriesLabels: [0], seriesCollapsed: [[{ setId: '', value: 51 }]], xValues },
});

describe('Amplitude', () => {
  it('is asked for an event between days of the cycle', () => {
    const url = new URL(askedBy(CONFIG, 'signup').url);
    assert.equal(url.origin + url.pathname, 'https://amplitude.com/api/2/events/segmentation');
    assert.deepEqual(Object.fromEntries(url.searchParams), {
      e: '{"event_type":"signup"}',
      m: 'totals',
      start: '20260809',
      end: '20261101',
      i: '1',
    });
    const own = new URL(askedBy({ ...CONFIG, m: 'uniques', i: 7 }, '{"event_type":"a","filters":[]}').url);
    assert.equal(own.searchParams.get('e'), '{"event_type":"a","filters":[]}');
    assert.equal(own.searchParams.get('m'), 'uniques');
    assert.equal(refusedBy(CONFIG, '{"event_type":').kind, 'config');
  });

  it('answers with days of the cycle, the last of which is not over', () => {
    const series = seriesOf(read(CONFIG, body([[41, 10]])));
    assert.deepEqual(series.points, [
      { t: TODAY - DAY, v: 41 },
      { t: TODAY, v: 10 },
    ]);
    assert.equal(series.unfinishedFrom, TODAY);
    assert.equal(errorOf(read(CONFIG, body([], []))).kind, 'empty');
  });

  it('says where several series or another shape stand', () => {
    const two = errorOf(read(CONFIG, body([[1], [2]])));
    assert.ok(two.kind === 'schema' && two.at === '$.data.series' && /2 series/.test(two.detail));
    const data = {
      series: [[1], [2], [3]],
      seriesLabels: [[0, 'Chicago'], 'Bangalore', 2],
      xValues: ['2026-11-01'],
    };
    const named = errorOf(read(CONFIG, { data }));
    assert.ok(named.kind === 'schema' && /3 series \("Chicago", "Bangalore", 2\)/.test(named.detail));
    const lengths = errorOf(read(CONFIG, body([[1]])));
    assert.ok(lengths.kind === 'schema' && lengths.at === '$.data');
    const shape = errorOf(read(CONFIG, { data: { series: 3 } }));
    assert.ok(shape.kind === 'schema' && shape.at === '$.data.series');
  });

  it('says errors and which limit it was', () => {
    const invalid = { error: { http_code: 400, type: 'invalid_params', message: 'Unknown event' } };
    assert.deepEqual(errorOf(read(CONFIG, invalid, { status: 400 })), {
      kind: 'bad-query',
      detail: 'Unknown event',
    });
    const limit = errorOf(read(CONFIG, { error: 'Exceeded concurrent limit' }, { status: 429 }));
    assert.deepEqual(limit, { kind: 'rate-limit', detail: 'Exceeded concurrent limit' });
    assert.equal(errorOf(read(CONFIG, 'no', { status: 403 })).kind, 'auth');
  });
});
