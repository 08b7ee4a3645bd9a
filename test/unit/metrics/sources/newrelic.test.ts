import assert from 'node:assert/strict';
import { groupParseOf, groupRequestOf, type SourceConfig } from '../../../../src/metrics/sources/table';
import { DAY, httpAnswer, metricQuery, NOW } from '../../../support/metricQuery';
import { askedBy, bodyOf, errorOf, read, seriesOf } from '../../../support/sourceContract';

const CONFIG: SourceConfig = { type: 'newrelic', url: 'https://api.eu.newrelic.com', account: 7 };
const DAY_SECONDS = DAY / 1000;
const NOW_SECONDS = NOW / 1000;

const answer = (results: unknown) => ({ data: { actor: { account: { q0: { results } } } } });
const row = (daysAgo: number, count: unknown) => ({
  beginTimeSeconds: NOW_SECONDS - daysAgo * DAY_SECONDS,
  endTimeSeconds: NOW_SECONDS - (daysAgo - 1) * DAY_SECONDS,
  count,
});

describe('New Relic', () => {
  it('is asked by GraphQL with the query as a variable', () => {
    const request = askedBy(CONFIG, "SELECT count(*) FROM A WHERE b = '\"}' SINCE {from} TIMESERIES");
    assert.equal(request.url, 'https://api.eu.newrelic.com/graphql');
    assert.deepEqual(bodyOf(request), {
      query:
        'query($account: Int!, $q0: Nrql!) { actor { account(id: $account) { q0: nrql(query: $q0) { results } } } }',
      variables: {
        account: 7,
        q0: `SELECT count(*) FROM A WHERE b = '"}' SINCE ${NOW - 84 * DAY} TIMESERIES`,
      },
    });
  });

  it('answers with rows that begin at seconds, the last of which is not over', () => {
    const series = seriesOf(read(CONFIG, answer([row(2, 10), row(1, 20), row(0, 3)])));
    assert.deepEqual(series.points, [
      { t: NOW - 2 * DAY, v: 10 },
      { t: NOW - DAY, v: 20 },
      { t: NOW, v: 3 },
    ]);
    assert.equal(series.unfinishedFrom, NOW);
  });

  it('answers with one number, also inside a percentile', () => {
    assert.deepEqual(seriesOf(read(CONFIG, answer([{ count: 1000 }]))).points, [{ t: NOW, v: 1000 }]);
    const percentile = answer([{ 'percentile.duration': { '95': 1.5 } }]);
    assert.equal(seriesOf(read(CONFIG, percentile)).points[0]?.v, 1.5);
    assert.equal(errorOf(read(CONFIG, answer([]))).kind, 'empty');
  });

  it('says where several series or another shape stand', () => {
    const facet = errorOf(read(CONFIG, answer([{ facet: 'a', count: 1 }])));
    assert.ok(facet.kind === 'schema' && facet.at === '$.data.actor.account.q0.results[0].facet');
    const two = errorOf(read(CONFIG, answer([{ count: 1, sum: 2 }])));
    assert.ok(two.kind === 'schema' && /2 series/.test(two.detail));
    const text = errorOf(read(CONFIG, answer([{ count: 'many' }])));
    assert.ok(text.kind === 'schema' && text.at === '$.data.actor.account.q0.results[0].count');
    assert.equal(errorOf(read(CONFIG, { data: { actor: { account: null } } })).kind, 'schema');
  });

  it('says errors inside 200, limits and refusals', () => {
    const path = ['actor', 'account', 'q0', 'results'];
    const nrql = { errors: [{ message: 'NRQL Syntax Error', path }], data: answer(null).data };
    assert.deepEqual(errorOf(read(CONFIG, nrql)), { kind: 'bad-query', detail: 'NRQL Syntax Error' });
    const whole = { errors: [{ message: 'Cannot query field' }], data: null };
    assert.equal(errorOf(read(CONFIG, whole)).kind, 'bad-query');
    const limit = { errors: [{ message: 'Rate limited', extensions: { errorClass: 'TOO_MANY_REQUESTS' } }] };
    assert.equal(errorOf(read(CONFIG, limit)).kind, 'rate-limit');
    assert.equal(errorOf(read(CONFIG, '{"errors":[]}', { status: 401 })).kind, 'auth');
  });

  it('never mixes in the values of another time', () => {
    const rows = [
      { ...row(1, 10), comparison: 'current' },
      { ...row(1, 20), comparison: 'previous' },
    ];
    const error = errorOf(read(CONFIG, answer(rows)));
    assert.ok(error.kind === 'schema' && error.at.endsWith('results[0].comparison'));
    const twice = errorOf(read(CONFIG, answer([row(1, 10), row(1, 20)])));
    assert.ok(twice.kind === 'schema' && twice.at.endsWith('results[1]'));
  });

  it('says what is wrong where an error names no query', () => {
    const path = ['actor', 'account'];
    const message = 'Something is off';
    const body = { errors: [{ message, path }], data: answer(null).data };
    assert.deepEqual(errorOf(read(CONFIG, body)), { kind: 'bad-query', detail: message });
    const unknown = { errors: [{ message }], data: { actor: { account: { q0: null } } } };
    assert.deepEqual(errorOf(read(CONFIG, unknown)), { kind: 'bad-query', detail: message });
  });

  it('tells who may not ask from what can not be asked, inside 200', () => {
    const kindOf = (errorClass: string) =>
      errorOf(read(CONFIG, { errors: [{ message: 'no', extensions: { errorClass } }], data: null }));
    const origin = 'https://api.eu.newrelic.com';
    assert.deepEqual(kindOf('ACCESS_DENIED'), { kind: 'auth', status: 403, origin, detail: 'no' });
    assert.deepEqual(kindOf('UNAUTHENTICATED'), { kind: 'auth', status: 401, origin, detail: 'no' });
    assert.deepEqual(kindOf('SERVER_ERROR'), { kind: 'server', status: 200, detail: 'no' });
    assert.equal(kindOf('INVALID_INPUT').kind, 'bad-query');
  });

  it('is asked for several at once, and an error belongs to its query', () => {
    const queries = ['SELECT 1', 'SELECT x'].map((query) => metricQuery({ query }));
    const request = groupRequestOf(CONFIG, queries);
    assert.ok(request.ok && request.value.via === 'http');
    assert.match(request.value.http.body ?? '', /q1: nrql\(query: \$q1\)/);
    const body = {
      data: { actor: { account: { q0: { results: [{ count: 4 }] }, q1: null } } },
      errors: [{ message: 'no', path: ['actor', 'account', 'q1'] }],
    };
    const parsed = groupParseOf(CONFIG, queries, httpAnswer(body));
    assert.ok(parsed.ok);
    assert.deepEqual(
      parsed.value.map((found) => (found.ok ? found.value.points[0]?.v : found.error.kind)),
      [4, 'bad-query'],
    );
  });
});
