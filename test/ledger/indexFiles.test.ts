import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { createGit } from '../../src/io/git';
import type { GitStreamPort } from '../../src/io/ports';
import { ChangingRepository } from '../support/ledger/changingRepository';
import { gitsLedger } from '../support/ledger/gitsLedger';
import { LedgerPlace } from '../support/ledger/ledgerPlace';

const git = createGit();
const WORD = 4;
/** Where these stand in the header, in words; its own checksum is the last one. */
const [VERSION, ID_WORDS, COUNT, TABLE, FACTS, LAST] = [1, 2, 3, 4, 5, 9];

describe('the index of a ledger on disk', () => {
  let place: LedgerPlace;
  let repository: ChangingRepository;
  let start: string;
  let expected: readonly string[];

  before(async () => {
    place = new LedgerPlace();
    repository = new ChangingRepository();
    for (const [where, kind] of (['commit', 'new tag', 'octopus', 'commit', 'note'] as const).entries())
      repository.make({ kind, where: where + 2, what: where });
    start = repository.git('rev-parse', 'HEAD');
    await place.open(repository.root).lines();
    cpSync(place.store, pristine(), { recursive: true });
  });

  beforeEach(async () => {
    rmSync(place.store, { recursive: true, force: true });
    cpSync(pristine(), place.store, { recursive: true });
    repository.git('reset', '--quiet', '--hard', start);
    expected = gitsLedger(repository.root);
  });

  after(() => {
    repository.dispose();
    place.dispose();
  });

  function pristine(): string {
    return join(place.folder, 'pristine');
  }

  function files(end: string): readonly string[] {
    return readdirSync(place.store)
      .filter((name) => name.endsWith(end))
      .map((name) => join(place.store, name));
  }

  function indexPath(): string {
    const [path, ...more] = files('.index');
    assert.ok(path !== undefined && more.length === 0, 'there is one index');
    return path;
  }

  /** Counts the logs that git is asked for. */
  function counting(): { readonly git: GitStreamPort; logs: number } {
    const counted = {
      logs: 0,
      git: {
        ...git,
        stream: (...question: Parameters<GitStreamPort['stream']>) => {
          counted.logs += 1;
          return git.stream(...question);
        },
      },
    };
    return counted;
  }

  async function isMadeAnew(warned: boolean): Promise<void> {
    const first = counting();
    const ledger = place.open(repository.root, { git: first.git });
    assert.deepEqual(await ledger.lines(), expected);
    assert.equal(first.logs, 1, 'it was of no use');
    assert.equal(ledger.warnings.length, warned ? 1 : 0);
    const second = counting();
    const again = place.open(repository.root, { git: second.git });
    assert.deepEqual(await again.lines(), expected);
    assert.deepEqual([second.logs, again.warnings], [0, []], 'it was made anew');
  }

  /** Changes words of the header, with its checksum to match. */
  function rewriteHeader(change: (words: Uint32Array) => void): void {
    const bytes = readFileSync(indexPath());
    const words = new Uint32Array(new Uint8Array(bytes.subarray(0, (LAST + 1) * WORD)).buffer);
    change(words);
    words[LAST] = crc32(new Uint8Array(words.buffer, 0, LAST * WORD), 0);
    bytes.set(new Uint8Array(words.buffer), 0);
    writeFileSync(indexPath(), bytes);
  }

  it('is used as it is by whoever comes next', async () => {
    const counted = counting();
    const ledger = place.open(repository.root, { git: counted.git });
    assert.deepEqual(await ledger.lines(), expected);
    assert.deepEqual([counted.logs, ledger.warnings], [0, []]);
    assert.deepEqual(gitsLedger(repository.root), expected);
    assert.equal(statSync(indexPath()).mode & 0o777, 0o600);
    assert.deepEqual(files('.tmp'), []);
    assert.deepEqual(files('.lock'), []);
  });

  it('is made anew where it ends early, wherever that is', async () => {
    const bytes = readFileSync(indexPath());
    for (const length of [0, 1, 39, 40, 100, bytes.length >> 1, bytes.length - 1]) {
      writeFileSync(indexPath(), bytes.subarray(0, length));
      await isMadeAnew(true);
    }
  });

  it('is made anew where it goes on too long', async () => {
    appendFileSync(indexPath(), Buffer.alloc(8));
    await isMadeAnew(true);
  });

  it('is made anew where any byte of it is another one', async () => {
    const bytes = readFileSync(indexPath());
    const places = Array.from({ length: 9 }, (_, index) => Math.floor((bytes.length * (index + 0.5)) / 9));
    for (const at of [8, 12, 24, 39, 41, ...places]) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 0x40;
      writeFileSync(indexPath(), changed);
      assert.deepEqual(await place.open(repository.root).lines(), expected, `byte ${at}`);
      assert.equal(files('.damaged').length, 1, `byte ${at}`);
      rmSync(files('.damaged')[0] ?? '');
    }
  });

  it('is made anew where another version wrote it', async () => {
    rewriteHeader((words) => {
      words[VERSION] = (words[VERSION] ?? 0) + 1;
    });
    await isMadeAnew(false);
  });

  it('is made anew where a machine of the other byte order wrote it', async () => {
    const bytes = readFileSync(indexPath());
    writeFileSync(indexPath(), Buffer.concat([bytes.subarray(0, 40).swap32(), bytes.subarray(40)]));
    await isMadeAnew(false);
  });

  for (const [what, word, value] of [
    ['ids are said to be of the other algorithm', ID_WORDS, 8],
    ['ids are said to be of no algorithm', ID_WORDS, 7],
    ['it says to hold more than it does', COUNT, 5_000_000],
    ['it says to hold more than there is room for', COUNT, 0xffff_ffff],
    ['its table is of an odd length', TABLE, 2047],
    ['its facts are longer than the file', FACTS, 0x7fff_fff0],
  ] as const) {
    it(`is made anew where ${what}`, async () => {
      rewriteHeader((words) => {
        words[word] = value;
      });
      await isMadeAnew(true);
    });
  }

  it('is made anew where something else has its place', async () => {
    const path = indexPath();
    const target = join(place.folder, 'target');
    renameSync(path, target);
    symlinkSync(target, path);
    await isMadeAnew(false);
    rmSync(path, { force: true });
    mkdirSync(path);
    assert.deepEqual(await place.open(repository.root).lines(), expected);
    rmSync(path, { recursive: true, force: true });
    execFileSync('mkfifo', [path]);
    await isMadeAnew(false);
  });

  it('is gone without where its folder can not be', async () => {
    writeFileSync(join(place.folder, 'file'), '');
    const ledger = place.open(repository.root, { store: join(place.folder, 'file', 'store') });
    assert.deepEqual(await ledger.lines(), expected);
    repository.make({ kind: 'commit', where: 0, what: 3 });
    assert.deepEqual(await ledger.lines(), gitsLedger(repository.root));
  });

  describe('with a log of what came later', () => {
    beforeEach(async () => {
      const ledger = place.open(repository.root);
      await ledger.lines();
      for (const what of [2, 3, 4]) {
        repository.make({ kind: 'commit', where: 0, what });
        expected = await ledger.lines();
      }
      assert.deepEqual(expected, gitsLedger(repository.root));
    });

    function logPath(): string {
      const [path, ...more] = files('.log');
      assert.ok(path !== undefined && more.length === 0, 'there is one log');
      return path;
    }

    it('is used with it', async () => {
      const counted = counting();
      assert.deepEqual(await place.open(repository.root, { git: counted.git }).lines(), expected);
      assert.equal(counted.logs, 0);
    });

    it('believes what stands before the first entry that is not whole', async () => {
      const bytes = readFileSync(logPath());
      for (const [what, changed] of [
        ['nothing', Buffer.alloc(0)],
        ['half an entry', bytes.subarray(0, bytes.length - 10)],
        ['half a header', bytes.subarray(0, 5)],
        ['a changed entry', Buffer.from(bytes).fill('x', 20, 40)],
        ['an entry of any length', Buffer.concat([bytes, Buffer.alloc(20, 0xff)])],
        ['empty entries', Buffer.concat([bytes, Buffer.alloc(32)])],
      ] as const) {
        writeFileSync(logPath(), changed);
        const ledger = place.open(repository.root);
        assert.deepEqual(await ledger.lines(), expected, what);
        repository.make({ kind: 'commit', where: 0, what: 6 });
        const after = await ledger.lines();
        assert.deepEqual(after, gitsLedger(repository.root), what);
        const counted = counting();
        assert.deepEqual(await place.open(repository.root, { git: counted.git }).lines(), after, what);
        assert.equal(counted.logs, 0, `${what}: what came after it is kept`);
        repository.git('reset', '--quiet', '--hard', 'HEAD~1');
      }
    });

    it('is written anew, with that, once there is much of it', async () => {
      const before = statSync(indexPath()).size;
      const ledger = place.open(repository.root);
      await ledger.lines();
      repository.make({ kind: 'very many commits', where: 0, what: 1 });
      expected = await ledger.lines();
      assert.deepEqual(expected, gitsLedger(repository.root));
      assert.ok(statSync(indexPath()).size > before + 2500 * 40);
      const counted = counting();
      assert.deepEqual(await place.open(repository.root, { git: counted.git }).lines(), expected);
      assert.equal(counted.logs, 0);
      repository.make({ kind: 'commit', where: 0, what: 2 });
      expected = await ledger.lines();
      assert.deepEqual(await place.open(repository.root).lines(), expected);
    });

    it('asks git for no more than what is new, also where the index was just opened', async () => {
      repository.make({ kind: 'many commits', where: 0, what: 1 });
      let bytes = 0;
      const weighing: GitStreamPort = {
        ...git,
        stream: (cwd, args, each, options) =>
          git.stream(
            cwd,
            args,
            (piece) => {
              bytes += piece.filter((byte) => byte === 0).length / 7;
              return each(piece);
            },
            options,
          ),
      };
      for (const tag of repository.namesOf('refs/tags/')) repository.git('tag', '--delete', tag);
      const lines = await place.open(repository.root, { git: weighing }).lines();
      assert.deepEqual(lines, gitsLedger(repository.root));
      assert.equal(bytes, 40);
    });
  });
});
