import assert from 'node:assert/strict';
import { prometheusSource } from '../../../../src/metrics/sources/prometheus';
import { DAY, httpAnswer, metricQuery, NOW } from '../../../support/metricQuery';

const CONFIG = { type: 'prometheus', url: 'https://prom.example.com/tenant/' } as const;
const SECOND = NOW / 1000;

function requestFor(changes: Parameters<typeof metricQuery>[0] = {}) {
  const request = prometheusSource.request(CONFIG, metricQuery(changes));
  assert.ok(request.ok && request.value.via === 'http', JSON.stringify(request));
  return request.value.http;
}

const parse = (body: unknown, status = 200) =>
  prometheusSource.parse(CONFIG, metricQuery(), httpAnswer(body, status));
const success = (resultType: string, result: unknown) => ({
  status: 'success',
  data: { resultType, result },
});

describe('what is asked of Prometheus', () => {
  it('is a range with a point a day that ends now', () => {
    const { method, url } = requestFor({ query: 'sum(rate(a[5m])) > 1' });
    assert.equal(method, 'GET');
    const { origin, pathname, searchParams } = new URL(url);
    assert.equal(origin + pathname, 'https://prom.example.com/tenant/api/v1/query_range');
    assert.deepEqual(Object.fromEntries(searchParams), {
      query: 'sum(rate(a[5m])) > 1',
      start: String(SECOND - 84 * 86_400),
      end: String(SECOND),
      step: '86400',
    });
  });

  it('has its last point at the end, whatever the span', () => {
    const { searchParams } = new URL(requestFor({ span: { from: NOW - 10.5 * DAY, to: NOW + 1 } }).url);
    assert.equal(searchParams.get('start'), String(SECOND - 10 * 86_400));
  });

  it('is never more points than Prometheus gives', () => {
    const { searchParams } = new URL(requestFor({ step: 1 }).url);
    const [start, end] = [Number(searchParams.get('start')), Number(searchParams.get('end'))];
    assert.equal(end - start + 1, 11_000);
  });

  it('is posted where the query is long', () => {
    const query = `sum(${'a'.repeat(1500)})`;
    const { method, url, body, headers } = requestFor({ query });
    assert.equal(method, 'POST');
    assert.equal(new URL(url).search, '');
    assert.equal(new URLSearchParams(body).get('query'), query);
    assert.deepEqual(headers, { 'content-type': 'application/x-www-form-urlencoded' });
  });

  it('is nothing without a query', () => {
    const request = prometheusSource.request(CONFIG, metricQuery({ query: '' }));
    assert.ok(!request.ok && request.error.kind === 'config');
  });

  for (const url of [
    'prom.example.com',
    'https://a:b@prom.example.com',
    'https://prom.example.com/?x=1',
    'https://{query}/',
  ]) {
    it(`is nothing at ${url}`, () => {
      assert.equal(prometheusSource.schema().safeParse({ type: 'prometheus', url }).success, false);
      const request = prometheusSource.request({ type: 'prometheus', url }, metricQuery());
      assert.ok(!request.ok && request.error.kind === 'config');
    });
  }
});

describe('an answer of Prometheus', () => {
  const one = (v: number) => ({ ok: true, value: { points: [{ t: NOW, v }] } });

  it('may be a range, whose gaps are kept', () => {
    const values = [
      [SECOND - 60, '41'],
      [SECOND - 30, 'NaN'],
      [SECOND, '42'],
    ];
    assert.deepEqual(parse(success('matrix', [{ metric: { job: 'app' }, values }])), {
      ok: true,
      value: {
        points: [
          { t: NOW - 60_000, v: 41 },
          { t: NOW - 30_000, v: null },
          { t: NOW, v: 42 },
        ],
      },
    });
  });

  it('may be an instant', () => {
    assert.deepEqual(parse(success('vector', [{ metric: {}, value: [SECOND, '42'] }])), one(42));
    assert.deepEqual(parse(success('scalar', [SECOND, '42'])), one(42));
    assert.deepEqual(parse(success('string', [SECOND, '42'])), one(42));
  });

  it('may carry warnings', () => {
    const body = { ...success('scalar', [SECOND, '42']), warnings: ['partial'], infos: ['not a counter'] };
    assert.deepEqual(parse(body), one(42));
  });

  it('must not be of a part of the data', () => {
    const whole = { ...success('scalar', [SECOND, '42']), isPartial: false };
    assert.deepEqual(parse(whole), one(42));
    const detail = 'only a part of the data could be read';
    assert.deepEqual(parse({ ...whole, isPartial: true }), {
      ok: false,
      error: { kind: 'server', status: 200, detail },
    });
  });

  for (const [name, body] of Object.entries({
    'no series': success('matrix', []),
    'no sample': success('vector', []),
    'only NaN': success('matrix', [{ metric: {}, values: [[SECOND, 'NaN']] }]),
    infinity: success('vector', [{ metric: {}, value: [SECOND, '+Inf'] }]),
  })) {
    it(`may be empty: ${name}`, () => assert.deepEqual(parse(body), { ok: false, error: { kind: 'empty' } }));
  }

  it('must be of one series', () => {
    for (const [type, series] of [
      ['matrix', { values: [[SECOND, '1']] }],
      ['vector', { value: [SECOND, '1'] }],
    ] as const) {
      const error = {
        kind: 'schema',
        at: '$.data.result',
        detail: '3 series; make it one, for example with sum(…)',
      };
      assert.deepEqual(parse(success(type, [series, series, series])), { ok: false, error });
    }
  });

  for (const [status, errorType, error] of [
    [400, 'bad_data', { kind: 'bad-query', detail: 'what it said' }],
    [422, '422', { kind: 'bad-query', detail: 'what it said' }],
    [200, 'bad_data', { kind: 'bad-query', detail: 'what it said' }],
    [503, 'timeout', { kind: 'server', status: 503, detail: 'what it said' }],
  ] as const) {
    it(`may be an error with ${status}`, () => {
      assert.deepEqual(parse({ status: 'error', errorType, error: 'what it said' }, status), {
        ok: false,
        error,
      });
    });
  }

  for (const [body, at] of [
    [{}, '$.status'],
    [[], '$'],
    [{ status: 'success' }, '$.data'],
    [success('histogram', []), '$.data.resultType'],
    [success('matrix', [{ metric: {}, histograms: [] }]), '$.data.result[0].values'],
    [success('matrix', [{ metric: {}, values: [[SECOND, 'many']] }]), '$.data.result[0].values[0]'],
    [success('vector', [{ metric: {}, value: 'many' }]), '$.data.result[0]'],
    [success('scalar', '42'), '$.data.result[0]'],
    ['<html>', '$'],
    ['Prometheus', '$'],
  ] as const) {
    it(`is not ${JSON.stringify(body)}`, () => {
      const series = parse(body);
      assert.ok(!series.ok && series.error.kind === 'schema', JSON.stringify(series));
      assert.equal(series.error.at, at);
    });
  }
});
