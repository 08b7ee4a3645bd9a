import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { requestOf, SOURCES, sourceSchema } from '../../../../src/metrics/sources/table';
import { ROOT } from '../../../steps/root';
import { metricQuery } from '../../../support/metricQuery';

const SECTION = /^#### `(\w+)`.*?(?=^###? |^#### )/gms;
const EXAMPLE = /^```yaml\n(.*?)^```/ms;
const QUERY = /# (query: .+)$/gm;
const MOST_LINES = 8;

const sections = new Map(
  Array.from(readFileSync(join(ROOT, 'README.md'), 'utf8').matchAll(SECTION), ([text, type = '']) => [
    type,
    EXAMPLE.exec(text)?.[1] ?? '',
  ]),
);

describe('the reference of sources in the README', () => {
  it('has a section for each of them', () => {
    assert.deepEqual([...sections.keys()].sort(), Object.keys(SOURCES).sort());
  });

  for (const [type, example] of sections) {
    it(`has a short example of ${type} that works`, () => {
      assert.ok(example.trim().split('\n').length <= MOST_LINES);
      const { sources } = parse(example) as { sources: Record<string, unknown> };
      const configs = Object.values(sources).map((source) => sourceSchema.parse(source));
      const queries = Array.from(
        example.matchAll(QUERY),
        ([, line = '']) => parse(line) as { query: string },
      );
      assert.ok(configs.some((config) => config.type === type));
      assert.ok(queries.length > 0, 'no query');
      for (const config of configs.slice(0, 1)) {
        for (const { query } of queries) {
          const request = requestOf(config, metricQuery({ query }));
          assert.ok(request.ok, JSON.stringify(request));
        }
      }
    });
  }
});
