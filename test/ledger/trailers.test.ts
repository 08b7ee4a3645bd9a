import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGit } from '../../src/io/git';
import { distinctIds } from '../../src/work/ids';
import { ROOT } from '../steps/root';
import { skipBecause } from '../steps/skipBecause';
import { historyOf, readByGit } from '../support/gitTrailers';
import { keptHistory } from '../support/histories/keptHistory';
import { gitsLedger } from '../support/ledger/gitsLedger';
import { LedgerPlace } from '../support/ledger/ledgerPlace';

interface Case {
  readonly name: string;
  readonly message: string;
  readonly values: readonly string[];
  readonly valuesWithKeyConfigured: readonly string[];
}

const cases = JSON.parse(readFileSync(join(__dirname, '../data/trailers.json'), 'utf8')) as Case[];
const messages = cases.map(({ message }) => message);

/** The tags in lines, which are newest first. */
function tagsOf(lines: readonly string[]): readonly (readonly string[])[] {
  return lines.map((line) => JSON.parse(line)[4] as readonly string[]).toReversed();
}

describe('the ledger and the trailers that git reads', () => {
  let place: LedgerPlace;

  beforeEach(() => {
    place = new LedgerPlace();
  });

  afterEach(() => place.dispose());

  for (const keyConfigured of [false, true]) {
    const how = keyConfigured ? 'configured' : 'not configured';

    it(`holds what git says of every trap, key ${how}: read at once`, async () => {
      const repository = place.repository('--bare');
      repository.gitWith(historyOf(messages, 'refs/heads/main'), 'fast-import', '--quiet');
      if (keyConfigured) repository.git('config', 'trailer.okr.key', 'OKR');
      const lines = await place.open(repository.root).lines();
      assert.deepEqual(lines, gitsLedger(repository.root));
      const read = tagsOf(lines);
      const byGit = readByGit(messages, { key: 'OKR', keyConfigured });
      for (const [index, { name, values, valuesWithKeyConfigured }] of cases.entries()) {
        const known = keyConfigured ? valuesWithKeyConfigured : values;
        assert.deepEqual(read[index], distinctIds(known), name);
        assert.deepEqual(read[index], distinctIds(byGit[index] ?? []), name);
      }
    });

    it(`holds what git says of every trap, key ${how}: commit by commit`, async () => {
      const repository = place.repository('--bare');
      repository.gitWith(historyOf(messages, 'refs/all'), 'fast-import', '--quiet');
      if (keyConfigured) repository.git('config', 'trailer.okr.key', 'OKR');
      const ids = repository.git('rev-list', '--reverse', 'refs/all').split('\n');
      const git = createGit();
      let logs = 0;
      const stream: typeof git.stream = (...question) => {
        logs += 1;
        return git.stream(...question);
      };
      const ledger = place.open(repository.root, { git: { ...git, stream } });
      for (const id of ids) {
        repository.git('update-ref', 'refs/heads/main', id);
        await ledger.lines();
      }
      // Git is asked for what only it can say, and that is nearly nothing unless it is configured.
      if (!keyConfigured) assert.equal(logs, 1);
      const lines = await ledger.lines();
      assert.deepEqual(lines, gitsLedger(repository.root));
      assert.deepEqual(lines, await place.open(repository.root).lines(), 'as it was kept');
    });
  }

  it('holds what git says of this project', async function () {
    const { status } = spawnSync('git', ['rev-parse', '--verify', 'HEAD'], { cwd: ROOT });
    if (status !== 0) skipBecause(this, 'this is no checkout that git reads');
    assert.deepEqual(await place.open(ROOT).lines(), gitsLedger(ROOT));
  });

  for (const key of ['OKR', 'Signed-off-by']) {
    it(`holds what git says of ten thousand generated commits, by ${key}`, async () => {
      const root = await keptHistory(10_000);
      const lines = await place.open(root, { trailerKey: key }).lines();
      assert.equal(lines.length, 10_000);
      assert.deepEqual(lines, gitsLedger(root, key));
      assert.deepEqual(lines, await place.open(root, { trailerKey: key }).lines(), 'as it was kept');
    });
  }

  it('holds what git says of commits that come one by one, by a key that git itself writes', async () => {
    const repository = place.repository();
    const ledger = place.open(repository.root, { trailerKey: 'Signed-off-by' });
    repository.commit('Start');
    await ledger.lines();
    for (const block of [
      'Signed-off-by: Ada <ada@example.com>\n',
      'signed-off-by: Ada <ada@example.com>\nprose\n',
      'Signed-off-by: Ada <ada@example.com>\nprose\nand prose\nand more\nand more\n',
      '(cherry picked from commit 0123456789abcdef)\nSigned-off-by: Bo <bo@example.com>\n',
      'Signed-off-by:Bo\n',
    ]) {
      repository.commit(`Change\n\n${block}`);
      assert.deepEqual(await ledger.lines(), gitsLedger(repository.root, 'Signed-off-by'), block);
    }
  });
});
