import assert from 'node:assert/strict';
import { Drawn } from '../../../src/outcome/drawn';
import { parseAims } from '../../../src/outcome/okrDocument';
import { pullRequestTags, pullRequestText } from '../../../src/outcome/pullRequestText';
import { servedKeyResults } from '../../../src/outcome/servedKeyResults';
import type { Snapshot } from '../../../src/outcome/snapshot';
import { plainWords } from '../../../src/outcome/words';
import type { BranchCommit } from '../../../src/work/head';
import { GitRepository } from '../../support/gitRepository';
import { daily, fresh, onBranch, type Readings, readyPageOf, snapshotOf } from './snapshots';

const OKRS = `version: 1
cycle: { id: always, start: 2020-01-01, end: 2099-12-31 }
sources: { repo: { type: file } }
objectives:
  - id: reach
    title: "Reach <b>more</b> people @ada"
    keyResults:
      - { id: reach.users, title: "Double #12 the users", metric: { source: repo, query: users }, start: 0, target: 100, aliases: [users] }
      - { id: reach.fans, title: Fans, metric: { source: repo, query: fans }, start: 0, target: 100 }
      - { id: reach.docs, title: Docs, kind: milestone, milestones: [{ title: one, done: true }, { title: two }] }
  - id: other
    title: Other
    keyResults:
      - { id: other.one, title: One, metric: { source: repo, query: one }, start: 0, target: 100 }
ended: [{ id: reach.old }]
`;

const commit = (letter: string, subject: string, ...tags: readonly string[]): BranchCommit => ({
  id: letter.repeat(40),
  subject,
  tags: tags.map((id) => ({ id, from: 'trailer' })),
});

const LINKED = { ids: ['reach.users', 'reach.fans', 'reach.docs'], reason: { kind: 'explicit' } } as const;

function textOf(
  commits: readonly BranchCommit[],
  readings: Readings = {},
  changes: Partial<Snapshot> = {},
  link:
    | { readonly ids: readonly string[]; readonly reason: { readonly kind: 'explicit' } }
    | undefined = LINKED,
  capped = false,
): string {
  const work = { base: 'main', commits, capped };
  const branch = onBranch({ work, ...(link === undefined ? {} : { link }) });
  const snapshot = snapshotOf(OKRS, readings, { branch, drawn: new Drawn(), ...changes });
  const aims = parseAims(OKRS).file;
  assert.ok(aims);
  const tags = pullRequestTags(servedKeyResults(link, aims), work, aims);
  const { objectives } = readyPageOf(snapshot);
  return pullRequestText({ objectives, work, tags, trailerKey: 'OKR', now: snapshot.now }, plainWords);
}

describe('the text for a pull request', () => {
  it('has the objective, the key results with their numbers, the commits and the trailers', () => {
    const text = textOf([commit('b', 'Two'), commit('a', 'One', 'USERS', 'reach.old', 'gone', '<b>')], {
      users: fresh(daily([40, 40, 40, 40, 40, 40, 40, 40, 50])),
    });
    assert.match(text, /\nNumbers of \d{4}-\d\d-\d\d \d\d:\d\d UTC\.\n/);
    assert.equal(
      text.replace(/Numbers of .*/, 'Numbers.').replaceAll('\u200b', '·'),
      `**Objective:** Reach \\<b\\>more\\</b\\> people @·ada

- **Double #·12 the users** (\`reach.users\`): 50 of 100 · ▲ 25% in 7 d · score 0.50 of 1.00
- **Fans** (\`reach.fans\`): not known, of 100
- **Docs** (\`reach.docs\`): 1 of 2 milestones done · score 0.50 of 1.00

Numbers.

**Commits**

- aaaaaaaa One (\`USERS\`, \`reach.old\`, \`gone\`, \\<b\\>)
- bbbbbbbb Two

OKR: reach.users
OKR: reach.fans
OKR: reach.docs
OKR: reach.old`,
    );
  });

  it('says of an old number that it is old', () => {
    const old = { ...fresh(daily([40, 50])), fetchedAt: 0 };
    assert.match(textOf([], { users: old }), /50 of 100 .* · stale, read .* ago\n/);
    const waiting = { loading: false, error: { kind: 'not-approved', origin: 'https://a.example' } } as const;
    assert.match(textOf([], { users: waiting }), /not known, of 100\n/);
  });

  it('leaves out objectives that the branch does not serve, and what is not there', () => {
    assert.doesNotMatch(textOf([]), /Other|Commits|Numbers/);
    const onlyEnded = textOf(
      [commit('a', 'One', 'reach.old')],
      {},
      {},
      { ids: ['reach.old'], reason: LINKED.reason },
    );
    assert.equal(onlyEnded, '**Commits**\n\n- aaaaaaaa One (`reach.old`)\n\nOKR: reach.old');
  });

  it('shows as many commits as anybody reads, the latest', () => {
    const many = Array.from({ length: 60 }, (_, index) => commit('a', `Number ${60 - index}`));
    const text = textOf(many);
    assert.match(text, /\n- 10 earlier ones\n- aaaaaaaa Number 11\n/);
    assert.match(text, /Number 60\n\nOKR: /);
    assert.match(textOf(many, {}, {}, LINKED, true), /\n- 10\+ earlier ones\n/);
  });

  describe('as a commit message', () => {
    let repository: GitRepository;

    before(() => {
      repository = new GitRepository();
    });

    after(() => repository.dispose());

    const text = textOf([commit('a', 'Fix: things', 'users'), commit('b', '# OKR: nothing', 'gone')]);
    const ids = 'reach.users\nreach.fans\nreach.docs';
    const people = 'Co-authored-by: Bob <bob@example.com>';
    /** What git reads of a message once it is committed. */
    const read = (message: string): string => {
      repository.gitWith(message, 'commit', '--quiet', '--allow-empty', '--file=-');
      return repository.git('log', '-1', '--format=%(trailers:key=OKR,valueonly)').trimEnd();
    };

    for (const [shape, message] of [
      [
        'under a title with its number, as GitHub squashes with the description',
        `Reach more (#12)\n\n${text}`,
      ],
      ['with the line ends of a web form', `Reach more (#12)\r\n\r\n${text.replaceAll('\n', '\r\n')}\r\n`],
      [
        'with people right below, as a template %{description}\\n%{co_authored_by} of GitLab',
        `Reach more\n\n${text}\n${people}\n`,
      ],
      [
        'with a merge request named below it',
        `Reach more\n\n${text}\nReviewed-by: Eve <eve@example.com>\n${people}`,
      ],
      ['alone, where somebody takes its first line for a title', text],
    ] as const) {
      it(`carries its tags ${shape}`, () => {
        assert.equal(read(message), ids);
        const parsed = repository.gitWith(message, 'interpret-trailers', '--parse', '--no-divider');
        assert.ok(parsed.startsWith('OKR: reach.users\n'), parsed);
      });
    }

    for (const [shape, message] of [
      ['in a paragraph of their own', `Reach more (#12)\n\n${text}\n\n${people}\n`],
      ['below a line, as GitHub does', `Reach more (#12)\n\n${text}\n\n---------\n\n${people}\n`],
    ] as const) {
      it(`keeps its tags as lines of the body where people follow ${shape}, though git reads none`, () => {
        assert.equal(read(message), '');
        const body = repository.git('log', '-1', '--format=%B');
        assert.equal([...body.matchAll(/^OKR: (\S+)$/gm)].map(([, id]) => id).join('\n'), ids);
      });
    }
  });
});
