import assert from 'node:assert/strict';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createGit } from '../../src/io/git';
import type { GitStreamPort } from '../../src/io/ports';
import { skipBecause } from '../steps/skipBecause';
import type { GitRepository } from '../support/gitRepository';
import { gitsLedger } from '../support/ledger/gitsLedger';
import { LedgerPlace } from '../support/ledger/ledgerPlace';
import { rawCommit, storeCommit } from '../support/rawCommits';

const git = createGit();

describe('the ledger, where a repository is odd', () => {
  let place: LedgerPlace;

  beforeEach(() => {
    place = new LedgerPlace();
  });

  afterEach(() => place.dispose());

  /** Six commits with a merge, a release and a note. */
  function filled(...options: string[]): GitRepository {
    const repository = place.repository(...options);
    for (const number of [1, 2, 3]) {
      repository.write('file', `${number}\n`);
      repository.git('add', '.');
      repository.commit(`Change ${number}\n\nOKR: k${number}\n`);
    }
    repository.git('tag', 'v1', 'HEAD~1');
    repository.git('switch', '--quiet', '--create', 'side', 'HEAD~1');
    repository.commit('Aside\n\nOKR: k4\n');
    repository.git('switch', '--quiet', 'main');
    repository.git('merge', '--quiet', '--no-ff', '-m', 'Merge\n\nOKR: k5', 'side');
    repository.commit('Last\n');
    repository.git('notes', '--ref=okr', 'add', '-m', 'OKR: noted');
    return repository;
  }

  /** A new one, one that is kept, and git agree; gives what they say. */
  async function agreed(root: string): Promise<readonly string[]> {
    const lines = await place.open(root).lines();
    assert.deepEqual(lines, gitsLedger(root));
    const kept = place.open(root, { git: withoutLog });
    assert.deepEqual(await kept.lines(), lines, 'as it was kept');
    assert.deepEqual(kept.warnings, []);
    return lines;
  }

  /** What can be had of the index needs no log. */
  const withoutLog: GitStreamPort = {
    ...git,
    stream: async () => assert.fail('git was asked for a log'),
  };

  /** Commits that are new since are read as they come. */
  async function follows(root: string, act: () => void): Promise<void> {
    const ledger = place.open(root);
    await ledger.lines();
    act();
    assert.deepEqual(await ledger.lines(), gitsLedger(root));
    assert.deepEqual(await place.rebuilt(root), gitsLedger(root), 'a rebuild');
  }

  it('reads a sha256 repository, and what comes to it', async () => {
    const repository = filled('--object-format=sha256');
    const lines = await agreed(repository.root);
    assert.equal(lines.length, 6);
    assert.match(lines[0] ?? '', /^\["[0-9a-f]{64}"/);
    await follows(repository.root, () => repository.commit('More\n\nOKR: k6\n'));
  });

  it('reads a repository that keeps its refs in tables', async function () {
    if (!place.run('.', 'version', '--build-options').includes('default-ref-format'))
      skipBecause(this, 'the git at hand keeps refs in files only');
    const repository = filled('--ref-format=reftable');
    await agreed(repository.root);
    await follows(repository.root, () => {
      repository.commit('More\n\nOKR: k6\n');
      repository.git('tag', 'v2');
    });
  });

  it('notices a tag in tables, by the list of tables that git writes anew', async () => {
    const repository = filled();
    const tables = join(repository.root, '.git', 'reftable');
    mkdirSync(tables);
    writeFileSync(join(tables, 'tables.list'), 'one\n');
    const ledger = place.open(repository.root);
    await ledger.lines();
    // The git at hand may keep refs in files only: those look untouched here.
    repository.git('pack-refs', '--all');
    await ledger.lines();
    writeFileSync(join(tables, 'tables.list'), 'one\ntwo\n');
    repository.git('tag', 'v2');
    assert.deepEqual(await ledger.lines(), gitsLedger(repository.root));
  });

  it('reads commits as they were made, whatever replaces them here', async () => {
    const repository = filled();
    repository.git('replace', 'HEAD~3', 'HEAD~1');
    repository.git('replace', '--graft', 'HEAD', 'HEAD~3');
    assert.equal((await agreed(repository.root)).length, 6);
    await follows(repository.root, () => {
      repository.commit('More\n\nOKR: k6\n');
      repository.git('replace', 'HEAD', 'HEAD~2');
    });
  });

  it('reads parents as a file of grafts has them, and again when that changes', async () => {
    const repository = filled();
    const grafts = join(repository.root, '.git', 'info', 'grafts');
    const head = repository.git('rev-parse', 'HEAD');
    const past = repository.git('rev-parse', 'HEAD~3');
    const ledger = place.open(repository.root);
    assert.equal((await ledger.lines()).length, 6);
    mkdirSync(join(repository.root, '.git', 'info'), { recursive: true });
    writeFileSync(grafts, `${head} ${past}\n`);
    const lines = await ledger.lines();
    assert.deepEqual(lines, gitsLedger(repository.root));
    assert.ok(lines.length < 6);
    await follows(repository.root, () => repository.commit('More\n\nOKR: k6\n'));
    rmSync(grafts);
    assert.deepEqual(await ledger.lines(), gitsLedger(repository.root));
    assert.deepEqual(await agreed(repository.root), gitsLedger(repository.root));
  });

  it('reads what stands in the objects of another repository', async () => {
    const repository = filled();
    repository.git('gc', '--quiet');
    const clone = join(place.folder, 'clone');
    place.run(place.folder, 'clone', '--quiet', '--shared', repository.root, clone);
    place.run(clone, 'fetch', '--quiet', 'origin', 'refs/notes/*:refs/notes/*');
    assert.ok(existsSync(join(clone, '.git', 'objects', 'info', 'alternates')));
    assert.equal((await agreed(clone)).length, 6);
    await follows(clone, () =>
      place.run(clone, 'commit', '--quiet', '--allow-empty', '-m', 'More\n\nOKR: k6'),
    );
  });

  it('reads with a commit-graph, also one in parts that is older than the newest commits', async () => {
    const repository = filled();
    repository.git('commit-graph', 'write', '--reachable', '--split');
    repository.commit('More\n\nOKR: k6\n');
    repository.git('commit-graph', 'write', '--reachable', '--split=no-merge');
    repository.commit('And more\n\nOKR: k7\n');
    assert.equal((await agreed(repository.root)).length, 8);
  });

  it('reads a submodule, whose common directory is another one', async () => {
    const inner = filled();
    const outer = place.repository();
    outer.commit('Start');
    const allowed = ['-c', 'protocol.file.allow=always'];
    outer.git(...allowed, 'submodule', '--quiet', 'add', inner.root, 'part');
    const root = join(outer.root, 'part');
    place.run(root, 'fetch', '--quiet', 'origin', 'refs/notes/*:refs/notes/*');
    assert.equal((await agreed(root)).length, 6);
    assert.equal((await agreed(outer.root)).length, 1);
    await follows(root, () => place.run(root, 'commit', '--quiet', '--allow-empty', '-m', 'More\n\nOKR: k6'));
  });

  it('shares one index among linked work trees, each with a HEAD of its own', async () => {
    const repository = filled();
    const linked = join(place.folder, 'linked');
    repository.git('worktree', 'add', '--quiet', '--detach', linked, 'side');
    assert.equal((await place.open(repository.root).lines()).length, 6);
    // What `side` holds is known, and so is what is committed on it from there.
    const there = place.open(linked, { git: withoutLog });
    assert.deepEqual(await there.lines(), gitsLedger(linked));
    place.run(linked, 'commit', '--quiet', '--allow-empty', '-m', 'More\n\nOKR: k6');
    assert.deepEqual(await there.lines(), gitsLedger(linked));
    repository.git('merge', '--quiet', '--ff', place.run(linked, 'rev-parse', 'HEAD'), '-m', 'Merge');
    const silent: GitStreamPort = {
      ...withoutLog,
      objects: () => ({ commit: async (id) => assert.fail(`asked for ${id}`), dispose: () => undefined }),
    };
    assert.deepEqual(
      (await place.open(linked, { git: silent }).lines()).length,
      gitsLedger(linked).length,
      'what another work tree has read is known',
    );
    assert.deepEqual(await place.open(repository.root).lines(), gitsLedger(repository.root));
  });

  it('starts where there is no commit yet, and loses all with the last', async () => {
    const repository = place.repository();
    const ledger = place.open(repository.root);
    await ledger.keeper.refresh(undefined);
    assert.deepEqual([ledger.keeper.progress.done, ledger.keeper.ledger?.count ?? 0], [true, 0]);
    repository.commit('First\n\nOKR: k1\n');
    assert.equal((await ledger.lines()).length, 1);
    repository.git('update-ref', '-d', 'HEAD');
    await ledger.keeper.refresh(undefined);
    assert.equal(ledger.keeper.ledger?.count, 0);
  });

  it('reads where commits have odd headers, times and names', async () => {
    const repository = filled();
    const tree = repository.git('rev-parse', 'HEAD^{tree}');
    const ledger = place.open(repository.root);
    await ledger.lines();
    const odd: readonly (readonly [string, Buffer])[] = [
      [
        'a signature',
        rawOf({ headers: 'gpgsig -----BEGIN PGP SIGNATURE-----\n author Eve <e@x> 1 +0000\n \n -----END\n' }),
      ],
      ['an unknown header', rawOf({ headers: 'change-id 1234\nauthor-note x\n' })],
      ['no message', rawOf({ message: '' })],
      ['a NUL in the message', rawOf({ message: 'Change\n\nwords\0\n\nOKR: after.nul\n' })],
      ['a tag and then a NUL', rawOf({ message: 'Change\n\nOKR: k1\0\nOKR: k2\n' })],
      ['blank lines in front', rawOf({ message: '\n\n\nOKR: subject\n\nOKR: k1\n' })],
      ['a time before 1970', person('Ada <ada@example.com> -5 +0000')],
      ['a time after 2106', person('Ada <ada@example.com> 99999999999 +0000')],
      ['no time', person('Ada <ada@example.com>')],
      ['no address', person('Ada 1700000000 +0000')],
      ['an empty name', person(' <ada@example.com> 1700000000 +0000')],
      ['blanks around a name', person('  Ada  L  <  ada@example.com > 1700000000 +0000')],
      ['brackets in a name', person('Ada <L> <ada@example.com> 1700000000 +0000')],
      ['punctuation around a name', person('"Ada", <ada@example.com>. 1700000000 +0000')],
      ['a byte order mark', person('\ufeffAda <ada@example.com> 1700000000 +0000')],
      [
        'bytes that are no text',
        rawOf({ message: Buffer.from('Gr\xf6\xdfe\n\nOKR: gr\xf6\xdfe\n', 'latin1') }),
      ],
      ['a value of U+0001', rawOf({ message: 'Change\n\nOKR: a\x01b\n' })],
    ];
    for (const [what, object] of odd) {
      repository.git('update-ref', 'HEAD', storeCommit(repository, object));
      const lines = await ledger.lines();
      assert.deepEqual(lines, await place.rebuilt(repository.root), `${what}: as a rebuild`);
      const clamped = gitsLedger(repository.root);
      if (!what.startsWith('a time') && what !== 'no time') assert.deepEqual(lines, clamped, what);
    }

    function rawOf(parts: { readonly headers?: string; readonly message?: string | Buffer }): Buffer {
      const parents = [repository.git('rev-parse', 'HEAD~1')];
      return rawCommit({ tree, parents, message: 'Change\n\nOKR: k1\n', ...parts });
    }

    function person(text: string): Buffer {
      const parent = repository.git('rev-parse', 'HEAD~1');
      return Buffer.from(
        `tree ${tree}\nparent ${parent}\nauthor ${text}\ncommitter ${text}\n\nChange\n\nOKR: k1\n`,
      );
    }
  });

  describe('in a clone that lacks a part', () => {
    function cloned(...options: string[]): string {
      const origin = filled();
      origin.git('config', 'uploadpack.allowFilter', 'true');
      origin.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
      const clone = join(place.folder, 'clone');
      const url = pathToFileURL(origin.root).href;
      place.run(place.folder, 'clone', '--quiet', '--no-checkout', ...options, url, clone);
      return clone;
    }

    for (const filter of ['blob:none', 'tree:0']) {
      it(`reads what is there and asks nobody for more: ${filter}`, async () => {
        const clone = cloned(`--filter=${filter}`);
        place.run(clone, 'fetch', '--quiet', 'origin', 'refs/notes/*:refs/notes/*');
        const contacted = join(clone, 'contacted');
        const upload = `touch '${contacted}'; git-upload-pack`;
        place.run(clone, 'config', 'remote.origin.uploadpack', upload);
        const objects = place.run(clone, 'rev-list', '--objects', '--all', '--missing=print');
        const missing = /(?<=^\?).+/m.exec(objects)?.[0] ?? '';
        place.run(clone, 'cat-file', '-e', missing);
        assert.ok(existsSync(contacted), 'git itself asks');
        rmSync(contacted);
        const ledger = place.open(clone);
        const lines = await ledger.lines();
        assert.equal(lines.length, 6);
        place.run(clone, 'update-ref', 'HEAD', 'HEAD~1');
        await ledger.lines();
        place.run(clone, 'tag', 'v2', 'HEAD~1');
        const later = await ledger.lines();
        const kept = await place.open(clone).lines();
        assert.ok(!existsSync(contacted), 'nobody was asked');
        assert.deepEqual(kept, later);
        // The notes are missing too; commits and their trailers are not.
        const read = later.map((line) => JSON.parse(line)[4].join());
        assert.deepEqual(read.toSorted(), ['k1', 'k2', 'k3', 'k4', 'k5']);
      });
    }

    it('reads a shallow clone to where it ends, and more once it is deeper', async () => {
      const clone = cloned('--depth=2', '--no-single-branch');
      const ledger = place.open(clone);
      const lines = await ledger.lines();
      assert.deepEqual(lines, gitsLedger(clone));
      assert.ok(lines.length < 6);
      assert.equal(ledger.keeper.ledger?.parts.shallow, true);
      place.run(clone, 'commit-tree', '-m', 'x', 'HEAD^{tree}');
      place.run(
        clone,
        'update-ref',
        'HEAD',
        place.run(clone, 'commit-tree', '-p', 'HEAD', '-m', 'Mine\n\nOKR: k6', 'HEAD^{tree}'),
      );
      assert.deepEqual(await ledger.lines(), gitsLedger(clone));
      place.run(clone, 'fetch', '--quiet', '--deepen=1');
      assert.deepEqual(await ledger.lines(), gitsLedger(clone));
      place.run(
        clone,
        'fetch',
        '--quiet',
        '--unshallow',
        'origin',
        '+refs/heads/*:refs/remotes/origin/*',
        '+refs/notes/*:refs/notes/*',
      );
      assert.deepEqual(await ledger.lines(), gitsLedger(clone));
      assert.equal(ledger.keeper.ledger?.count, 7);
      assert.equal(ledger.keeper.ledger?.parts.shallow, false);
      place.run(clone, 'fetch', '--quiet', '--depth=1');
      assert.deepEqual(await place.open(clone).lines(), gitsLedger(clone));
    });
  });
});
