import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildWhereStale, throughline } from '../../support/cliProgram';
import { GitRepository } from '../../support/gitRepository';

const OKRS = `version: 1
cycle: { id: always, start: 2020-01-01, end: 2099-12-31 }
sources:
  repo: { type: file }
  far: { type: http, url: "https://metrics.example.com/{query}" }
objectives:
  - id: reach
    title: "Reach\\e[2J more"
    keyResults:
      - { id: reach.users, title: Users, metric: { source: repo, query: users.csv }, start: 0, target: 100 }
      - { id: reach.fans, title: Fans, metric: { source: far, query: fans }, start: 0, target: 100 }
branches: [{ pattern: "users/**", serves: [reach.users, reach.fans] }]
`;

describe('throughline pr', () => {
  let repository: GitRepository;

  before(() => {
    buildWhereStale();
  });

  beforeEach(() => {
    repository = new GitRepository();
    repository.write('okrs.yaml', OKRS);
    repository.write('users.csv', 'date,users\n2026-01-01,41\n2026-01-02,50\n');
    repository.git('add', '.');
    repository.commit('one');
  });

  afterEach(() => repository.dispose());

  const pr = (...args: string[]) => throughline(['pr', ...args], { cwd: repository.root });

  it('writes what a squash merge can take as its message', async () => {
    repository.git('switch', '--quiet', '--create', 'users/x');
    const id = repository.commit('Offer it\u001b[2J to @ada\n\nOKR: reach.users\n');
    for (const one of ['reach.users', 'reach.fans'])
      repository.git('config', '--add', 'branch.users/x.okr', one);
    const { code, out, err } = await pr();
    assert.deepEqual(
      [code, err],
      [0, 'To ask for the numbers: throughline pr --allow https://metrics.example.com\n'],
    );
    assert.match(
      out,
      /^\*\*Objective:\*\* Reach \\\[2J more\n\n- \*\*Users\*\* \(`reach\.users`\): 50 of 100 · /m,
    );
    assert.match(out, /\n- \*\*Fans\*\* \(`reach\.fans`\): not known, of 100\n/);
    assert.ok(
      out.includes(
        `\n- ${id.slice(0, 8)} Offer it [2J to @\u200bada (\`reach.users\`)\n`.replace('[2J', '\\[2J'),
      ),
      out,
    );
    const parsed = repository.gitWith(
      `Title (#1)\n\n${out}`,
      'interpret-trailers',
      '--parse',
      '--no-divider',
    );
    assert.equal(parsed, 'OKR: reach.users\nOKR: reach.fans');
    assert.doesNotMatch(out, /[^\P{Cc}\n]/u);
  });

  it('ends with 1 where the branch serves nothing, and where there is no OKR file', async () => {
    const unlinked = await pr();
    assert.deepEqual([unlinked.code, unlinked.out], [1, '']);
    assert.match(unlinked.err, /serves no key result\. Link it: throughline link ID\n$/);
    rmSync(join(repository.root, 'okrs.yaml'));
    const without = await pr();
    assert.deepEqual([without.code, without.out, /okrs\.yaml/.test(without.err)], [1, '', true]);
  });
});
