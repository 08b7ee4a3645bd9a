import assert from 'node:assert/strict';
import { fileOf, keyResultsOf, problemsOf } from './readOkrs';

const fileWith = (leaveOut: string, metric = 'source: repo'): string => `version: 1
cycle:
  id: 2026-Q4
  start: 2026-10-01
  end: 2026-12-31
  timezone: America/Chicago
  leaveOut: ${leaveOut}
sources: { repo: { type: file } }
objectives:
  - id: o
    title: O
    keyResults:
      - { id: k, title: K, metric: { ${metric} }, start: 1, target: 2 }
`;

describe('days to leave out', () => {
  it('are single days and spans, with what happened', () => {
    const text = fileWith(
      '[{ date: 2026-11-26, why: Thanksgiving }, { start: 2026-12-24, end: 2026-12-26 }]',
    );
    assert.deepEqual(problemsOf(text), []);
    assert.deepEqual(fileOf(text).cycle.leaveOut, [
      { start: '2026-11-26', end: '2026-11-26', why: 'Thanksgiving' },
      { start: '2026-12-24', end: '2026-12-26' },
    ]);
  });

  it('need not be there', () => {
    assert.equal(fileOf(fileWith('[]')).cycle.leaveOut, undefined);
  });

  for (const [wrong, problem] of [
    ['[{ why: rain }]', /must have either a `date`, or/],
    ['[{ start: 2026-11-26 }]', /must have either a `date`, or/],
    ['[{ date: 2026-11-26, start: 2026-11-26, end: 2026-11-27 }]', /must have either a `date`, or/],
    ['[{ date: 2026-11-26, end: 2026-11-27 }]', /must have either a `date`, or/],
    ['[{ start: 2026-11-28, end: 2026-11-27 }]', /must not be before `start`/],
    ['[{ date: tomorrow }]', /must be a day/],
    ['2026-11-26', /must be a list/],
  ] as const) {
    it(`that are wrong are told and hide nothing: ${wrong}`, () => {
      const text = fileWith(`[{ date: 2026-11-02 }]`).replace('[{ date: 2026-11-02 }]', wrong);
      assert.match(problemsOf(text).join('\n'), problem);
      assert.equal(problemsOf(text).length, 1);
      assert.equal(fileOf(text).cycle.timezone, 'America/Chicago');
      assert.equal(keyResultsOf(text).length, 1);
    });
  }
});

describe('a metric whose definition changed', () => {
  it('says since when it means what it means now', () => {
    const text = fileWith('[]', 'source: repo, changed: 2026-11-02');
    assert.deepEqual(problemsOf(text), []);
    assert.equal(keyResultsOf(text)[0]?.metric?.changed, '2026-11-02');
  });

  it('must name a day', () => {
    const text = fileWith('[]', 'source: repo, changed: lately');
    assert.match(problemsOf(text).join('\n'), /must be a day/);
  });
});
