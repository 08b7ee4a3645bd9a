import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readUiState, savedState } from '../../src/webview/uiState';

describe('what the sidebar remembers', () => {
  it('comes back as it was kept, whatever the ids', () => {
    const id = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString'));
    const choices = fc.array(fc.tuple(id, fc.boolean())).map((pairs) => new Map(pairs));
    fc.assert(
      fc.property(choices, fc.nat(), (kept, scroll) => {
        const json = JSON.stringify(savedState({ choices: kept, scroll }));
        assert.deepEqual(readUiState(JSON.parse(json)), { choices: kept, scroll });
      }),
    );
  });

  it('starts empty on anything else', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.record({ choices: fc.anything(), scroll: fc.anything() })),
        (saved) => {
          const { choices, scroll } = readUiState(saved);
          assert.ok(scroll >= 0);
          for (const [id, expanded] of choices)
            assert.deepEqual([typeof id, typeof expanded], ['string', 'boolean']);
        },
      ),
    );
  });
});
