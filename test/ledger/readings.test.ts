import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createGit } from '../../src/io/git';
import type { GitStreamPort } from '../../src/io/ports';
import type { Ledger } from '../../src/work/ledger/ledger';
import type { GitRepository } from '../support/gitRepository';
import { gitsLedger } from '../support/ledger/gitsLedger';
import { LedgerPlace } from '../support/ledger/ledgerPlace';
import { rawCommit, storeCommit } from '../support/rawCommits';

describe('the ledger, whatever is configured', () => {
  let place: LedgerPlace;
  let repository: GitRepository;

  beforeEach(() => {
    place = new LedgerPlace();
    repository = place.repository();
    repository.commit('Start\n\nOKR: größe\nReviewed-by: Zoë <zoe@example.com>\n');
    repository.commit('Prose among it\n\nCloses #12\nOKR: k1\n# note\nOKR: k2\n');
    repository.commit('Plain\n\nOKR: k3\n');
    repository.git('tag', 'v1');
  });

  afterEach(() => place.dispose());

  /** What the log says, and what an object that comes later does. */
  async function isSame(settings: readonly (readonly [string, string])[]): Promise<void> {
    const ledger = place.open(repository.root);
    const before = await ledger.lines();
    for (const [name, value] of settings) repository.git('config', name, value);
    assert.deepEqual(await ledger.lines(), before);
    assert.deepEqual(await place.rebuilt(repository.root), before, 'a rebuild');
    repository.commit('Later\n\nOKR: k4\n');
    const after = await ledger.lines();
    assert.equal(after.length, 4);
    assert.deepEqual(await place.rebuilt(repository.root), after, 'a rebuild, later');
    assert.deepEqual(await place.open(repository.root).lines(), after, 'as it was kept');
    assert.ok(!existsSync(join(repository.root, 'canary')), 'nothing was run');
  }

  for (const [what, settings] of Object.entries({
    'shows signatures': [
      ['log.showSignature', 'true'],
      ['gpg.program', 'touch canary'],
    ],
    'writes logs in another encoding': [['i18n.logOutputEncoding', 'ISO-8859-1']],
    'has logs as it likes them': [
      ['format.pretty', 'oneline'],
      ['color.ui', 'always'],
      ['log.date', 'raw'],
      ['log.decorate', 'full'],
      ['log.mailmap', 'true'],
      ['log.follow', 'true'],
      ['log.diffMerges', 'on'],
      ['log.graphColors', 'red'],
      ['core.pager', 'touch canary'],
      ['core.abbrev', '4'],
      ['core.quotePath', 'false'],
    ],
    'shows notes of others': [
      ['notes.displayRef', 'refs/notes/*'],
      ['core.notesRef', 'refs/notes/review'],
    ],
    'has separators of its own': [['trailer.separators', '=%#']],
  } as const)) {
    it(`reads the same where git ${what}`, async () => {
      repository.git('notes', '--ref=review', 'add', '-m', 'OKR: not.ours');
      await isSame(settings);
    });
  }

  it('reads names as they stand, whatever a mailmap makes of them', async () => {
    const ledger = place.open(repository.root);
    const before = await ledger.lines();
    repository.write('.mailmap', 'Countess <countess@example.com> Ada <ada@example.com>\n');
    repository.git('config', 'mailmap.file', '.mailmap');
    assert.match(repository.git('log', '-1', '--format=%aN'), /Countess/);
    assert.deepEqual(await ledger.lines(), before);
    assert.deepEqual(await place.rebuilt(repository.root), before);
  });

  it('reads commits of every charset as UTF-8, at once and one by one', async () => {
    const ledger = place.open(repository.root);
    await ledger.lines();
    const tree = repository.git('rev-parse', 'HEAD^{tree}');
    for (const [encoding, bytes] of [
      ['ISO-8859-1', Buffer.from('Größe\n\nOKR: größe.eins\n', 'latin1')],
      ['UTF-8', Buffer.from('Größe\n\nOKR: größe.zwei\n')],
      [
        'windows-1251',
        Buffer.from([0x43, 0x0a, 0x0a, ...Buffer.from('OKR: '), 0xf6, 0xe5, 0xeb, 0xfc, 0x0a]),
      ],
      ['Shift_JIS', Buffer.from([...Buffer.from('C\n\nOKR: '), 0x93, 0xfa, 0x96, 0x7b, 0x0a])],
      ['no-such-charset', Buffer.from('Größe\n\nOKR: größe.drei\n')],
    ] as const) {
      const parents = [repository.git('rev-parse', 'HEAD')];
      const headers = `encoding ${encoding}\n`;
      const id = storeCommit(repository, rawCommit({ tree, parents, headers, message: bytes }));
      repository.git('update-ref', 'HEAD', id);
      assert.deepEqual(await ledger.lines(), gitsLedger(repository.root), encoding);
    }
    const lines = await ledger.lines();
    assert.deepEqual(await place.rebuilt(repository.root), lines);
    const read = lines.map((line) => JSON.parse(line)[4].join());
    for (const tag of ['größe.eins', 'größe.zwei', 'цель', '日本']) assert.ok(read.includes(tag), tag);
  });

  for (const [name, value] of [
    ['trailer.okr.key', 'OKR'],
    ['trailer.okr.key', 'Outcome'],
    ['trailer.a.key', 'Closes #'],
    ['core.commentChar', ';'],
  ] as const) {
    it(`reads all anew where git is told otherwise what a trailer is: ${name} ${value}`, async () => {
      const ledger = place.open(repository.root);
      const before = await ledger.lines();
      repository.git('config', name, value);
      const after = await ledger.lines();
      assert.deepEqual(after, gitsLedger(repository.root));
      const fresh = place.open(repository.root);
      assert.deepEqual(await fresh.lines(), after);
      repository.git('config', '--unset', name);
      assert.deepEqual(await fresh.lines(), before);
      assert.deepEqual(await ledger.lines(), before);
    });
  }

  it('says something else once git is told that ours is a trailer', async () => {
    const before = await place.open(repository.root).lines();
    repository.git('config', 'trailer.okr.key', 'OKR');
    assert.notDeepEqual(await place.open(repository.root).lines(), before);
  });

  it('keeps an index for each key, told without case', async () => {
    const okr = await place.open(repository.root).lines();
    const reviewed = await place.open(repository.root, { trailerKey: 'Reviewed-by' }).lines();
    assert.deepEqual(reviewed, gitsLedger(repository.root, 'Reviewed-by'));
    assert.notDeepEqual(reviewed, okr);
    assert.deepEqual(await place.open(repository.root, { trailerKey: 'okr' }).lines(), okr);
  });
});

describe('the ledger of a history that was written anew', () => {
  it('reads no more than what is new, also where the history before is gone', async () => {
    const place = new LedgerPlace();
    try {
      const repository = place.repository();
      for (let number = 1; number <= 40; number += 1) repository.commit(`Start ${number}`);
      const start = repository.git('rev-parse', 'HEAD');
      const many = (what: string): void => {
        for (let number = 1; number <= 20; number += 1) repository.commit(`${what} ${number}`);
      };
      many('Before');
      let records = 0;
      const git = createGit();
      const counting: GitStreamPort = {
        ...git,
        stream: (cwd, args, each, options) =>
          git.stream(
            cwd,
            args,
            (piece) => {
              records +=
                new TextDecoder('latin1').decode(piece).match(/[0-9a-f]{40}\0[0-9a-f ]*\0/g)?.length ?? 0;
              return each(piece);
            },
            options,
          ),
      };
      const opened = place.open(repository.root, { git: counting });
      await opened.ledger();
      assert.equal(records, 60);
      records = 0;
      repository.git('reset', '--quiet', '--hard', start);
      many('After');
      repository.git('reflog', 'expire', '--expire=now', '--all');
      repository.git('gc', '--quiet', '--prune=now');
      assert.equal((await opened.ledger()).count, 60);
      // Git may say again what lies between two landmarks.
      assert.ok(records >= 20 && records < 40, `${records}`);
    } finally {
      place.dispose();
    }
  });
});

describe('the releases of a ledger', () => {
  let place: LedgerPlace;
  let repository: GitRepository;

  beforeEach(() => {
    place = new LedgerPlace();
    repository = place.repository();
  });

  afterEach(() => place.dispose());

  it('count a tag that does not say when it was made as old as its commit', async () => {
    // As git wrote them in 2005.
    const first = repository.commit('First');
    const text = `object ${first}\ntype commit\ntag v0\n\nThe first\n`;
    repository.git(
      'update-ref',
      'refs/tags/v0',
      repository.gitWith(text, 'hash-object', '-t', 'tag', '-w', '--literally', '--stdin'),
    );
    const second = repository.commit('Second');
    repository.git('tag', '-a', '-m', 'The second', 'v1');
    const ledger = await place.open(repository.root).ledger();
    const releaseOf = (id: string) => ledger.commit(ledger.find(id) ?? -1).release?.name;
    assert.deepEqual([first, second].map(releaseOf), ['v0', 'v1']);
  });

  it('stay as they were in a ledger that was shown before', async () => {
    const first = repository.commit('First');
    const second = repository.commit('Second');
    repository.git('tag', 'v1', first);
    repository.git('tag', '-a', '-m', 'Late', 'v2', second);
    const opened = place.open(repository.root);
    const before = await opened.ledger();
    const namesIn = (ledger: Ledger) =>
      [first, second].map((id) => ledger.commit(ledger.find(id) ?? -1).release?.name);
    assert.deepEqual(namesIn(before), ['v1', 'v2']);
    repository.git('tag', '--delete', 'v1');
    assert.deepEqual(namesIn(await opened.ledger()), ['v2', 'v2']);
    assert.deepEqual(namesIn(before), ['v1', 'v2']);
  });
});
