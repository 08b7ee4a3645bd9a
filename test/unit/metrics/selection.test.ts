import assert from 'node:assert/strict';
import { select, selectProblem } from '../../../src/metrics/selection';

const data = {
  points: [
    { at: '2026-11-01', value: '1' },
    { at: '2026-11-02', value: '2' },
  ],
  total: 3,
  data: { result: [{ values: [[1795451485, '42']] }] },
};

describe('selection by JMESPath', () => {
  it('finds a number, points and parallel lists', () => {
    assert.deepEqual(select('total', data), { ok: true, value: 3 });
    assert.deepEqual(select('points[].{t: at, v: value}', data), {
      ok: true,
      value: [
        { t: '2026-11-01', v: '1' },
        { t: '2026-11-02', v: '2' },
      ],
    });
    assert.deepEqual(select('{t: points[*].at, v: points[*].value}', data), {
      ok: true,
      value: { t: ['2026-11-01', '2026-11-02'], v: ['1', '2'] },
    });
  });

  for (const [expression, value] of [
    ['data.result[0].values[*].{t: [0], v: to_number([1])}', [{ t: 1795451485, v: 42 }]],
    ['sum(points[*].to_number(value))', 3],
    ['total * `2`', 6],
    ["points[?at == '2026-11-02'] | [0].value", '2'],
    [
      'zip(points[*].at, points[*].value)',
      [
        ['2026-11-01', '1'],
        ['2026-11-02', '2'],
      ],
    ],
    ['items(@)[0][0]', 'points'],
    ['`{"type": "Root", "name": "join"}`', { type: 'Root', name: 'join' }],
  ] as const) {
    it(`knows ${expression}`, () => assert.deepEqual(select(expression, data), { ok: true, value }));
  }

  it('says that it found nothing', () => {
    const found = select('points.nowhere', data);
    assert.ok(!found.ok && found.error.kind === 'schema' && /found nothing/.test(found.error.detail));
  });

  it('says that a function does not fit the data', () => {
    const found = select('sum(points)', data);
    assert.ok(!found.ok && found.error.kind === 'schema');
  });

  for (const [expression, problem] of [
    ['points[', /^must be JMESPath/],
    ['', /^must be JMESPath/],
    [' '.repeat(501), /at most 500/],
    ['constructor', /must not name constructor/],
    ['points[*].toString', /must not name toString/],
    ['"__proto__"', /must not name __proto__/],
    ["pad_left('x', `1000000000`)", /must not call pad_left/],
    ["replace(@, 'a', 'aaaaaaaa')", /must not call replace/],
    ['to_string([to_string(@)])', /must not call to_string/],
    ['nosuch(@)', /must not call nosuch/],
    ['points[*].[$.points]', /must not use \$/],
    ['let $all = points in points[*].[$all]', /must not use \$ or let/],
    [Array.from({ length: 10 }, () => '[@, @][]').join(' | '), /must be simpler/],
    [Array.from({ length: 10 }, () => 'zip(@, @)[]').join(' | '), /must be simpler/],
    [Array.from({ length: 10 }, () => 'items(@)').join(' | '), /must be simpler/],
  ] as const) {
    it(`refuses ${expression.slice(0, 50)}`, () => {
      assert.match(selectProblem(expression) ?? '', problem);
      const found = select(expression, data);
      assert.ok(!found.ok && found.error.kind === 'config');
    });
  }
});
