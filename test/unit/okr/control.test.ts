import assert from 'node:assert/strict';
import { keyResultsOf, problemsOf, withKeyResult } from './readOkrs';

const fileWith = (control: string): string =>
  withKeyResult(
    'title: One',
    `metric: { source: repo, query: one.csv, control: ${control} }`,
    'start: 10',
    'target: 20',
  );

describe('a metric to compare beside', () => {
  it('is named by its query unless it has a title', () => {
    const bare = fileWith('{ source: repo, query: visits.csv }');
    assert.deepEqual(problemsOf(bare), []);
    assert.deepEqual(keyResultsOf(bare)[0]?.metric?.control, {
      source: 'repo',
      query: 'visits.csv',
      aggregate: 'last',
      title: 'visits.csv',
    });
    const titled = fileWith('{ title: Visits, source: repo, query: visits.csv, aggregate: sum }');
    const { title, aggregate } = keyResultsOf(titled)[0]?.metric?.control ?? {};
    assert.deepEqual([title, aggregate], ['Visits', 'sum']);
    assert.equal(keyResultsOf(fileWith('{ source: repo }'))[0]?.metric?.control?.title, 'repo');
  });

  it('is refused with its place where it can be none', () => {
    assert.match(
      problemsOf(fileWith('{ source: repos }')).join('\n'),
      /^10:\d+ error `repos` is not under `sources`\. Did you mean `repo`\?$/,
    );
    assert.match(problemsOf(fileWith('{ query: a }')).join('\n'), /`source` is missing/);
    assert.match(problemsOf(fileWith('{ source: repo, target: 3 }')).join('\n'), /`target`/);
  });

  it('goes with key results, not with guardrails', () => {
    const text = withKeyResult(
      'title: One',
      'metric: { source: repo }',
      'start: 1',
      'target: 2',
      'guardrails: [{ title: G, metric: { source: repo, control: { source: repo } }, atMost: 1 }]',
    );
    assert.match(problemsOf(text).join('\n'), /`control`/);
    assert.equal(keyResultsOf(text)[0]?.guardrails[0]?.metric.control, undefined);
  });
});
