import assert from 'node:assert/strict';
import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFiles } from '../../../src/io/files';
import { createGit } from '../../../src/io/git';
import type { FilesPort, GitPort, HttpPort } from '../../../src/io/ports';
import { Feed } from '../../../src/metrics/feed';
import { readAims } from '../../../src/outcome/readAims';
import { RepositoryOutcome } from '../../../src/outcome/repositoryOutcome';
import type { ReadyPage } from '../../../src/outcome/view';
import { plainWords } from '../../../src/outcome/words';
import { removeExplicitLink, writeExplicitLink } from '../../../src/work/explicitLink';
import { GitRepository } from '../../support/gitRepository';
import { NOW } from '../../support/metricQuery';
import { oldGit } from '../../support/oldGit';

const okrs = (title: string, releases = 'v*'): string => `version: 1
cycle: { id: 2026-Q4, start: 2026-10-01, end: 2026-12-31 }
sources: { repo: { type: file } }
objectives:
  - id: speed
    title: ${title}
    keyResults:
      - { id: speed.p95, title: Faster, metric: { source: repo, query: p95.csv }, unit: ms, start: 400, target: 200 }
  - id: reach
    title: Reach
    keyResults:
      - { id: reach.users, title: More, metric: { source: repo, query: missing.csv }, start: 0, target: 10 }
branches:
  - { pattern: "perf/**", serves: [speed.p95] }
deployments: { tags: "${releases}" }
`;

/** Only files are asked here. */
const noHttp: HttpPort = { send: async ({ url }) => assert.fail(`asked ${url}`) };

/** Lets real answers come late. */
class Gate {
  private closed: { readonly opened: Promise<void>; arrived(): void } | undefined;

  /**
   * Holds back the answers to what is asked from now on.
   * @returns when the first is held; `open` lets them go, `passBy` only what is asked from then on
   */
  close(): { readonly held: Promise<void>; passBy(): void; open(): void } {
    let open = (): void => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    const held = new Promise<void>((resolve) => {
      this.closed = {
        opened,
        arrived: resolve,
      };
    });
    return {
      held,
      passBy: () => {
        this.closed = undefined;
      },
      open,
    };
  }

  async delay<T>(answer: Promise<T>): Promise<T> {
    const closed = this.closed;
    const value = await answer;
    closed?.arrived();
    await closed?.opened;
    return value;
  }
}

describe('the outcome of a real repository', () => {
  const files = createFiles();
  const git = createGit();
  let repository: GitRepository;

  beforeEach(() => {
    repository = new GitRepository();
    repository.write('okrs.yaml', okrs('Speed'));
    repository.write('p95.csv', 'date,value\n2026-10-22,310\n2026-10-30,300\n');
    repository.git('add', '.');
    repository.commit('Start');
    repository.git('switch', '--quiet', '--create', 'perf/cache');
  });

  afterEach(() => repository.dispose());

  function open(
    doors: { readonly git?: GitPort; readonly files: FilesPort } = { git, files },
  ): RepositoryOutcome {
    const clock = { now: () => NOW };
    return new RepositoryOutcome(
      { ...doors, clock, readAims, feed: new Feed({ http: noHttp, files: doors.files, clock }) },
      { root: repository.root, name: 'shop' },
      {
        okrPath: 'okrs.yaml',
        trailerKey: 'OKR',
        tagging: 'suggest',
        locale: 'en',
        refreshMs: 20_000,
        metricsEnabled: true,
      },
    );
  }

  async function readAll(outcome: RepositoryOutcome): Promise<ReadyPage> {
    await outcome.reloadOkrFile();
    await outcome.reloadBranch();
    await outcome.reloadReleases();
    await outcome.refresh(true);
    return readyPage(outcome);
  }

  function readyPage(outcome: RepositoryOutcome): ReadyPage {
    const { page } = outcome.view(plainWords);
    assert.ok(page.kind === 'ready', page.kind === 'empty' ? page.title : '');
    return page;
  }

  const whyOf = ({ branch }: ReadyPage): string => branch.why.map(({ text }) => text).join('');

  it('says what the branch is for, with its number, its work and its releases', async () => {
    repository.commit('Cache it\n\nOKR: SPEED.p95');
    repository.git('tag', 'v2', 'HEAD');
    repository.git('tag', 'v1', 'main');
    repository.git('tag', 'other', 'main');
    repository.commit('Clean up');
    const outcome = open();
    const page = await readAll(outcome);
    assert.equal(page.branch.name, 'perf/cache');
    assert.equal(whyOf(page), 'linked because 1 of its commits is tagged');
    assert.deepEqual([page.work?.count, page.work?.tagged], ['2 commits', '1 tagged · 1 untagged']);
    const [objective, ...others] = page.objectives;
    assert.deepEqual([objective?.id, others.length], ['speed', 0]);
    const [view] = objective?.keyResults ?? [];
    assert.deepEqual([view?.value, view?.goal, view?.score?.text], ['300 ms', 'of 200 ms', '0.50']);
    assert.equal(outcome.view(plainWords).status?.text, 'p95 300 ms ▼ 0.50');
    const releases = (outcome.branch?.releases ?? []).map(({ name, mine }) => `${name} ${mine}`);
    assert.deepEqual(releases.toSorted(), ['v1 false', 'v2 true']);
    assert.equal(page.footer.text, 'from this repository');
  });

  it('follows the link by hand, then the name of the branch, then the branch', async () => {
    const outcome = open();
    assert.equal(whyOf(await readAll(outcome)), 'linked because it matches perf/** in okrs.yaml');
    await writeExplicitLink(git, repository.root, 'perf/cache', ['reach.users']);
    const byHand = await readAll(outcome);
    assert.equal(whyOf(byHand), 'linked by hand, in this clone');
    assert.equal(byHand.objectives[0]?.keyResults[0]?.problem?.text, 'Not found: missing.csv');
    await removeExplicitLink(git, repository.root, 'perf/cache');
    repository.git('switch', '--quiet', 'main');
    const main = await readAll(outcome);
    assert.deepEqual([main.branch.name, whyOf(main)], ['main', 'not linked to a key result']);
    assert.equal(main.objectives.length, 2);
  });

  it('tells a detached head and an operation under way', async () => {
    repository.write('p95.csv', 'date,value\n2026-10-30,250\n');
    repository.git('commit', '--quiet', '--all', '--message=Ours');
    repository.git('switch', '--quiet', '--detach', 'main');
    repository.write('p95.csv', 'date,value\n2026-10-30,350\n');
    repository.git('commit', '--quiet', '--all', '--message=Theirs');
    assert.throws(() => repository.git('merge', 'perf/cache'));
    const { branch } = await readAll(open());
    assert.equal(branch.state, 'detached');
    assert.equal(branch.name, repository.git('rev-parse', 'HEAD').slice(0, 8));
    assert.equal(branch.operation, 'merge in progress');
  });

  it('names what a new repository and a missing file lack', async () => {
    repository.dispose();
    repository = new GitRepository();
    const outcome = open();
    await outcome.reloadBranch();
    await outcome.reloadOkrFile();
    const { page } = outcome.view(plainWords);
    assert.equal(page.kind === 'empty' && page.state, 'noOkrFile');
    repository.write('okrs.yaml', okrs('Speed'));
    await outcome.reloadOkrFile();
    assert.equal(readyPage(outcome).branch.state, 'unborn');
  });

  it('reads the file but asks nothing in Restricted Mode', async () => {
    const asked: string[] = [];
    const watched: FilesPort = {
      ...files,
      read: (root, path) => {
        asked.push(path);
        return files.read(root, path);
      },
    };
    const outcome = open({ files: watched });
    const page = await readAll(outcome);
    assert.deepEqual(asked, ['okrs.yaml']);
    assert.equal(page.branch.name, 'Branch not read');
  });

  it('says what git said where the repository is gone', async () => {
    const outcome = open();
    await readAll(outcome);
    repository.write('.git/HEAD', 'nonsense\n');
    await outcome.reloadBranch();
    const { page } = outcome.view(plainWords);
    assert.equal(page.kind === 'empty' && page.state, 'gitProblem');
  });

  it('says in the sidebar that git is too old, and reads the branch once it is not', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'throughline-old-'));
    const path = oldGit(folder, '2.25.1', ['--end-of-options']);
    const outcome = open({ git: createGit({ path }), files });
    await outcome.reloadOkrFile();
    await outcome.reloadBranch();
    const { page } = outcome.view(plainWords);
    assert.ok(page.kind === 'empty' && page.state === 'gitProblem');
    assert.equal(page.title, 'Git is too old');
    assert.match(page.text, /^git 2\.25\.1 is older than 2\.30, .* Update Git, or set git\.path/);
    renameSync(oldGit(folder, '2.39.5'), path);
    await outcome.reloadBranch();
    assert.equal(readyPage(outcome).branch.name, 'perf/cache');
    rmSync(folder, { recursive: true });
  });

  it('says in the sidebar what git says of a repository that is somebody else’s', async () => {
    process.env.GIT_TEST_ASSUME_DIFFERENT_OWNER = '1';
    try {
      const outcome = open();
      await outcome.reloadOkrFile();
      await outcome.reloadBranch();
      const { page } = outcome.view(plainWords);
      assert.ok(page.kind === 'empty' && page.state === 'gitProblem');
      assert.equal(page.title, 'Git does not trust this folder');
      assert.match(page.text, /dubious ownership[\s\S]*git config --global --add safe\.directory/);
    } finally {
      delete process.env.GIT_TEST_ASSUME_DIFFERENT_OWNER;
    }
  });

  describe('read again while an older read is under way', () => {
    const gate = new Gate();
    const doors = {
      git: { run: (...question: Parameters<GitPort['run']>) => gate.delay(git.run(...question)) },
      files: {
        ...files,
        read: (...question: Parameters<FilesPort['read']>) => gate.delay(files.read(...question)),
      },
    };

    it('keeps the newer OKR file', async () => {
      const outcome = open(doors);
      const late = gate.close();
      const older = outcome.reloadOkrFile();
      await late.held;
      late.passBy();
      repository.write('okrs.yaml', okrs('Speed, said better'));
      await outcome.reloadOkrFile();
      late.open();
      await older;
      assert.equal(outcome.aims?.objectives[0]?.title, 'Speed, said better');
    });

    it('keeps the newer branch', async () => {
      const outcome = open(doors);
      await readAll(outcome);
      const late = gate.close();
      const older = outcome.reloadBranch();
      await late.held;
      late.passBy();
      repository.git('switch', '--quiet', 'main');
      await outcome.reloadBranch();
      late.open();
      await older;
      assert.equal(readyPage(outcome).branch.name, 'main');
    });

    it('keeps the newer releases', async () => {
      repository.git('tag', 'v1');
      repository.git('tag', 'r1');
      const outcome = open(doors);
      await readAll(outcome);
      const late = gate.close();
      const older = outcome.reloadReleases();
      await late.held;
      late.passBy();
      repository.write('okrs.yaml', okrs('Speed', 'r*'));
      await outcome.reloadOkrFile();
      await outcome.reloadReleases();
      late.open();
      await older;
      assert.deepEqual(
        outcome.branch?.releases.map(({ name }) => name),
        ['r1'],
      );
    });

    it('keeps no releases of a branch that was left', async () => {
      repository.commit('Work');
      repository.git('tag', 'v1');
      const outcome = open(doors);
      await readAll(outcome);
      const late = gate.close();
      const older = outcome.reloadReleases();
      await late.held;
      late.passBy();
      repository.git('switch', '--quiet', 'main');
      await outcome.reloadBranch();
      late.open();
      await older;
      assert.deepEqual(
        outcome.branch?.releases.map(({ mine }) => mine),
        [false],
      );
    });
  });
});
