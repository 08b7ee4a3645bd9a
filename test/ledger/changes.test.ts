import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Change, ChangingRepository, KINDS } from '../support/ledger/changingRepository';
import { gitsLedger } from '../support/ledger/gitsLedger';
import { type OpenedLedger, openLedger } from '../support/ledger/openedLedger';

/** What is left out of random sequences takes long, and has a test of its own. */
const SHORT = KINDS.filter((kind) => kind !== 'very many commits');

const number = fc.nat(1000);
const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom(...SHORT),
  where: number,
  what: number,
});

/** Who looks after a change, beside the window that always does. */
type Looker = 'second window' | 'new window' | 'rebuild';
const lookers = fc.subarray<Looker>(['second window', 'new window', 'rebuild']);

const sequence = fc.array(fc.tuple(change, lookers), { minLength: 24, maxLength: 24 });

describe('the ledger of a history that changes', () => {
  let repository: ChangingRepository;
  let folder: string;
  const opened: OpenedLedger[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'throughline-ledger-'));
    repository = new ChangingRepository();
  });

  afterEach(() => {
    closeAll();
    repository.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  function closeAll(): void {
    for (const { keeper } of opened.splice(0)) keeper.dispose();
  }

  function open(store = 'shared', rebuild = false): OpenedLedger {
    const ledger = openLedger(repository.root, { store: join(folder, store), rebuild });
    opened.push(ledger);
    return ledger;
  }

  async function follow(changes: readonly (readonly [Change, readonly Looker[]])[]): Promise<void> {
    const window = open();
    const second = open();
    await window.lines();
    const done: string[] = [];
    for (const [one, looking] of changes) {
      repository.make(one);
      done.push(one.kind);
      const said = done.join(', ');
      const expected = gitsLedger(repository.root);
      assert.deepEqual(await window.lines(), expected, `the window, after ${said}`);
      if (looking.includes('second window'))
        assert.deepEqual(await second.lines(), expected, `a second window, after ${said}`);
      if (looking.includes('new window')) {
        const fresh = open();
        assert.deepEqual(await fresh.lines(), expected, `a new window, after ${said}`);
        assert.deepEqual(fresh.warnings, []);
      }
      if (looking.includes('rebuild')) {
        const rebuilt = open('elsewhere', true);
        assert.deepEqual(await rebuilt.lines(), expected, `a rebuild, after ${said}`);
      }
    }
    assert.deepEqual([...window.warnings, ...second.warnings], []);
  }

  for (const [index, changes] of fc.sample(sequence, 6).entries()) {
    it(`is what git says after each of 24 changes, sequence ${index + 1}`, () => follow(changes));
  }
});
