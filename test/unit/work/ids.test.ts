import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isKeyResultId } from '../../../src/okr/lookup';
import { isTagId } from '../../../src/work/ids';

describe('isTagId', () => {
  it('takes what the OKR file takes for an id, and nothing else', () => {
    const near = fc.stringMatching(/^[A-Za-z0-9._/\- \n:ß-]{0,66}$/);
    fc.assert(
      fc.property(fc.oneof(near, fc.string()), (text) => assert.equal(isTagId(text), isKeyResultId(text))),
    );
    for (const text of ['a', 'a'.repeat(64), 'a'.repeat(65), '', 'signups.kr1', '-a', 'a\n', 'K1, K2']) {
      assert.equal(isTagId(text), isKeyResultId(text), text);
    }
    assert.ok(isTagId('A-1/b_c.d') && !isTagId('a b'));
  });
});
