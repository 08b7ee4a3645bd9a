import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildWhereStale, throughline } from '../../support/cliProgram';
import { GitRepository } from '../../support/gitRepository';
import { runnerCommands } from '../../support/runnerCommands';

const okrs = (...ids: readonly string[]): string => `version: 1
cycle: { id: always, start: 2020-01-01, end: 2099-12-31 }
objectives:
  - id: reach
    title: Reach more people
    keyResults:
${ids.map((id) => `      - { id: ${id}, title: Title, kind: milestone, milestones: [{ title: one }], aliases: [old-${id}] }`).join('\n')}
ended: [{ id: reach.ended, ended: 2025-12-31 }]
`;

const STEERING = /[^\P{Cc}\n]|\p{Bidi_Control}/u;
const ON_GITHUB = { GITHUB_ACTIONS: 'true' };

describe('throughline check', () => {
  let repository: GitRepository;
  let start: string;

  before(() => {
    buildWhereStale();
  });

  beforeEach(() => {
    repository = new GitRepository();
    start = commitFile('okrs.yaml', okrs('reach.users'), 'Aim for users');
  });

  afterEach(() => repository.dispose());

  function commitFile(path: string, text: string, message: string): string {
    repository.write(path, text);
    repository.git('add', '--', path);
    return repository.commit(message);
  }

  const check = (
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
    cwd = repository.root,
  ) => throughline(['check', ...args], { cwd, env });

  it('takes ids, former ids and any case, and leaves out merges and reverts', async () => {
    repository.commit('One\n\nOKR: reach.users\n');
    const reverted = commitFile('two', '', 'Two\n\nOKR: REACH.Users\nOKR: old-reach.users\n');
    repository.git('switch', '--quiet', '--create', 'side', start);
    repository.commit('Side\n\nOKR: reach.users\n');
    repository.git('switch', '--quiet', 'main');
    repository.git('merge', '--quiet', '--no-ff', '-m', "Merge 'side'\n\nOKR: nonsense", 'side');
    repository.git('revert', '--no-edit', reverted);
    repository.commit('Revert "Three" (#12)\n\nReverts shop/web#11\n');
    const { code, out, err } = await check([`${start}..HEAD`, '--require']);
    assert.deepEqual(
      [code, out, err],
      [0, '3 commits checked: no problems. Left out: 1 merge, 2 reverts.\n', ''],
    );
    const nothing = await check(['HEAD..', '--require']);
    assert.deepEqual([nothing.code, nothing.out], [0, 'No commits checked: no problems.\n']);
  });

  it('holds each commit against the OKR file that it has itself', async () => {
    const early = repository.commit('Too early\n\nOKR: reach.fans\n');
    commitFile('okrs.yaml', okrs('reach.fans'), 'Aim for fans\n\nOKR: reach.fans\n');
    const late = repository.commit('Too late\n\nOKR: reach.users\n');
    commitFile('okrs.yaml', okrs('reach.users'), 'Aim back\n\nOKR: reach.users\n');
    const { code, out } = await check([`${start}..HEAD`]);
    assert.equal(code, 1);
    assert.deepEqual(out.split('\n'), [
      `error: ${early.slice(0, 8)} (Too early): There is no key result 'reach.fans' in okrs.yaml.`,
      `error: ${late.slice(0, 8)} (Too late): There is no key result 'reach.users' in okrs.yaml.`,
      '4 commits checked: 2 errors.',
      '',
    ]);
  });

  it('finds what is wrong with a tag, and warns of what has ended', async () => {
    repository.commit('A\n\nOKR: reach.user\nOKR: reach\nOKR: a, b\nOKR: reach.users\n');
    const ended = repository.commit('B\n\nOKR: reach.ended\n');
    repository.commit('C\n');
    const { code, out } = await check([`${start}..HEAD`, '--json']);
    assert.equal(code, 1);
    const { findings, checked, okrFile } = JSON.parse(out);
    assert.deepEqual([checked, okrFile], [3, 'okrs.yaml']);
    assert.deepEqual(
      findings.map(({ severity, rule, id, line }: Record<string, unknown>) => [severity, rule, id, line]),
      [
        ['error', 'unknown-id', 'reach.user', 7],
        ['error', 'objective-id', 'reach', 4],
        ['error', 'malformed-id', 'a, b', undefined],
        ['warning', 'ended-id', 'reach.ended', undefined],
      ],
    );
    const warned = await check([`${ended}~..${ended}`]);
    assert.deepEqual([warned.code, /^warning: .* ended on 2025-12-31\./.test(warned.out)], [0, true]);
    const required = await check([`${ended}..HEAD`, '--require']);
    assert.equal(required.code, 1);
    assert.match(required.out, /^error: \w{8} \(C\): No tag says .* Add 'OKR: ID' as its last paragraph\.\n/);
  });

  it('finds an OKR file that a commit broke, removed or blew up', async () => {
    commitFile('okrs.yaml', 'version: 7\n', 'Break\n\nOKR: reach.users\n');
    commitFile('okrs.yaml', 'version: 1\n'.padEnd(2_000_001, '#'), 'Blow up\n');
    repository.git('rm', '--quiet', 'okrs.yaml');
    repository.commit('Remove\n\nOKR: reach.users\n');
    const untagged = repository.commit('Say nothing\n');
    const { code, out } = await check([`${start}..HEAD`, '--json', '--require']);
    assert.equal(code, 1);
    const rules = JSON.parse(out).findings.map(({ rule, subject }: Record<string, unknown>) => [
      subject,
      rule,
    ]);
    assert.deepEqual(rules, [
      ['Break', 'okr-file'],
      ['Blow up', 'okr-file'],
      ['Remove', 'okr-file'],
    ]);
    const none = await check([`${untagged}~..HEAD`]);
    assert.deepEqual([none.code, none.out], [2, '']);
    assert.match(none.err, /^throughline: No commit of the range has okrs\.yaml\./);
  });

  it('reads another file, from a folder inside', async () => {
    const from = commitFile('plans/my aims.yaml', okrs('reach.fans'), 'Plan');
    repository.commit('One\n\nOKR: reach.fans\n');
    const inside = join(repository.root, 'plans');
    const { code, out } = await check([`${from}..`, '--file', './plans//my aims.yaml'], {}, inside);
    assert.deepEqual([code, out], [0, '1 commit checked: no problems.\n']);
  });

  it('says with 2 why nothing could be checked', async () => {
    repository.commit('One');
    for (const range of [
      'nowhere..HEAD',
      'HEAD..nowhere',
      `${'0'.repeat(40)}..HEAD`,
      '--all..HEAD',
      'HEAD..--all',
    ]) {
      const { code, out, err } = await check(['--', range]);
      assert.deepEqual([code, out], [2, ''], range);
      assert.match(err, /^throughline: There is no commit '/, range);
    }
    for (const args of [[], ['HEAD'], ['A...B'], ['..'], ['a..b', 'c..d'], ['a..b', '--format', 'xml']]) {
      const { code, err } = await check(args);
      assert.deepEqual([code, /Usage: /.test(err)], [2, true], args.join(' '));
    }
    for (const file of ['/etc/passwd', '../okrs.yaml', '', 'a\nb']) {
      assert.equal((await check(['HEAD~..', '--file', file])).code, 2, file);
    }
    const folder = mkdtempSync(join(tmpdir(), 'throughline-check-'));
    assert.equal((await check(['A..B'], {}, folder)).code, 2);
    rmSync(folder, { recursive: true });
  });

  it('finds the OKR file by any case where the file system takes any', async () => {
    repository.commit('One\n\nOKR: reach.users\n');
    const exact = await check(['HEAD~..HEAD', '--file', 'OKRS.yaml']);
    assert.equal(exact.code, 2);
    repository.git('config', 'core.ignoreCase', 'true');
    const any = await check(['HEAD~..HEAD', '--file', 'OKRS.yaml']);
    assert.deepEqual([any.code, any.err], [0, '']);
    // What another case names is no more than what is tracked.
    assert.equal((await check(['HEAD~..HEAD', '--file', 'other.yaml'])).code, 2);
  });

  describe('in a clone that lacks something', () => {
    let clone: string;

    beforeEach(() => {
      clone = mkdtempSync(join(tmpdir(), 'throughline-check-'));
      for (const name of ['One', 'Two', 'Three']) repository.commit(`${name}\n\nOKR: reach.users\n`);
    });

    afterEach(() => rmSync(clone, { recursive: true, force: true }));

    const cloneWith = (...options: string[]): void => {
      repository.git('config', 'uploadpack.allowFilter', 'true');
      repository.git('clone', '--quiet', ...options, pathToFileURL(repository.root).href, clone);
    };

    it('asks for the whole history where it is shallow', async () => {
      cloneWith('--depth=2');
      const lacking = await check([`${start}..HEAD`], {}, clone);
      assert.equal(lacking.code, 2);
      assert.match(
        lacking.err,
        /shallow and does not have '[0-9a-f]{40}'\. .*`fetch-depth: 0`.*`GIT_DEPTH: 0`/,
      );
      assert.equal((await check(['HEAD~..HEAD'], {}, clone)).code, 0);
      // Both ends are here, but not what lies between them.
      repository.git('-C', clone, 'fetch', '--quiet', '--depth=1', 'origin', start);
      const gap = await check([`${start}..HEAD`], {}, clone);
      assert.equal(gap.code, 2);
      assert.match(gap.err, /shallow and does not have every commit of the range/);
    });

    for (const filter of ['blob:none', 'tree:0']) {
      it(`fetches nothing where it is partial (${filter})`, async () => {
        cloneWith(`--filter=${filter}`, '--no-checkout');
        const asked = join(clone, 'asked');
        writeFileSync(join(clone, 'serve'), `#!/bin/sh\ntouch '${asked}'\nexec git-upload-pack "$@"\n`);
        chmodSync(join(clone, 'serve'), 0o755);
        repository.git('-C', clone, 'config', 'remote.origin.uploadpack', join(clone, 'serve'));
        const { code, err } = await check([`${start}..HEAD`], {}, clone);
        assert.equal(code, 2, err);
        assert.match(err, /partial clone that does not have okrs\.yaml of every commit/);
        assert.equal(existsSync(asked), false, 'nobody was asked');
      });
    }
  });

  describe('for the pages of a host', () => {
    it('writes annotations where GitHub Actions runs it', async () => {
      const wrong = repository.commit('Say: 100%, really\n\nOKR: reach.user\n');
      const plain = repository.commit('Nothing\n');
      const { code, out } = await check([`${start}..HEAD`, '--require'], ON_GITHUB);
      assert.equal(code, 1);
      assert.deepEqual(runnerCommands(out), [
        {
          name: 'error',
          properties: { title: 'Throughline: unknown-id', file: 'okrs.yaml', line: '7' },
          data: `${wrong.slice(0, 8)} (Say: 100%, really): There is no key result 'reach.user' in okrs.yaml. Did you mean 'reach.users'?`,
        },
        {
          name: 'error',
          properties: { title: 'Throughline: no-tag' },
          data: `${plain.slice(0, 8)} (Nothing): No tag says which key result this commit serves. Add 'OKR: ID' as its last paragraph.`,
        },
      ]);
      assert.ok(out.endsWith('\n2 commits checked: 2 errors.\n'));
      const text = await check([`${start}..HEAD`, '--format', 'text'], ON_GITHUB);
      assert.deepEqual(runnerCommands(text.out), []);
    });

    it('writes a report that GitLab reads, also where nothing was found', async () => {
      const wrong = repository.commit('One\n\nOKR: reach.user\nOKR: reach.ended\nOKR: gone\n');
      const file = join(repository.root, 'gl-code-quality.json');
      const { code, out } = await check([`${start}..HEAD`, '--codequality', file]);
      assert.deepEqual([code, out.endsWith('1 commit checked: 2 errors, 1 warning.\n')], [1, true]);
      const report = JSON.parse(readFileSync(file, 'utf8'));
      const { fingerprint, ...first } = report[0];
      assert.deepEqual(first, {
        description: `${wrong.slice(0, 8)} (One): There is no key result 'reach.user' in okrs.yaml. Did you mean 'reach.users'?`,
        check_name: 'throughline/unknown-id',
        severity: 'major',
        location: { path: 'okrs.yaml', lines: { begin: 7 } },
      });
      assert.match(fingerprint, /^[0-9a-f]{64}$/);
      assert.equal(new Set(report.map((one: Record<string, unknown>) => one.fingerprint)).size, 3);
      assert.deepEqual(
        report.map(({ severity }: Record<string, unknown>) => severity),
        ['major', 'minor', 'major'],
      );
      const printed = await check([`${start}..HEAD`, '--format', 'gitlab']);
      assert.deepEqual(JSON.parse(printed.out), report);
      await check(['HEAD..HEAD', '--codequality', file]);
      assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), []);
      const nowhere = await check(['HEAD..HEAD', '--codequality', join(repository.root, 'no/such/folder')]);
      assert.deepEqual([nowhere.code, nowhere.out], [2, '']);
    });

    it('lets nothing of a commit give orders to a runner or a terminal', async () => {
      const orders = [
        '::error::x',
        '##[add-mask]x',
        '##vso[task.setvariable]x',
        '::stop-commands::x',
        '##[group]x',
      ];
      for (const order of orders) {
        repository.commit(
          `${order}\u001b[2J\u202e\r${order}\n\nOKR: ${order}\nOKR: x%0A${order}\u0085\u009b31m\r${order}\n`,
        );
      }
      const file = join(repository.root, 'report.json');
      for (const format of ['text', 'github', 'gitlab', 'json']) {
        const args = [`${start}..HEAD`, '--format', format, '--codequality', file];
        const { code, out, err } = await check(args, ON_GITHUB);
        assert.equal(code, 1, err);
        assert.ok(out.includes('stop-commands'), out);
        assert.doesNotMatch(out + err + readFileSync(file, 'utf8'), STEERING, format);
        const obeyed = runnerCommands(out).map(({ name, properties }) => `${name} ${properties.title}`);
        const expected =
          format === 'github' ? Array.from({ length: 10 }, () => 'error Throughline: malformed-id') : [];
        assert.deepEqual(obeyed, expected, out);
      }
      for (const range of ['::error::x..HEAD', 'HEAD..##[group]x', '\u001b[2J..HEAD']) {
        const { code, out, err } = await check([range], ON_GITHUB);
        assert.equal(code, 2);
        assert.deepEqual(runnerCommands(out + err), [], err);
        assert.doesNotMatch(err, STEERING);
      }
    });
  });
});
