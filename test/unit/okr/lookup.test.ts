import assert from 'node:assert/strict';
import { findId, isKeyResultId } from '../../../src/okr/lookup';
import { fileOf, SOUND, withKeyResult } from './readOkrs';

const file = fileOf(`${withKeyResult(...SOUND, 'aliases: [old.kr]')}ended:
  - { id: gone, title: What was, ended: 2026-06-30 }
`);

describe('findId', () => {
  it('finds a key result with its objective, without case', () => {
    const found = findId(file, 'KR');
    assert.ok(found.kind === 'active');
    assert.equal(found.keyResult.id, 'kr');
    assert.equal(found.objective.id, 'speed');
  });

  it('finds a key result by a former id', () => {
    const found = findId(file, 'Old.KR');
    assert.ok(found.kind === 'active');
    assert.equal(found.keyResult.id, 'kr');
  });

  it('finds what has ended', () => {
    assert.deepEqual(findId(file, 'GONE'), {
      kind: 'ended',
      ended: { id: 'gone', title: 'What was', ended: '2026-06-30' },
    });
  });

  it('knows neither strangers nor objectives', () => {
    for (const id of ['stranger', 'speed', '', '__proto__'])
      assert.deepEqual(findId(file, id), { kind: 'unknown' }, id);
  });
});

describe('isKeyResultId', () => {
  it('takes what may be written in commits for ever', () => {
    for (const id of ['a', '2026-Q4/growth.signups_v2', 'x'.repeat(64)])
      assert.equal(isKeyResultId(id), true, id);
    for (const id of ['', '.a', '-a', 'a b', 'ä', 'a\n', 'a,b', 'x'.repeat(65)])
      assert.equal(isKeyResultId(id), false, id);
  });
});
