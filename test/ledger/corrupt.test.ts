import assert from 'node:assert/strict';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGit } from '../../src/io/git';
import type { GitStreamPort } from '../../src/io/ports';
import type { GitRepository } from '../support/gitRepository';
import { gitsLedger } from '../support/ledger/gitsLedger';
import { LedgerPlace } from '../support/ledger/ledgerPlace';

const git = createGit();

describe('the ledger of a repository that is damaged', () => {
  let place: LedgerPlace;
  let repository: GitRepository;
  let whole: readonly string[];
  let parents: ReadonlyMap<string, readonly string[]>;

  beforeEach(() => {
    place = new LedgerPlace();
    repository = place.repository();
    for (let number = 1; number <= 4; number += 1) repository.commit(`Change ${number}\n\nOKR: k${number}\n`);
    repository.git('switch', '--quiet', '--create', 'side', 'HEAD~2');
    for (const id of ['a', 'b']) repository.commit(`Aside\n\nOKR: side.${id}\n`);
    repository.git('switch', '--quiet', 'main');
    repository.git('merge', '--quiet', '--no-ff', '-m', 'Merge\n\nOKR: merged', 'side');
    for (let number = 5; number <= 8; number += 1) repository.commit(`Change ${number}\n\nOKR: k${number}\n`);
    repository.git('tag', 'v1', 'HEAD~2');
    whole = gitsLedger(repository.root);
    const list = repository.git('rev-list', '--parents', 'HEAD').split('\n');
    parents = new Map(
      list.map((line) => {
        const [id = '', ...others] = line.split(' ');
        return [id, others];
      }),
    );
  });

  afterEach(() => place.dispose());

  function objectPath(id: string): string {
    return join(repository.root, '.git', 'objects', id.slice(0, 2), id.slice(2));
  }

  /** The lines of what HEAD leads to without the commits that are lost. */
  function without(lost: readonly string[]): readonly string[] {
    const found = new Set<string>();
    const open = [repository.git('rev-parse', 'HEAD')];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (found.has(id) || lost.includes(id)) continue;
      found.add(id);
      open.push(...(parents.get(id) ?? []));
    }
    return whole
      .filter((line) => found.has(JSON.parse(line)[0]))
      .map((line) => {
        const [id, ...facts] = JSON.parse(line);
        // With one parent left it is no merge any more.
        facts[4] = (parents.get(id) ?? []).filter((parent) => !lost.includes(parent)).length > 1;
        return JSON.stringify([id, ...facts]);
      });
  }

  const DAMAGE = {
    'is gone': (path: string) => rmSync(path),
    'is empty': (path: string) => writeFileSync(path, ''),
    'is no object': (path: string) => writeFileSync(path, 'no object at all'),
    'is another object': (path: string) =>
      writeFileSync(path, Buffer.from('789c4bcacf4f5230344a05000f6b02d3', 'hex')),
  };

  /** For one that is gone and for one that can't be opened; other damage is the same to git. */
  const PLACES = {
    'in the middle': ['HEAD~2'],
    'right below HEAD': ['HEAD~1'],
    'at the beginning, with two children': ['HEAD~7'],
    'of one side of a merge': ['side~1'],
    'that was merged': ['side'],
    'of both sides': ['side', 'HEAD~5'],
    'twice in a row': ['HEAD~2', 'HEAD~3'],
  };

  for (const [how, damage] of Object.entries(DAMAGE)) {
    const isShort = how === 'is no object' || how === 'is another object';
    for (const [where, names] of Object.entries(PLACES).slice(0, isShort ? 1 : undefined)) {
      it(`goes without a commit ${where} that ${how}, and says so`, async () => {
        const lost = names.map((name) => repository.git('rev-parse', name));
        repository.git('branch', '--quiet', '-D', 'side');
        // A tag of what is lost is no release any more, and neither is what only that leads to.
        repository.git('tag', '--delete', 'v1');
        repository.git('tag', 'v2', 'HEAD');
        whole = gitsLedger(repository.root);
        for (const id of lost) {
          chmodSync(objectPath(id), 0o600);
          damage(objectPath(id));
        }
        const ledger = place.open(repository.root);
        const expected = without(lost);
        assert.deepEqual(await ledger.lines(), expected);
        const reached = lost.filter((id) =>
          [...parents].some(
            ([child, all]) => all.includes(id) && expected.some((line) => line.includes(child)),
          ),
        );
        assert.equal(ledger.keeper.ledger?.parts.skipped, reached.length);
        const counted = counting();
        const kept = place.open(repository.root, { git: counted.git });
        assert.deepEqual(await kept.lines(), expected);
        repository.commit('Later\n\nOKR: later\n');
        const later = await kept.lines();
        assert.deepEqual(later.length, expected.length + 1);
        assert.deepEqual(await ledger.lines(), later);
        assert.equal(counted.logs, 0, 'what is damaged is not looked for again');
      });
    }
  }

  it('goes without a release of a commit that is gone', async () => {
    const lost = repository.git('rev-parse', 'side~1');
    repository.git('tag', 'v0', lost);
    repository.git('branch', '--quiet', '-D', 'side');
    rmSync(objectPath(lost));
    const lines = await place.open(repository.root).lines();
    assert.deepEqual(lines, without([lost]));
  });

  it('reads all of the history once for a commit that came later and is gone, not with every start', async () => {
    await place.open(repository.root).lines();
    const lost = repository.commit('Lost\n\nOKR: lost\n');
    repository.commit('Later\n\nOKR: later\n');
    rmSync(objectPath(lost));
    const ledger = await place.open(repository.root).ledger();
    assert.deepEqual([ledger.count, ledger.parts.skipped], [1, 1]);
    let streams = 0;
    const counting: GitStreamPort = {
      ...git,
      stream: (...asked) => {
        streams += 1;
        return git.stream(...asked);
      },
    };
    const again = await place.open(repository.root, { git: counting }).ledger();
    assert.deepEqual([again.count, again.parts.skipped, streams], [1, 1, 0]);
  });

  it('says why where HEAD itself is gone', async () => {
    const head = repository.git('rev-parse', 'HEAD');
    const { keeper } = place.open(repository.root);
    rmSync(objectPath(head));
    await keeper.refresh(head);
    assert.equal(keeper.progress.done, true);
    assert.ok(keeper.progress.failure !== undefined || keeper.ledger?.parts.skipped === 1);
  });

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
});
