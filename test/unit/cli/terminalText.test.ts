import assert from 'node:assert/strict';
import { terminalText } from '../../../src/cli/terminalText';

describe('terminalText', () => {
  it('disarms escapes, controls and marks that reorder text', () => {
    assert.equal(terminalText('\u001b[2Jtitle\u0007'), '�[2Jtitle�');
    assert.equal(terminalText('a\u009b31m'), 'a�31m');
    assert.equal(terminalText('abc\u202egnp'), 'abc�gnp');
    assert.equal(terminalText('größe 日本 🚀'), 'größe 日本 🚀');
  });
});
