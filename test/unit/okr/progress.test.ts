import assert from 'node:assert/strict';
import type { Aim, Quantity } from '../../../src/okr/model';
import { objectiveScore, paceOf, type Standing, scoreOf } from '../../../src/okr/progress';

const q = (value: number): Quantity => ({ value, percent: false });
const UP: Aim = { kind: 'increase', start: q(100), target: q(200) };
const DOWN: Aim = { kind: 'decrease', start: q(200), target: q(100) };
const RANGE: Aim = { kind: 'maintain', min: q(10), max: q(20) };
const AT_LEAST: Aim = { kind: 'atLeast', bound: q(99) };
const AT_LEAST_FROM_90: Aim = { kind: 'atLeast', bound: q(99), start: q(90) };
const AT_MOST_FROM_5: Aim = { kind: 'atMost', bound: q(1), start: q(5) };

describe('scoreOf', () => {
  const cases: readonly [string, Aim, Standing, number | undefined][] = [
    ['increase: half way', UP, { current: 150 }, 0.5],
    ['increase: below the start', UP, { current: 50 }, 0],
    ['increase: beyond the target', UP, { current: 500 }, 1],
    ['increase: unknown', UP, {}, undefined],
    ['increase: not a number', UP, { current: Number.NaN }, undefined],
    [
      'increase: over the whole range of doubles',
      { kind: 'increase', start: q(-1e308), target: q(1e308) },
      { current: 0 },
      0.5,
    ],
    ['decrease: a quarter', DOWN, { current: 175 }, 0.25],
    ['decrease: beyond the target', DOWN, { current: 0 }, 1],
    ['equal start and target, reached', { kind: 'increase', start: q(5), target: q(5) }, { current: 5 }, 1],
    ['equal start and target, missed', { kind: 'increase', start: q(5), target: q(5) }, { current: 4.9 }, 0],
    ['equal start and target, falling', { kind: 'decrease', start: q(5), target: q(5) }, { current: 5.1 }, 0],
    ['maintain: share of time', RANGE, { current: 30, heldShare: 0.8 }, 0.8],
    ['maintain: on the edge', RANGE, { current: 20 }, 1],
    ['maintain: outside', RANGE, { current: 20.1 }, 0],
    ['maintain: unknown', RANGE, {}, undefined],
    ['maintain: a share past 1', RANGE, { heldShare: 1.2 }, 1],
    ['at least: held now', AT_LEAST, { current: 99, heldShare: 0.2 }, 1],
    ['at least: broken now', AT_LEAST, { current: 98, heldShare: 0.7 }, 0.7],
    ['at least: broken, no history', AT_LEAST, { current: 98 }, 0],
    ['at least: only history', AT_LEAST, { heldShare: 0.7 }, 0.7],
    ['at least: unknown', AT_LEAST, {}, undefined],
    ['at least: on the way from a start', AT_LEAST_FROM_90, { current: 93, heldShare: 0.1 }, 1 / 3],
    ['at least: below its start', AT_LEAST_FROM_90, { current: 80, heldShare: 0.1 }, 0],
    [
      'at least: a start that held it says nothing',
      { ...AT_LEAST_FROM_90, start: q(100) },
      { current: 98, heldShare: 0.4 },
      0.4,
    ],
    ['at most: on the way from a start', AT_MOST_FROM_5, { current: 3 }, 0.5],
    ['at most: held now', AT_MOST_FROM_5, { current: 0.2 }, 1],
    [
      'milestones: by weight',
      {
        kind: 'milestone',
        milestones: [
          { title: 'a', weight: 3, done: true },
          { title: 'b', weight: 1, done: false },
        ],
      },
      {},
      0.75,
    ],
    ['milestones: none', { kind: 'milestone', milestones: [] }, {}, undefined],
  ];
  for (const [name, aim, standing, expected] of cases) {
    it(name, () => assert.equal(scoreOf(aim, standing), expected));
  }
});

describe('objectiveScore', () => {
  it('is the mean by weight of what is known', () => {
    const parts = [
      { weight: 3, score: 1 },
      { weight: 1, score: 0 },
      { weight: 100, score: undefined },
    ];
    assert.equal(objectiveScore(parts), 0.75);
  });

  it('is unknown where nothing is known', () => {
    assert.equal(objectiveScore([]), undefined);
    assert.equal(objectiveScore([{ weight: 1, score: undefined }]), undefined);
  });

  it('survives the largest weights', () => {
    const heavy = { weight: Number.MAX_VALUE, score: 0.5 };
    assert.equal(objectiveScore([heavy, heavy]), 0.5);
  });
});

describe('paceOf', () => {
  it('is ahead above 0 and behind below', () => {
    assert.equal(paceOf(0.75, 0.5), 0.25);
    assert.equal(paceOf(0, 1), -1);
  });
});
