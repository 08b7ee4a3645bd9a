import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { shellWord } from '../../../src/cli/shellWord';

describe('shellWord', () => {
  it('leaves plain words as they are', () => {
    for (const word of ['https://example.com:8080', 'refs/notes/okr', 'origin', 'a_b-c.d'])
      assert.equal(shellWord(word), word);
  });

  it('is the same text to a shell, whatever it holds', () => {
    const words = ['', "it's", '$(id)', '`id`', 'a b', '*', '~', '!x', 'a;b&c|d<e>f', '"', '\\', '#'];
    const printed = execFileSync('sh', ['-c', `printf '%s\\n' ${words.map(shellWord).join(' ')}`], {
      encoding: 'utf8',
    });
    assert.deepEqual(printed.split('\n').slice(0, -1), words);
  });
});
