import assert from 'node:assert/strict';
import { parseMessage } from '../../../src/outcome/messageSchema';

describe('what the sidebar asks of the host', () => {
  it('may be to mute or unmute a key result', () => {
    for (const action of ['muteKeyResult', 'unmuteKeyResult'] as const) {
      const message = { type: 'run', action, arg: 'engagement.signups' } as const;
      assert.deepEqual(parseMessage(message), message);
      assert.deepEqual(parseMessage({ type: 'run', action }), { type: 'run', action });
    }
  });

  it('is nothing where it is not understood', () => {
    for (const message of [
      undefined,
      'run',
      { type: 'run' },
      { type: 'run', action: 'quit' },
      { type: 'run', action: 'muteKeyResult', arg: { id: 'signups' } },
      { type: 'run', action: 'muteKeyResult', arg: 'x'.repeat(301) },
      { type: 'run', action: 'muteKeyResult', arg: 'signups', repository: '/elsewhere' },
    ]) {
      assert.equal(parseMessage(message), undefined, JSON.stringify(message));
    }
  });
});
