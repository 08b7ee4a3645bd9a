import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { requestOf, SOURCES, sourceSchema } from '../../src/metrics/sources/table';
import { parseAims } from '../../src/outcome/okrDocument';
import { ROOT } from '../steps/root';
import { metricQuery } from '../support/metricQuery';
import { readManifest } from './manifest';

const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const LONGEST_EXAMPLE = 5;

function yamlBlocks(text: string): readonly string[] {
  return [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block = '']) => block);
}

/** The part of the reference about one type of source. */
function sectionOf(type: string): string {
  const [, section = ''] =
    new RegExp(`\\n#### \`${type}\`[^\\n]*\\n([\\s\\S]*?)(?=\\n#{1,4} )`).exec(README) ?? [];
  return section;
}

describe('the README', () => {
  for (const type of Object.keys(SOURCES)) {
    it(`explains the source ${type} with an example that can be used as it is`, () => {
      const examples = yamlBlocks(sectionOf(type));
      assert.notEqual(examples.length, 0, `there is no section with an example for ${type}`);
      for (const example of examples) {
        assert.ok(example.trimEnd().split('\n').length <= LONGEST_EXAMPLE, example);
        const { sources } = parse(example) as { sources: Record<string, { type: string }> };
        for (const source of Object.values(sources)) {
          assert.equal(source.type, type);
          const parsed = sourceSchema().safeParse(source);
          assert.ok(parsed.success, `${example}\n${parsed.success ? '' : parsed.error.message}`);
        }
      }
    });
  }

  it('shows for every source a query that can be asked', () => {
    for (const type of Object.keys(SOURCES)) {
      const [example = ''] = yamlBlocks(sectionOf(type));
      const { sources } = parse(example) as { sources: Record<string, unknown> };
      const [config] = Object.values(sources).map((source) => sourceSchema().parse(source));
      const queries = [...example.matchAll(/# (query: .+)$/gm)].map(([, line = '']) => parse(line));
      assert.ok(config && queries.length > 0, type);
      for (const { query } of queries as { query: string }[]) {
        const request = requestOf(config, metricQuery({ query }));
        assert.ok(request.ok, JSON.stringify(request));
      }
    }
  });

  it('shows an OKR file without a finding', () => {
    const [whole = ''] = yamlBlocks(README).filter((block) => block.startsWith('version:'));
    assert.deepEqual(parseAims(whole).diagnostics, []);
  });

  it('names every setting, or a page beside it does', () => {
    const pages = readdirSync(join(ROOT, 'docs')).map((name) =>
      readFileSync(join(ROOT, 'docs', name), 'utf8'),
    );
    const all = [README, ...pages].join('\n');
    for (const name of Object.keys(readManifest().contributes.configuration.properties))
      assert.ok(all.includes(`\`${name}\``), `${name} is not in the README`);
  });
});
