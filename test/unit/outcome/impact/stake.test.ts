import assert from 'node:assert/strict';
import { boundStake, plainStake, stakeOf } from '../../../../src/outcome/impact/stake';
import { keyResultsOf, withKeyResult } from '../../okr/readOkrs';

const METRIC = 'metric: { source: repo, query: one.csv }';

function stakeFor(level: number, ...lines: readonly string[]) {
  const [keyResult] = keyResultsOf(withKeyResult('title: One', ...lines));
  assert.ok(keyResult);
  return stakeOf(keyResult)(level);
}

describe('what a change must be to matter', () => {
  it('is a fifth of the way from start to target, at most a twentieth of the level', () => {
    assert.deepEqual(stakeFor(1000, METRIC, 'start: 1000', 'target: 1100'), { needed: 100, matters: 20 });
    assert.deepEqual(stakeFor(1000, METRIC, 'start: 1000', 'target: 500'), { needed: 500, matters: 50 });
  });

  it('is counted per day where the metric adds up', () => {
    const lines = [METRIC.replace(' }', ', aggregate: sum }'), 'start: 0', 'target: 9200'];
    assert.deepEqual(stakeFor(10_000, ...lines), { needed: 100, matters: 20 });
  });

  it('is counted from the bound where one is to be held', () => {
    assert.deepEqual(stakeFor(120, METRIC, 'atMost: 100'), { needed: 20, matters: 4 });
    assert.deepEqual(stakeFor(80, METRIC, 'atLeast: 100'), { needed: 20, matters: 4 });
    assert.deepEqual(stakeFor(100, METRIC, 'atMost: 100'), { matters: 5 });
    assert.deepEqual(stakeFor(26, METRIC, 'range: { min: 10, max: 20 }'), {
      needed: 6,
      matters: 1.2000000000000002,
    });
  });

  it('is the room that is left where a bound is held, and nothing is needed then', () => {
    assert.deepEqual(stakeFor(80, METRIC, 'atMost: 100'), { matters: 4 });
    assert.deepEqual(stakeFor(102, METRIC, 'atLeast: 100'), { matters: 0.4 });
    assert.deepEqual(stakeFor(15, METRIC, 'range: { min: 10, max: 20 }'), { matters: 0.75 });
    const sums = METRIC.replace(' }', ', aggregate: sum }');
    assert.deepEqual(stakeFor(15, sums, 'range: { min: 920, max: 1840 }'), { matters: 0.75 });
    assert.deepEqual(boundStake([3, 0])(0.5), { matters: 0.025 });
  });

  it('is a twentieth of the level where nothing is aimed for, and nothing around zero', () => {
    assert.deepEqual(plainStake(-40), { matters: 2 });
    assert.deepEqual(stakeFor(3, 'milestones: [{ title: a }]'), { matters: 0.15000000000000002 });
    assert.deepEqual(stakeFor(0, METRIC, 'start: 0', 'target: 10'), { needed: 10, matters: 2 });
  });
});
