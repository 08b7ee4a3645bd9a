import assert from 'node:assert/strict';
import { parseKeyResultMessage } from '../../../../src/outcome/keyResultPage/messageSchema';

describe('what the panel of a key result may say', () => {
  it('is understood', () => {
    for (const message of [
      { type: 'ready' },
      { type: 'choose', release: 'v1.42' },
      { type: 'run', action: 'openCommit', arg: 'abc' },
      { type: 'run', action: 'refresh' },
      { type: 'fault', message: 'x' },
    ])
      assert.deepEqual(parseKeyResultMessage(message), message);
  });

  it('is nothing else', () => {
    for (const message of [
      undefined,
      'ready',
      { type: 'choose' },
      { type: 'choose', release: '' },
      { type: 'choose', release: 'v'.repeat(301) },
      { type: 'choose', release: 7 },
      { type: 'run', action: 'workbench.action.quit' },
      { type: 'run', action: 'refresh', arg: 'x'.repeat(301) },
      { type: 'ready', more: true },
      { type: 'fault', message: 'x'.repeat(2001) },
    ])
      assert.equal(parseKeyResultMessage(message), undefined);
  });
});
