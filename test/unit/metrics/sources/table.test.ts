import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as z from 'zod/mini';
import { originOf } from '../../../../src/metrics/originOf';
import {
  authOf,
  parseOf,
  requestOf,
  SOURCES,
  type SourceConfig,
  sourceSchema,
} from '../../../../src/metrics/sources/table';
import { httpAnswer, metricQuery, NOW } from '../../../support/metricQuery';

const CONFIGS: readonly SourceConfig[] = [
  { type: 'amplitude', url: 'https://amplitude.com' },
  { type: 'clickhouse', url: 'https://click.example.com:8443' },
  { type: 'datadog', url: 'https://api.datadoghq.eu', api: 'query' },
  { type: 'file' },
  { type: 'grafana', url: 'https://grafana.example.com', datasource: 'P1' },
  { type: 'graphite', url: 'https://graphite.example.com/g/' },
  { type: 'http', url: 'https://metrics.example.com/{query}' },
  { type: 'influxdb', url: 'https://influx.example.com', database: 'shop' },
  { type: 'metabase', url: 'https://metabase.example.com' },
  { type: 'mixpanel', url: 'https://eu.mixpanel.com', project: 7 },
  { type: 'newrelic', url: 'https://api.newrelic.com', account: 7 },
  { type: 'posthog', url: 'https://eu.posthog.com', project: 7 },
  { type: 'prometheus', url: 'https://prom.example.com:9090/a' },
];

/** What is asked of each for its example query. */
const PATHS: Readonly<Record<string, string>> = {
  amplitude: '/api/2/events/segmentation',
  clickhouse: '/',
  datadog: '/api/v1/query',
  file: 'metrics/signups.csv',
  grafana: '/api/datasources/proxy/uid/P1/api/v1/query_range',
  graphite: '/g/render',
  http: '/signups',
  influxdb: '/query',
  metabase: '/api/card/42/query/json',
  mixpanel: '/api/query/insights',
  newrelic: '/graphql',
  posthog: '/api/projects/7/query/',
  prometheus: '/a/api/v1/query_range',
};

describe('the table of sources', () => {
  it('knows each source by its type', () => {
    assert.deepEqual(
      CONFIGS.map(({ type }) => type),
      Object.keys(SOURCES),
    );
    for (const config of CONFIGS) assert.deepEqual(sourceSchema().parse(config), config);
    assert.equal(sourceSchema().safeParse({ type: 'oracle' }).success, false);
  });

  it('asks and reads by the source of a config', () => {
    for (const config of CONFIGS) {
      const request = requestOf(config, metricQuery({ query: SOURCES[config.type].example.query }));
      assert.ok(request.ok, config.type);
      const path =
        request.value.via === 'file' ? request.value.path : new URL(request.value.http.url).pathname;
      assert.equal(path, PATHS[config.type]);
    }
    const points = [{ t: NOW, v: 42 }];
    assert.deepEqual(
      parseOf({ type: 'http', url: 'https://a.example.com' }, metricQuery(), httpAnswer('42')),
      { ok: true, value: { points } },
    );
  });

  it('refuses to ask an address with a user, or without a query, and says so', () => {
    for (const config of CONFIGS) {
      if (!('url' in config) || config.type === 'http') continue;
      const [scheme, rest] = config.url.split('//');
      const bad = requestOf({ ...config, url: `${scheme}//ada:secret@${rest}` }, metricQuery({ query: '1' }));
      assert.ok(!bad.ok && bad.error.kind === 'config' && !bad.error.detail.includes('secret'), config.type);
      const empty = requestOf(config, metricQuery({ query: ' ' }));
      assert.ok(!empty.ok && empty.error.kind === 'config', config.type);
    }
  });

  it('knows for each that asks over a network how it wants to be signed in to', () => {
    for (const config of CONFIGS) assert.equal(authOf(config.type).length > 0, config.type !== 'file');
  });

  it('makes of every status and page what it is, whatever the source', () => {
    const statuses: readonly (readonly [number, string])[] = [
      [401, 'auth'],
      [403, 'auth'],
      [404, 'not-found'],
      [407, 'proxy'],
      [429, 'rate-limit'],
      [500, 'server'],
      [502, 'server'],
    ];
    for (const config of CONFIGS.filter(({ type }) => type !== 'file')) {
      const query = metricQuery({ query: SOURCES[config.type].example.query });
      const kindOf = (body: string, status: number, headers = {}): string | undefined => {
        const parsed = parseOf(config, query, httpAnswer(body, status, headers));
        return parsed.ok ? undefined : parsed.error.kind;
      };
      for (const [status, kind] of statuses) {
        assert.equal(kindOf('{"message":"no"}', status), kind, `${config.type} ${status}`);
      }
      const limit = parseOf(config, query, httpAnswer('slow down', 429, { 'retry-after': '30' }));
      assert.ok(!limit.ok && limit.error.kind === 'rate-limit' && limit.error.retryAt === NOW + 30_000);
      const login = { 'content-type': 'text/html' };
      assert.equal(kindOf('<!doctype html><title>Sign in</title>', 200, login), 'schema', config.type);
      assert.equal(kindOf('{"points": [', 200), 'schema', config.type);
      assert.equal(kindOf('', 200), 'empty', config.type);
    }
  });

  it('survives any JSON', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CONFIGS), fc.json(), (config, body) => {
        const query = metricQuery({ query: SOURCES[config.type].example.query });
        if (config.type === 'file') return;
        const parsed = parseOf(config, query, httpAnswer(body));
        if (parsed.ok) assert.ok(parsed.value.points.every(({ v }) => v === null || Number.isFinite(v)));
      }),
    );
  });

  it('is led astray by no name that objects have by birth', () => {
    const day = '"2026-10-31":1';
    const frame = '{"schema":{"fields":[{"type":"number"}]},"data":{"values":[[1]]}}';
    const bodies: readonly (readonly [SourceConfig, string, string])[] = [
      [
        { type: 'mixpanel', url: 'https://eu.mixpanel.com', project: 7 },
        '1/__proto__',
        `{"series":{"__proto__":{${day}}}}`,
      ],
      [
        { type: 'mixpanel', url: 'https://eu.mixpanel.com', project: 7 },
        '1/constructor',
        `{"series":{"a":{${day}}}}`,
      ],
      [
        { type: 'metabase', url: 'https://a.example.com', value: '__proto__' },
        '1',
        '[{"day":"2026-10-31","__proto__":1}]',
      ],
      [
        { type: 'metabase', url: 'https://a.example.com', value: 'constructor' },
        '1',
        '[{"day":"2026-10-31"}]',
      ],
      [
        { type: 'newrelic', url: 'https://a.example.com', account: 7 },
        'a',
        '{"data":{"actor":{"account":{"__proto__":{"q0":{"results":[{"n":1}]}}}}}}',
      ],
      [
        { type: 'newrelic', url: 'https://a.example.com', account: 7 },
        'a',
        '{"data":{"actor":{"account":{"q0":{"results":[{"__proto__":1}]}}}}}',
      ],
      [
        { type: 'grafana', url: 'https://a.example.com', datasource: 'P1', api: 'query' },
        'a',
        `{"results":{"__proto__":{"A":{"frames":[${frame}]}}}}`,
      ],
      [{ type: 'http', url: 'https://a.example.com' }, 'a', `{"__proto__":{"t":["2026-10-31"],"v":[1]}}`],
      [
        { type: 'http', url: 'https://a.example.com', select: 'a.__proto__' },
        'a',
        `{"a":{"__proto__":{"v":1}}}`,
      ],
      [
        { type: 'amplitude', url: 'https://a.example.com' },
        'a',
        '{"data":{"__proto__":{"series":[[1]],"xValues":["2026-10-31"]}}}',
      ],
    ];
    for (const [config, query, body] of bodies) {
      const parsed = parseOf(config, metricQuery({ query }), httpAnswer(body));
      assert.ok(!parsed.ok, `${config.type} ${body}`);
    }
    assert.equal('q0' in {} || 'v' in {} || '2026-10-31' in {}, false);
  });

  it('says which origin a source asks', () => {
    for (const config of CONFIGS) {
      const origin = 'url' in config ? new URL(config.url).origin : undefined;
      assert.equal(originOf(config), origin);
    }
  });

  it('becomes a JSON Schema in which every key is explained', () => {
    const { oneOf = [] } = z.toJSONSchema(sourceSchema(), { io: 'input' });
    assert.equal(oneOf.length, CONFIGS.length);
    for (const { properties = {} } of oneOf) {
      for (const [key, property] of Object.entries(properties)) {
        assert.ok(typeof property === 'object' && property.description, `${key} needs a description`);
      }
    }
  });
});
