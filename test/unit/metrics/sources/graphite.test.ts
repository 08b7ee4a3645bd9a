import assert from 'node:assert/strict';
import { groupParseOf, groupRequestOf, type SourceConfig } from '../../../../src/metrics/sources/table';
import { DAY, httpAnswer, metricQuery, NOW } from '../../../support/metricQuery';
import { askedBy, errorOf, read, refusedBy, seriesOf } from '../../../support/sourceContract';

const CONFIG: SourceConfig = { type: 'graphite', url: 'https://graphite.example.com' };
const MIDNIGHT = Date.UTC(2026, 10, 1);
const target = (name: string, ...datapoints: readonly unknown[]) => ({ target: name, tags: {}, datapoints });

describe('Graphite', () => {
  it('is asked for a target between seconds', () => {
    const { pathname, searchParams } = new URL(askedBy(CONFIG, 'summarize(a.b,"1d","sum")').url);
    assert.equal(pathname, '/render');
    assert.deepEqual(Object.fromEntries(searchParams), {
      target: 'summarize(a.b,"1d","sum")',
      from: String((NOW - 84 * DAY) / 1000),
      until: String(NOW / 1000),
      format: 'json',
    });
    const long = askedBy(CONFIG, `sumSeries(${'a.b,'.repeat(1000)}c)`);
    assert.equal(long.method, 'POST');
    assert.match(long.body ?? '', /^target=sumSeries/);
  });

  it('is asked for a whole target only, of which Graphite would leave out the rest', () => {
    const whole = [
      'shop.a',
      'sumSeries(shop.{a,b}.c)',
      'alias(shop.a,"a) \\", b")',
      "alias(shop.a,'(,')",
      'shop.a|scale(2)',
      'seriesByTag("name=a,b")',
      'shop.a\\,b',
    ];
    for (const query of whole) assert.ok(askedBy(CONFIG, query), query);
    const others = ['sumSeries(a', 'sumSeries(a))', 'a,b', 'alias(a,"x"),"y")', 'alias(a,"x', 'a)(b'];
    for (const query of others) {
      const alone = refusedBy(CONFIG, query);
      assert.ok(alone.kind === 'config' && /^The query must /.test(alone.detail), query);
      assert.equal(groupRequestOf(CONFIG, [metricQuery(), metricQuery({ query })]).ok, false, query);
    }
  });

  it('answers with the value before the time', () => {
    const body = [target('a', [1, (MIDNIGHT - DAY) / 1000], [null, MIDNIGHT / 1000])];
    assert.deepEqual(seriesOf(read(CONFIG, body)), {
      points: [
        { t: MIDNIGHT - DAY, v: 1 },
        { t: MIDNIGHT, v: null },
      ],
      unfinishedFrom: MIDNIGHT,
    });
    assert.equal(errorOf(read(CONFIG, [])).kind, 'empty');
  });

  it('says where several series or another shape stand', () => {
    const two = errorOf(read(CONFIG, [target('a', [1, 2]), target('b', [1, 2])]));
    assert.ok(two.kind === 'schema' && /2 series/.test(two.detail));
    const time = errorOf(read(CONFIG, [target('a', [1, 'now'])]));
    assert.ok(time.kind === 'schema' && time.at === '$[0].datapoints[0][1]');
    const shape = errorOf(read(CONFIG, [{ target: 'a', datapoints: [[1]] }]));
    assert.ok(shape.kind === 'schema' && shape.at.startsWith('$[0].datapoints[0]'));
  });

  it('says errors as text, and never as markup', () => {
    const text = errorOf(read(CONFIG, 'Bad Request: unknown function', { status: 400 }));
    assert.deepEqual(text, { kind: 'bad-query', detail: 'Bad Request: unknown function' });
    const html = '<!DOCTYPE html><html><h1>Traceback</h1></html>';
    assert.deepEqual(errorOf(read(CONFIG, html, { status: 500 })), { kind: 'server', status: 500 });
    assert.equal(errorOf(read(CONFIG, html)).kind, 'schema');
    const limit = errorOf(read(CONFIG, '', { status: 429, headers: { 'retry-after': '3' } }));
    assert.ok(limit.kind === 'rate-limit' && limit.retryAt === NOW + 3000);
  });

  it('finds the fault of a query in the page of a server that takes it for its own', () => {
    const page = (last: string): string =>
      `<body>\n<p>Graphite encountered an unexpected error</p><pre>\nTraceback (most recent call last):\n  File &quot;a.py&quot;, line 4, in b\n    c()\n${last}\n\n</pre></body>`;
    const said = (last: string) => errorOf(read(CONFIG, page(last), { status: 500 }));
    assert.deepEqual(said('TypeError: summarize() missing argument: &#x27;interval&amp;&lt;&#39;'), {
      kind: 'bad-query',
      detail: "TypeError: summarize() missing argument: 'interval&<'",
    });
    assert.equal(said('KeyError: &quot;Invalid offset: zz&quot;').kind, 'bad-query');
    assert.equal(said('graphite.errors.NormalizeEmptyResultError').kind, 'bad-query');
    for (const own of ['MemoryError', 'OSError: [Errno 24] Too many open files', 'Exception: timed out'])
      assert.deepEqual(said(own), { kind: 'server', status: 500, detail: own });
    assert.equal(errorOf(read(CONFIG, '<pre>'.repeat(500_000), { status: 500 })).kind, 'server');
  });

  it('is asked for several at once by names of ours', () => {
    const queries = ['a.b', 'gone', 'c.*'].map((query) => metricQuery({ query }));
    const request = groupRequestOf(CONFIG, queries);
    assert.ok(request.ok && request.value.via === 'http');
    assert.deepEqual(new URL(request.value.http.url).searchParams.getAll('target'), [
      'alias(a.b,"throughline:0")',
      'alias(gone,"throughline:1")',
      'alias(c.*,"throughline:2")',
    ]);
    const at = NOW / 1000;
    const body = [
      target('throughline:0', [7, at]),
      target('throughline:2', [1, at]),
      target('throughline:2', [2, at]),
    ];
    const parsed = groupParseOf(CONFIG, queries, httpAnswer(body));
    assert.ok(parsed.ok);
    assert.deepEqual(
      parsed.value.map((found) => (found.ok ? found.value.points[0]?.v : found.error.kind)),
      [7, 'empty', 'schema'],
    );
  });
});
