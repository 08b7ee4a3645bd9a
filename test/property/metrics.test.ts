import assert from 'node:assert/strict';
import fc from 'fast-check';
import { currentValue, heldShare } from '../../src/metrics/aggregate';
import { changeOver } from '../../src/metrics/change';
import { toSeries } from '../../src/metrics/normalize';
import { select, selectProblem } from '../../src/metrics/selection';
import type { Series } from '../../src/metrics/series';
import { addressProblem } from '../../src/metrics/sources/address';
import { parseOf, requestOf, type SourceConfig } from '../../src/metrics/sources/table';
import { timeReader } from '../../src/metrics/time';
import { DAY, httpAnswer, metricQuery, NOW } from '../support/metricQuery';

const text = fc.string({ unit: 'grapheme' });
const configs: fc.Arbitrary<SourceConfig> = fc.oneof(
  fc.record({ type: fc.constant('prometheus' as const), url: fc.constant('https://prom.example.com') }),
  fc.record(
    {
      type: fc.constant('http' as const),
      url: fc.constant('https://metrics.example.com/{query}?from={from}'),
      select: fc.oneof(text, fc.constantFrom('@', 'points', 'items(@)', '*', '[].{t: at, v: value}')),
    },
    { requiredKeys: ['type', 'url'] },
  ),
  fc.record(
    { type: fc.constant('file' as const), path: fc.constantFrom('a.csv', 'a.json') },
    { requiredKeys: ['type'] },
  ),
);

/** Times and values as APIs write them, and everything else. */
const time = fc.oneof(
  fc.integer({ min: 1e8, max: 4e9 }),
  fc.constantFrom('2026-11-01', '2026-11', '2026-11-01T10:00:00Z', '2026-11-01 10:00'),
  fc.jsonValue(),
);
const value = fc.oneof(fc.double(), fc.constantFrom('42', 'NaN', '+Inf', null), fc.jsonValue());
const rows = fc.oneof(
  fc.array(fc.tuple(time, value)),
  fc.array(fc.record({ t: time, v: value })),
  fc.record({ t: fc.array(time), v: fc.array(value) }),
  fc.dictionary(fc.constantFrom('2026-11-01', '2026-11-02', 'x', '__proto__'), value),
);
const prometheus = fc.record({
  status: fc.constantFrom('success', 'error'),
  data: fc.record({
    resultType: fc.constantFrom('matrix', 'vector', 'scalar', 'string', 'histogram'),
    result: fc.oneof(
      fc.array(fc.record({ values: rows, value: fc.tuple(time, value) })),
      fc.tuple(time, value),
    ),
  }),
});
const table = fc
  .array(fc.tuple(time, value))
  .map((cells) => cells.map((row) => row.map((cell) => JSON.stringify(cell)).join(',')).join('\n'));
const bodies = fc.oneof(
  text,
  fc.json(),
  table,
  fc.oneof(rows, prometheus).map((body) => JSON.stringify(body)),
);

function assertNormal({ points }: Series): void {
  for (const [index, { t, v }] of points.entries()) {
    assert.ok(Number.isFinite(t));
    assert.ok(v === null || Number.isFinite(v));
    assert.ok(index === 0 || (points[index - 1]?.t ?? 0) < t, 'ascending');
  }
  assert.ok(
    points.some(({ v }) => v !== null),
    'at least one value',
  );
}

const series = fc
  .array(
    fc.record({
      t: fc.integer({ min: NOW - 100 * DAY, max: NOW + DAY }),
      v: fc.option(fc.double({ noNaN: true, min: -1e9, max: 1e9 })),
    }),
  )
  .map((points) => toSeries(points, { from: 0, to: NOW }));

describe('metrics, whatever comes', () => {
  it('are parsed without a throw into a normal series or an error', () => {
    const statuses = fc.constantFrom(200, 200, 200, 204, 301, 400, 401, 403, 404, 422, 429, 500, 503);
    fc.assert(
      fc.property(configs, bodies, statuses, text, (config, body, status, query) => {
        const answer =
          config.type === 'file'
            ? { via: 'file' as const, path: config.path ?? 'a.json', text: body }
            : httpAnswer(body, status, { 'retry-after': query });
        const parsed = parseOf(config, metricQuery({ query }), answer);
        if (parsed.ok) assertNormal(parsed.value);
      }),
      { numRuns: 2000 },
    );
  });

  it('are asked for without a throw, and never from another origin', () => {
    fc.assert(
      fc.property(configs, fc.string({ unit: 'binary' }), (config, query) => {
        const request = requestOf(config, metricQuery({ query }));
        if (!request.ok || request.value.via === 'file' || config.type === 'file') return;
        assert.equal(new URL(request.value.http.url).origin, new URL(config.url).origin);
      }),
    );
  });

  it('come from no origin that a placeholder could choose', () => {
    const parts = fc.constantFrom(
      'https:',
      'http:',
      '/',
      '//',
      '\\',
      '{query}',
      '@',
      ':',
      '?',
      '#',
      '.',
      'a',
      'b.com',
      '\t',
      '\n',
      ' ',
    );
    fc.assert(
      fc.property(
        fc.array(parts, { maxLength: 8 }).map((all) => all.join('')),
        (template) => {
          if (addressProblem(template) !== undefined) return;
          const originWith = (query: string) => new URL(template.replaceAll('{query}', query)).origin;
          assert.equal(originWith('x'), originWith('evil.example.com'));
        },
      ),
      { numRuns: 5000 },
    );
  });

  it('are selected without a throw, and only from what is there', () => {
    const expressions = fc
      .array(
        fc.constantFrom(
          '@',
          '[*]',
          '.',
          'a',
          '[]',
          '|',
          '{t: @}',
          'length(',
          ')',
          '[?',
          ']',
          '`1`',
          'zip(@, @)',
          '&',
          '!',
          "'x'",
        ),
        { maxLength: 12 },
      )
      .map((all) => all.join(''));
    fc.assert(
      fc.property(fc.oneof(expressions, text), fc.jsonValue(), (expression, json) => {
        const found = select(expression, json as Parameters<typeof select>[1]);
        const usable = selectProblem(expression) === undefined;
        if (!found.ok) assert.equal(found.error.kind, usable ? 'schema' : 'config');
        else assert.notEqual(typeof found.value, 'function');
      }),
      { numRuns: 2000 },
    );
  });

  it('have times that survive being written and read', () => {
    const read = timeReader('America/Chicago');
    fc.assert(
      fc.property(fc.integer({ min: 2e11, max: 4e12 }), (ms) => {
        assert.equal(read(ms), ms);
        assert.equal(read(String(ms)), ms);
        assert.equal(read(new Date(ms).toISOString()), ms);
        assert.equal(read(Math.floor(ms / 1000)), Math.floor(ms / 1000) * 1000);
      }),
    );
  });

  it('give values within their bounds', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 0, max: 90 }), (parsed, days) => {
        if (!parsed.ok) return;
        const span = { from: NOW - days * DAY, to: NOW + 1 };
        const held = heldShare(parsed.value, span, -1000, 1000);
        assert.ok(held === undefined || (held >= 0 && held <= 1));
        const mean = currentValue(parsed.value, 'mean', span);
        assert.equal(mean === undefined, currentValue(parsed.value, 'last', span) === undefined);
        assert.ok(mean === undefined || Number.isFinite(mean));
        for (const aggregate of ['last', 'sum', 'mean'] as const) {
          const change = changeOver(parsed.value, aggregate, 7, NOW, 'America/Chicago');
          if (change) assert.equal(change.difference, change.to - change.from);
        }
      }),
    );
  });
});
