import assert from 'node:assert/strict';
import { wrapped } from '../../../src/cli/wrapped';

describe('a line in a terminal', () => {
  const line = '  Look again on Sep 2, when 7 days are over.';

  it('stays one where it fits', () => {
    assert.equal(wrapped(line, line.length, 2), line);
    assert.equal(wrapped('', 80, 2), '');
  });

  it('is broken between words, and goes on further in', () => {
    assert.equal(wrapped(line, 24, 2), '  Look again on Sep 2,\n    when 7 days are\n    over.');
    assert.equal(wrapped('one two three', 7, 0), 'one two\nthree');
  });

  it('keeps a word whole that is longer than the terminal is wide', () => {
    assert.equal(wrapped('a reach.everybody b', 8, 0), 'a\nreach.everybody\nb');
  });
});
