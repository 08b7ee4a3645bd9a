import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NONE } from '../../src/work/ledger/columns';
import { countRows } from '../../src/work/ledger/countRows';
import { inOrder, markReleases, sameReleases } from '../../src/work/ledger/firstRelease';
import { LogReader } from '../../src/work/ledger/logReader';
import { childless, extendedReach, reachOf } from '../../src/work/ledger/reach';
import { type LedgerFilter, selectRows } from '../../src/work/ledger/selectRows';
import { atOnce } from '../../src/work/ledger/slices';
import { ledgerOf, logOf, type MadeUp, readInPieces } from '../support/ledger/logRecords';

const VALUES = ['a', 'A', 'b.kr1', 'größe, with a comma', 'B.KR1', 'c'];

/** Ids that begin alike, so that they meet in the hash table. */
function idOf(index: number, salt: number): string {
  const start = ['00000000', 'ffffffff', '80000000', '00000001'][(index * 7 + salt) % 4] ?? '';
  return `${start}${(index * 2_654_435_761 + salt).toString(16).padStart(32, '0')}`.slice(0, 40);
}

/** Parents come before their children; some commits have three, some none. */
const history: fc.Arbitrary<readonly MadeUp[]> = fc
  .array(
    fc.record({
      parents: fc.array(fc.nat(12), { maxLength: 3 }),
      committed: fc.oneof(fc.integer({ min: 1000, max: 1010 }), fc.integer({ min: 0, max: 0xffff_ffff })),
      authored: fc.integer({ min: 0, max: 0xffff_ffff }),
      name: fc.constantFrom('Ada', 'Zoë 日本', '', 'Bo'),
      email: fc.constantFrom('ada@example.com', '', 'x'),
      tags: fc.oneof(
        { weight: 2, arbitrary: fc.constant([]) },
        { weight: 3, arbitrary: fc.array(fc.constantFrom(...VALUES), { maxLength: 3 }) },
      ),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .chain((facts) => fc.tuple(fc.constant(facts), fc.nat(1000)))
  .map(([facts, salt]) =>
    facts.map(({ parents, ...fact }, index) => ({
      ...fact,
      id: idOf(index, salt),
      parents: [...new Set(parents.map((back) => index - 1 - back).filter((one) => one >= 0))].map((one) =>
        idOf(one, salt),
      ),
    })),
  );

/** The same commits in another order, as a log may have them. */
const shuffled = history.chain((commits) =>
  fc.tuple(
    fc.constant(commits),
    fc.oneof(
      fc.constant(commits.toReversed()),
      fc.shuffledSubarray([...commits], { minLength: commits.length }),
    ),
  ),
);

function ancestors(commits: readonly MadeUp[], tips: readonly string[]): ReadonlySet<string> {
  const byId = new Map(commits.map((commit) => [commit.id, commit]));
  const found = new Set<string>();
  const visit = (id: string): void => {
    if (found.has(id)) return;
    found.add(id);
    byId.get(id)?.parents.forEach(visit);
  };
  tips.forEach(visit);
  return found;
}

const pick = fc.nat(1000);

function chosen<T>(values: readonly T[], number: number): T {
  const value = values[number % values.length];
  assert.ok(value !== undefined);
  return value;
}

/** Of one second, what was made on another of it comes first. */
function newestFirst(commits: readonly MadeUp[]): (one: MadeUp, other: MadeUp) => number {
  const byId = new Map(commits.map((commit) => [commit.id, commit]));
  const lengthOf = ({ committed, parents }: MadeUp): number =>
    1 +
    Math.max(
      0,
      ...parents.map((id) => {
        const parent = byId.get(id);
        return parent?.committed === committed ? lengthOf(parent) : 0;
      }),
    );
  return (one, other) =>
    other.committed - one.committed || lengthOf(other) - lengthOf(one) || (one.id < other.id ? -1 : 1);
}

describe('the parts of the ledger', () => {
  it('a log reads the same in whatever pieces it comes', () => {
    fc.assert(
      fc.property(shuffled, fc.array(fc.nat()), ([, log], numbers) => {
        const bytes = logOf(log);
        const cuts = [...new Set(numbers.map((one) => one % (bytes.length + 1)))].sort((a, b) => a - b);
        const read = readInPieces(bytes, cuts);
        for (const { id, parents, committed, authored, name, email, tags } of log) {
          const row = read.columns.find(id);
          assert.notEqual(row, NONE);
          assert.equal(read.columns.idOf(row), id);
          const { data, otherParents } = read.columns;
          const rows = [data.parent1[row], data.parent2[row], ...(otherParents.get(row) ?? [])];
          assert.deepEqual(
            rows.flatMap((parent) =>
              parent === undefined || parent === NONE ? [] : read.columns.idOf(parent),
            ),
            parents,
          );
          assert.deepEqual([data.committed[row], data.authored[row]], [committed, authored]);
          assert.equal(read.authors.texts[data.author[row] ?? 0], `${name}\0${email}`);
          assert.equal(read.tagSets.texts[data.tags[row] ?? 0], tags.join('\x01'));
        }
        assert.equal(read.columns.count, log.length);
        assert.equal(read.columns.find('1'.repeat(40)), NONE);
      }),
    );
  });

  it('a log reads the same a byte at a time, and with longer ids', () => {
    fc.assert(
      fc.property(history, (commits) => {
        const longer = commits.map(({ id, parents, ...rest }) => ({
          ...rest,
          id: `${id}${id.slice(0, 24)}`,
          parents: parents.map((parent) => `${parent}${parent.slice(0, 24)}`),
        }));
        const bytes = logOf(longer);
        const cuts = Array.from({ length: bytes.length - 1 }, (_, index) => index + 1);
        const { columns } = readInPieces(bytes, cuts, 8);
        for (const { id } of longer) assert.equal(columns.idOf(columns.find(id)), id);
        assert.equal(columns.count, longer.length);
      }),
      { numRuns: 30 },
    );
  });

  it('a record that comes twice changes nothing', () => {
    fc.assert(
      fc.property(history, (commits) => {
        const twice = readInPieces(logOf([...commits, ...commits]), []);
        const once = readInPieces(logOf(commits), []);
        assert.equal(twice.columns.count, once.columns.count);
        assert.deepEqual(twice.columns.data, once.columns.data);
      }),
    );
  });

  it('history is what the parents lead to, in whatever order it was read', () => {
    fc.assert(
      fc.property(shuffled, fc.array(pick, { minLength: 1, maxLength: 3 }), ([commits, log], picks) => {
        const { columns } = readInPieces(logOf(log), []);
        const tips = picks.map((one) => chosen(commits, one).id);
        const reach = atOnce(
          reachOf(
            columns,
            tips.map((id) => columns.find(id)),
          ),
        );
        const expected = ancestors(commits, tips);
        assert.equal(reach.count, expected.size);
        for (const { id } of commits) assert.equal(reach.marks[columns.find(id)] === 1, expected.has(id), id);
      }),
    );
  });

  it('history that grows is what it would be if it were looked for anew', () => {
    fc.assert(
      fc.property(shuffled, pick, pick, ([commits, log], one, other) => {
        const { columns } = readInPieces(logOf(log), []);
        const [old, tip] = [one, other].map((number) => columns.find(chosen(commits, number).id));
        assert.ok(old !== undefined && tip !== undefined);
        const extended = extendedReach(columns, atOnce(reachOf(columns, [old])), old, tip);
        const whole = atOnce(reachOf(columns, [tip]));
        if (whole.marks[old] === 1) assert.deepEqual(extended, whole);
        else assert.equal(extended, undefined);
      }),
    );
  });

  it('all that is known is the history of what is nobody’s parent', () => {
    fc.assert(
      fc.property(shuffled, ([commits, log]) => {
        const { columns } = readInPieces(logOf(log), []);
        const parents = new Set(commits.flatMap((commit) => commit.parents));
        const expected = commits.map(({ id }) => id).filter((id) => !parents.has(id));
        const found = atOnce(childless(columns)).map((row) => columns.idOf(row));
        assert.deepEqual(found.toSorted(), expected.toSorted());
        assert.equal(atOnce(reachOf(columns, atOnce(childless(columns)))).count, commits.length);
      }),
    );
  });

  it('the first release is the oldest one that contains a commit, also after more and other releases', () => {
    const tags = fc.array(fc.tuple(pick, fc.nat(6)), { maxLength: 8 });
    fc.assert(
      fc.property(shuffled, tags, tags, fc.boolean(), ([commits, log], first, more, isMore) => {
        const { columns } = readInPieces(logOf(log), []);
        const releasesOf = (list: readonly (readonly [number, number])[]) =>
          inOrder(
            list.map(([one, at], index) => ({ name: `v${index}`, at, commit: chosen(commits, one).id })),
          );
        const before = releasesOf(first);
        const now = releasesOf(isMore ? [...first, ...more] : more);
        atOnce(markReleases(columns, before, 0));
        atOnce(markReleases(columns, now, sameReleases(before, now)));
        const contents = now.map(({ commit }) => ancestors(commits, [commit]));
        for (const { id } of commits) {
          const expected = contents.findIndex((content) => content.has(id));
          assert.equal(columns.data.release[columns.find(id)], expected, id);
        }
      }),
      { numRuns: 300 },
    );
  });

  const filter: fc.Arbitrary<LedgerFilter> = fc.record(
    {
      since: fc.integer({ min: 999, max: 1012 }).map((seconds) => seconds * 1000),
      until: fc.integer({ min: 999, max: 1012 }).map((seconds) => seconds * 1000 + 1),
      values: fc.array(fc.constantFrom(...VALUES, 'none'), { maxLength: 2 }),
      tagged: fc.boolean(),
      release: fc.integer({ min: -1, max: 3 }),
      merges: fc.boolean(),
    },
    { requiredKeys: [] },
  );

  it('a filter lets through what it says, newest first, and counts it', () => {
    fc.assert(
      fc.property(
        shuffled,
        filter,
        pick,
        fc.array(pick, { maxLength: 4 }),
        fc.array(fc.tuple(pick, fc.constantFrom(...VALUES)), { maxLength: 4 }),
        ([commits, log], wanted, head, tagged, noted) => {
          const tip = chosen(commits, head).id;
          const releases = tagged.map((one) => chosen(commits, one).id);
          const notes = new Map(noted.map(([one, value]) => [chosen(commits, one).id, [value]]));
          const ledger = ledgerOf(log, tip, releases, notes);
          const reached = ancestors(commits, [tip]);
          const contents = releases.map((id) => ancestors(commits, [id]));
          const tagsOf = ({ id, tags }: MadeUp): string[] =>
            withoutRepeats([...tags, ...(notes.get(id) ?? [])]);
          const releaseOf = ({ id }: MadeUp): number => contents.findIndex((content) => content.has(id));
          const { since = 0, until = Number.POSITIVE_INFINITY, values } = wanted;
          const names = values?.map((value) => value.toLowerCase());
          const expected = commits
            .filter((commit) => {
              const tags = tagsOf(commit);
              return (
                reached.has(commit.id) &&
                commit.committed * 1000 >= since &&
                commit.committed * 1000 < until &&
                (wanted.tagged === undefined || wanted.tagged === tags.length > 0) &&
                (wanted.merges === true || tags.length > 0 || commit.parents.length < 2) &&
                (wanted.release === undefined || wanted.release === releaseOf(commit)) &&
                (names === undefined || tags.some((tag) => names.includes(tag.toLowerCase())))
              );
            })
            .toSorted(newestFirst(commits));
          const rows = atOnce(selectRows(ledger, wanted));
          assert.deepEqual(
            [...rows].map((row) => ledger.idOf(row)),
            expected.map(({ id }) => id),
          );

          const { commits: counted, tagged: carrying, byValue } = atOnce(countRows(ledger, rows));
          assert.equal(counted, expected.length);
          assert.equal(carrying, expected.filter((commit) => tagsOf(commit).length > 0).length);
          const all = new Set(expected.flatMap(tagsOf).map((tag) => tag.toLowerCase()));
          assert.deepEqual(new Set(byValue.keys()), all);
          for (const [key, count] of byValue) {
            const those = expected.filter((commit) =>
              tagsOf(commit).some((tag) => tag.toLowerCase() === key),
            );
            const written = tagsOf(those[0] ?? chosen(commits, 0)).find((tag) => tag.toLowerCase() === key);
            assert.deepEqual(count, {
              value: written,
              commits: those.length,
              released: those.filter((commit) => releaseOf(commit) >= 0).length,
              first: (those.at(-1)?.committed ?? 0) * 1000,
              last: (those[0]?.committed ?? 0) * 1000,
            });
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('a ledger that was shown stays as it was while more is read', () => {
    fc.assert(
      fc.property(history, pick, (commits, number) => {
        const newest = commits.toReversed();
        const tip = newest[0]?.id ?? '';
        const part = newest.slice(0, 1 + (number % newest.length));
        const ledger = ledgerOf(part, tip);
        const before = [...atOnce(selectRows(ledger, { merges: true }))];
        assert.equal(before.length, ledger.count);
        const { columns, authors, tagSets } = ledger.parts;
        new LogReader({ columns, authors, tagSets }).push(logOf(newest));
        assert.deepEqual([...atOnce(selectRows(ledger, { merges: true }))], before);
      }),
    );
  });
});

function withoutRepeats(values: readonly string[]): string[] {
  return values.filter(
    (value, index) => values.findIndex((one) => one.toLowerCase() === value.toLowerCase()) === index,
  );
}
