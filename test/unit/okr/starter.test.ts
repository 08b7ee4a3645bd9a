import assert from 'node:assert/strict';
import { starterOkrFile } from '../../../src/okr/starter';
import { keyResultsOf, readOkrs } from './readOkrs';

describe('starterOkrFile', () => {
  const quarters: readonly [string, string, string, string][] = [
    ['2026-01-01', '2026-Q1', '2026-01-01', '2026-03-31'],
    ['2026-06-30', '2026-Q2', '2026-04-01', '2026-06-30'],
    ['2028-08-15', '2028-Q3', '2028-07-01', '2028-09-30'],
    ['2026-12-31', '2026-Q4', '2026-10-01', '2026-12-31'],
  ];
  for (const [today, id, start, end] of quarters) {
    it(`is sound as it stands on ${today}`, () => {
      const { file, diagnostics } = readOkrs(starterOkrFile(today, 'America/Chicago'));
      assert.deepEqual(diagnostics, []);
      assert.deepEqual(file?.cycle, { id, start, end, timezone: 'America/Chicago' });
    });
  }

  it('holds two key results that need no server', () => {
    const keyResults = keyResultsOf(starterOkrFile('2026-11-24', 'UTC'));
    assert.deepEqual(
      keyResults.map(({ id, metric }) => [id, metric?.source]),
      [
        ['engagement.signups', 'repo'],
        ['engagement.orders', 'repo'],
      ],
    );
  });

  it('stays sound when its examples are put to use', () => {
    const text = starterOkrFile('2026-11-24', 'UTC')
      .replace('repo: { type: file } #', '# repo: { type: file }')
      .replaceAll(
        /^( +)# (prom:|shop:| {2}type:| {2}url:| {2}select:|owner:|guardrails:| {2}- title| {4}metric:| {4}atMost:)/gm,
        '$1$2',
      )
      .replaceAll(/^ +metric: \{ source: repo.*\n( +)# metric:/gm, '$1metric:');
    assert.deepEqual(readOkrs(text).diagnostics, []);
    assert.deepEqual(
      keyResultsOf(text).map(({ metric }) => metric?.source),
      ['prom', 'shop'],
    );
    assert.equal(keyResultsOf(text)[0]?.guardrails.length, 1);
  });
});
