import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { buildWhereStale, throughline } from '../../support/cliProgram';
import { GitRepository } from '../../support/gitRepository';
import { oldGit } from '../../support/oldGit';

const OKRS = `version: 1
cycle: { id: always, start: 2020-01-01, end: 2099-12-31 }
objectives:
  - id: reach
    title: Reach more people
    keyResults:
      - { id: reach.users, title: Users, kind: milestone, milestones: [{ title: one }] }
`;

const COMMANDS: readonly (readonly string[])[] = [
  ['status'],
  ['link'],
  ['link', 'reach.users'],
  ['start', 'reach.users', 'x'],
  ['check', 'HEAD~..HEAD'],
  ['pr'],
  ['tag', 'reach.users', '--amend'],
  ['tag', 'reach.users', '--range', 'HEAD~..HEAD'],
  ['tag', '--undo'],
  ['hook', 'status'],
  ['hook', 'install', '--yes'],
];

describe('throughline, where git does not do its part', () => {
  let repository: GitRepository;
  let folder: string;

  before(() => {
    buildWhereStale();
  });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'throughline-git-'));
    repository = new GitRepository();
    repository.write('okrs.yaml', OKRS);
    repository.git('add', '.');
    repository.commit('one');
    repository.commit('two');
  });

  afterEach(() => {
    repository.dispose();
    rmSync(folder, { recursive: true });
  });

  const state = (): string =>
    repository.git('for-each-ref') + repository.git('config', '--local', '--list') + repository.git('status');

  /** Each command fails with one line that says why, and nothing has changed. */
  async function allSay(why: RegExp, env: Readonly<Record<string, string>>): Promise<void> {
    const before = state();
    for (const args of COMMANDS) {
      const { code, out, err } = await throughline(args, { cwd: repository.root, env });
      assert.ok(code === 1 || code === 2, `${args.join(' ')}: ${code}`);
      assert.equal(out, '', args.join(' '));
      assert.match(err, why, args.join(' '));
      assert.equal(err.match(new RegExp(why, 'g'))?.length, 1, `${args.join(' ')}: once\n${err}`);
    }
    assert.equal(state(), before);
  }

  it('says that git is too old, once a run, and changes nothing', async () => {
    const old = oldGit(folder, '2.25.1', ['--end-of-options', '--fixed-value']);
    const PATH = [dirname(old), process.env.PATH].join(delimiter);
    await allSay(/git 2\.25\.1 is older than 2\.30, which Throughline needs\./, { PATH });
  });

  it('says that git was not found, once a run', async () => {
    // A folder without a git.
    await allSay(/Git was not found|ENOENT/, { PATH: folder });
  });

  it('says what git says of a repository that is somebody else’s', async () => {
    await allSay(/detected dubious ownership/, { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' });
  });

  it('goes on in one that git was told to trust', async () => {
    const config = join(folder, 'config');
    writeFileSync(config, `[safe]\n\tdirectory = ${repository.root}\n`);
    const env = { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1', GIT_CONFIG_GLOBAL: config };
    const linked = await throughline(['link', 'reach.users'], { cwd: repository.root, env });
    assert.deepEqual([linked.code, linked.err], [0, '']);
  });
});
