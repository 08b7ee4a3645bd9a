import assert from 'node:assert/strict';
import { sourceFiles } from './sources';

/** What exactly one file may do, and the words that give it away. */
const OWNED = {
  'registers commands': /\bregister(TextEditor)?Command\(/,
  'reads the configuration': /\bgetConfiguration\(/,
  'writes the Content-Security-Policy': /Content-Security-Policy/,
  'imports axios': /from 'axios'/,
  'starts processes': /from 'node:child_process'/,
  'starts threads': /\bnew Worker\(/,
};

describe('one file', () => {
  for (const [what, words] of Object.entries(OWNED)) {
    it(what, () => {
      const owners = sourceFiles().filter(({ text }) => words.test(text));
      assert.equal(owners.length, 1, owners.map(({ path }) => path).join(', ') || 'no file does');
    });
  }
});
