import assert from 'node:assert/strict';
import { limitsOf, type SourceConfig } from '../../../../src/metrics/sources/table';
import { NOW } from '../../../support/metricQuery';
import { askedBy, errorOf, read, refusedBy, seriesOf, valuesOf } from '../../../support/sourceContract';

const CONFIG: SourceConfig = { type: 'mixpanel', url: 'https://eu.mixpanel.com', project: 7 };
const body = (series: unknown) => ({
  computed_at: '2026-11-01T18:00:00',
  date_range: { from_date: '2026-10-30', to_date: '2026-11-01' },
  headers: ['$event'],
  series,
});
const SIGNUPS = { '2026-11-01T00:00:00-05:00': 3, '2026-10-31T00:00:00-05:00': 9852 };

describe('Mixpanel', () => {
  it('is asked for a saved report', () => {
    const { url, method } = askedBy(CONFIG, '123/Logged in');
    assert.equal(method, 'GET');
    assert.equal(url, 'https://eu.mixpanel.com/api/query/insights?project_id=7&bookmark_id=123');
    assert.equal(refusedBy(CONFIG, 'signups').kind, 'config');
  });

  it('answers with days as keys in any order, the last of which is not over', () => {
    const series = seriesOf(read(CONFIG, body({ 'Logged in': SIGNUPS }), { query: '123' }));
    assert.deepEqual(
      series.points.map(({ v }) => v),
      [9852, 3],
    );
    assert.equal(series.unfinishedFrom, Date.UTC(2026, 10, 1, 5));
  });

  it('counts a day as over only where it was over when the report was computed', () => {
    const series = { A: { '2026-10-31T00:00:00-05:00': 9852 } };
    const at = (computed_at: string) => read(CONFIG, { ...body(series), computed_at }, { query: '123' });
    assert.equal(seriesOf(at('2026-10-31T22:00:00.252314-05:00')).unfinishedFrom, Date.UTC(2026, 9, 31, 5));
    assert.equal(seriesOf(at('2026-11-01T05:00:00+00:00')).unfinishedFrom, undefined);
    // Without an offset it could be any moment.
    assert.equal(seriesOf(at('2026-10-31T22:00:00')).unfinishedFrom, undefined);
  });

  it('answers with one number where a report has no days', () => {
    assert.deepEqual(valuesOf(read(CONFIG, body({ A: { all: 42 } }), { query: '123' })), [42]);
  });

  it('wants one of several series chosen', () => {
    const several = body({ 'Logged in': SIGNUPS, Other: { '2026-11-01': 1 } });
    const error = errorOf(read(CONFIG, several, { query: '123' }));
    assert.ok(error.kind === 'schema' && /Logged in, Other/.test(error.detail));
    assert.deepEqual(valuesOf(read(CONFIG, several, { query: '123/Other' })), [1]);
    assert.equal(errorOf(read(CONFIG, several, { query: '123/__proto__' })).kind, 'schema');
  });

  it('says errors, limits and other shapes as they are', () => {
    const query = '123';
    assert.deepEqual(errorOf(read(CONFIG, { error: 'No such report' }, { query, status: 400 })), {
      kind: 'bad-query',
      detail: 'No such report',
    });
    assert.equal(errorOf(read(CONFIG, { error: 'No such report' }, { query })).kind, 'bad-query');
    assert.equal(
      errorOf(read(CONFIG, { error: 'Invalid credentials' }, { query, status: 401 })).kind,
      'auth',
    );
    assert.equal(errorOf(read(CONFIG, body({}), { query })).kind, 'empty');
    const shape = errorOf(read(CONFIG, body({ A: { '2026-11-01': { x: 1 } } }), { query }));
    assert.ok(shape.kind === 'schema' && shape.at.startsWith('$.series.A'));
    const limit = errorOf(read(CONFIG, { error: 'Query rate limit exceeded' }, { query, status: 429 }));
    assert.deepEqual(limit, { kind: 'rate-limit', detail: 'Query rate limit exceeded' });
    const until = errorOf(read(CONFIG, '', { query, status: 429, headers: { 'retry-after': '60' } }));
    assert.ok(until.kind === 'rate-limit' && until.retryAt === NOW + 60_000);
  });

  it('is asked sixty times an hour at most, and every ten minutes', () => {
    assert.deepEqual(limitsOf(CONFIG), { perHour: 60, refreshSeconds: 600 });
  });
});
