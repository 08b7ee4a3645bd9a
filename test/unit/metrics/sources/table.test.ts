import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import { originOf } from '../../../../src/metrics/originOf';
import {
  parseOf,
  requestOf,
  SOURCES,
  type SourceConfig,
  sourceSchema,
} from '../../../../src/metrics/sources/table';
import { httpAnswer, metricQuery, NOW } from '../../../support/metricQuery';

const CONFIGS: readonly SourceConfig[] = [
  { type: 'file' },
  { type: 'http', url: 'https://metrics.example.com/{query}' },
  { type: 'prometheus', url: 'https://prom.example.com:9090/a' },
];

describe('the table of sources', () => {
  it('knows each source by its type', () => {
    assert.deepEqual(
      CONFIGS.map(({ type }) => type),
      Object.keys(SOURCES),
    );
    for (const config of CONFIGS) assert.deepEqual(sourceSchema.parse(config), config);
    assert.equal(sourceSchema.safeParse({ type: 'oracle' }).success, false);
  });

  it('asks and reads by the source of a config', () => {
    const paths = CONFIGS.map((config) => {
      const request = requestOf(config, metricQuery({ query: 'up' }));
      assert.ok(request.ok);
      return request.value.via === 'file' ? request.value.path : new URL(request.value.http.url).pathname;
    });
    assert.deepEqual(paths, ['up', '/up', '/a/api/v1/query_range']);
    const points = [{ t: NOW, v: 42 }];
    assert.deepEqual(
      parseOf({ type: 'http', url: 'https://a.example.com' }, metricQuery(), httpAnswer('42')),
      {
        ok: true,
        value: { points },
      },
    );
  });

  it('says which origin a source asks', () => {
    assert.deepEqual(CONFIGS.map(originOf), [
      undefined,
      'https://metrics.example.com',
      'https://prom.example.com:9090',
    ]);
  });

  it('becomes a JSON Schema in which every key is explained', () => {
    const { oneOf = [] } = z.toJSONSchema(sourceSchema, { io: 'input' });
    assert.equal(oneOf.length, CONFIGS.length);
    for (const { properties = {} } of oneOf) {
      for (const [key, property] of Object.entries(properties)) {
        assert.ok(typeof property === 'object' && property.description, `${key} needs a description`);
      }
    }
  });
});
