import assert from 'node:assert/strict';
import { pointsIn } from '../../../src/metrics/shapes';

const NOW = 1_795_451_485_000;
const context = { at: '$', timezone: 'UTC', now: NOW };
const DAY_1 = Date.UTC(2026, 10, 1);
const DAY_2 = Date.UTC(2026, 10, 2);

describe('shapes of dated values', () => {
  const both = [
    { t: DAY_1, v: 1 },
    { t: DAY_2, v: null },
  ];

  for (const [name, shape] of Object.entries({
    'a list of {t, v}': [
      { t: '2026-11-01', v: 1 },
      { t: '2026-11-02', v: null },
    ],
    'a list of {date, value}': [
      { date: '2026-11-01', value: '1' },
      { date: '2026-11-02', value: 'NaN' },
    ],
    'a list of {at, value} with more': [
      { at: DAY_1, value: 1, shop: 'a' },
      { at: DAY_2, value: null, shop: 'a' },
    ],
    'a list of [t, v]': [
      [DAY_1 / 1000, '1'],
      [DAY_2 / 1000, null],
    ],
    'parallel lists': { t: ['2026-11-01', '2026-11-02'], v: [1, null] },
    'an object by date': { '2026-11-01': 1, '2026-11-02': null },
  })) {
    it(`can be ${name}`, () => assert.deepEqual(pointsIn(shape, context), { ok: true, value: both }));
  }

  for (const [name, shape] of Object.entries({ number: 42, text: '42', 'value alone': { value: 42 } })) {
    it(`can be one ${name}, which is of now`, () => {
      assert.deepEqual(pointsIn(shape, context), { ok: true, value: [{ t: NOW, v: 42 }] });
    });
  }

  it('can be a single {t, v}', () => {
    assert.deepEqual(pointsIn({ t: '2026-11-01', v: 42 }, context), {
      ok: true,
      value: [{ t: DAY_1, v: 42 }],
    });
  });

  it('can hold nothing', () => {
    assert.deepEqual(pointsIn([], context), { ok: true, value: [] });
    assert.deepEqual(pointsIn({}, context), { ok: true, value: [] });
  });

  for (const [shape, at, detail] of [
    [true, '$', /expected a number.*found true/],
    ['many', '$', /found "many"/],
    [{ rows: [] }, '$', /an object with "rows"/],
    [[1, 2], '$[0]', /found 1/],
    [[{ t: '2026-11-01', v: 1 }, { shop: 'a' }], '$[1]', /found an object/],
    [[{ t: 'someday', v: 1 }], '$[0]', /not a time: "someday"/],
    [[{ t: '2026-11-01', v: 'many' }], '$[0]', /not a number: "many"/],
    [[{ t: '2026-11-01' }], '$[0]', /not a number: nothing/],
    [{ t: ['2026-11-01'], v: [1, 2] }, '$', /differ in length: 1 times, 2 values/],
    [{ '2026-11-01': 1, total: 2 }, '$[1]', /not a time: "total"/],
  ] as const) {
    it(`can't be ${JSON.stringify(shape)}`, () => {
      const points = pointsIn(shape, context);
      assert.ok(!points.ok && points.error.kind === 'schema');
      assert.equal(points.error.at, at);
      assert.match(points.error.detail, detail);
    });
  }

  it('are made of own properties only', () => {
    const inherited = pointsIn([Object.create({ t: '2026-11-01', v: 1 })], context);
    assert.equal(inherited.ok, false);
  });

  it('are described in one harmless line', () => {
    const points = pointsIn('\u001b[31m\u202Egnp\n<script>', context);
    assert.ok(!points.ok && points.error.kind === 'schema');
    assert.doesNotMatch(points.error.detail, /[\p{Cc}\p{Cf}]/u);
  });
});
