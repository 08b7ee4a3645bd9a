import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGit } from '../../../../src/io/git';
import type { GitStreamPort } from '../../../../src/io/ports';
import { createStore } from '../../../../src/io/store';
import { LedgerDesk } from '../../../../src/outcome/ledger/desk';
import { exportPieces } from '../../../../src/outcome/ledger/exportPieces';
import { LineBook } from '../../../../src/outcome/ledger/lineBook';
import { NO_FILTER } from '../../../../src/outcome/ledger/panelFilter';
import type { LedgerReady, LedgerRow, PanelFilter } from '../../../../src/outcome/ledger/view';
import { parseAims } from '../../../../src/outcome/okrDocument';
import { plainWords } from '../../../../src/outcome/words';
import { ledgerOf, ToldKeeper } from '../../../support/gitLedger';
import { GitRepository } from '../../../support/gitRepository';

const OKRS = `version: 1
cycle: { id: 2026-Q4, start: 2026-10-01, end: 2026-12-31 }
sources: { repo: { type: file } }
objectives:
  - id: shop
    title: Sell more
    keyResults:
      - { id: shop.orders, title: More orders, aliases: [shop.old], metric: { source: repo, query: a.csv }, start: 1, target: 2 }
      - { id: shop.carts, title: Fewer lost carts, metric: { source: repo, query: a.csv }, start: 1, target: 2 }
ended: [{ id: calm.pages, title: Quiet nights }]
`;
const othersTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the desk of the ledger panel', () => {
  let repository: GitRepository;
  let folder: string;
  let desk: LedgerDesk;
  let lines: LineBook;
  let keeper: ToldKeeper;
  let failures: string[];
  let waiting: {
    readonly wanted: (page: LedgerReady) => boolean;
    readonly done: (page: LedgerReady) => void;
  }[];
  const real = createGit();

  function commitAt(day: string, message: string): string {
    process.env.GIT_COMMITTER_DATE = `${day}T12:00:00Z`;
    process.env.GIT_AUTHOR_DATE = `${day}T12:00:00Z`;
    repository.git('add', '--all');
    const id = repository.commit(message);
    delete process.env.GIT_COMMITTER_DATE;
    delete process.env.GIT_AUTHOR_DATE;
    return id;
  }

  beforeEach(async () => {
    repository = new GitRepository();
    folder = mkdtempSync(join(tmpdir(), 'throughline-lines-'));
    failures = [];
    waiting = [];
    repository.write('old.txt', 'x\n');
    commitAt('2026-08-01', 'Before all cycles\n\nOKR: shop.carts');
    repository.write('a.txt', '1\n2\n3\n');
    const released = commitAt('2026-10-02', 'Count orders\n\nOKR: shop.orders');
    commitAt('2026-10-09', 'Tidy up');
    repository.write('a.txt', '1\n2\n');
    commitAt('2026-10-20', 'Count them right\n\nOKR: shop.old\nOKR: SHOP.CARTS');
    commitAt('2026-11-01', 'Sleep\n\nOKR: calm.pages');
    keeper = new ToldKeeper(
      await ledgerOf(repository.root, [{ name: 'v1', at: Date.UTC(2026, 9, 3), commit: released }]),
    );
    desk = open(real);
  });

  afterEach(() => {
    desk.dispose();
    repository.dispose();
    rmSync(folder, { recursive: true });
    assert.deepEqual(failures, []);
  });

  function open(git: GitStreamPort, measures = true): LedgerDesk {
    const { file } = parseAims(OKRS);
    assert.ok(file);
    const { root } = repository;
    lines = new LineBook({ git, store: createStore(folder), root, key: root });
    const made: LedgerDesk = new LedgerDesk({
      keeper,
      git,
      root,
      lines,
      clock: { now: () => Date.UTC(2026, 10, 15) },
      locale: 'en',
      l10n: plainWords,
      facts: () => ({
        repository: 'shop',
        head: { kind: 'branch', name: 'main', commit: repository.git('rev-parse', 'HEAD') },
        aims: file,
        trailerKey: 'OKR',
        measures,
      }),
      turn: othersTurn,
      changed: () => {
        const page = made.page();
        if (page === undefined) return;
        const done = waiting.filter(({ wanted }) => wanted(page));
        waiting = waiting.filter((one) => !done.includes(one));
        for (const one of done) one.done(page);
      },
      failed: (what, error) => failures.push(`${what}: ${String(error)}`),
    });
    return made;
  }

  function page(wanted: (page: LedgerReady) => boolean = () => true): Promise<LedgerReady> {
    const now = desk.page();
    if (now?.list.current && wanted(now)) return Promise.resolve(now);
    return new Promise((done) => waiting.push({ wanted: (one) => one.list.current && wanted(one), done }));
  }

  async function filtered(change: Partial<PanelFilter>): Promise<LedgerReady> {
    desk.setFilter({ ...NO_FILTER, ...change });
    return page(({ list }) => list.searching === undefined);
  }

  async function rows(): Promise<LedgerRow[]> {
    const shown = await page(({ list }) => list.searching === undefined);
    let found: LedgerRow[] = [];
    if (shown.list.count === 0) return [];
    await desk.rows(shown.list.id, 0, 100, (some) => {
      found = some;
    });
    return found;
  }

  const subjects = async (): Promise<(string | undefined)[]> => (await rows()).map(({ subject }) => subject);

  it('counts the cycle, each key result under its present id', async () => {
    const { counted, aims, share } = await page();
    assert.equal(counted, '3 of 4 commits of 2026-Q4 carry a purpose');
    assert.equal(share, 0.75);
    const [shop, others] = aims;
    assert.deepEqual(
      [shop, ...(shop?.keyResults ?? []), ...(others?.keyResults ?? [])].map((one) => [
        one?.title,
        one?.figures.commits,
        one?.figures.released,
      ]),
      [
        ['Sell more', '2', '1'],
        ['More orders', '2', '1'],
        ['Fewer lost carts', '1', '0'],
        ['Quiet nights', '1', '0'],
      ],
    );
    assert.equal(others?.keyResults[0]?.state, 'ended');
  });

  it('lists commits newest first, with what git says of each', async () => {
    assert.deepEqual(
      (await rows()).map(({ subject, tags, release }) => [subject, tags.map(({ id }) => id).join(), release]),
      [
        ['Sleep', 'calm.pages', 'not released yet'],
        ['Count them right', 'shop.orders,shop.carts', 'not released yet'],
        ['Tidy up', '', 'not released yet'],
        ['Count orders', 'shop.orders', 'v1'],
      ],
    );
  });

  it('lists what was made in one second as it was made', async () => {
    const made = ['one', 'two', 'three', 'four', 'five', 'six'];
    for (const subject of made) commitAt('2026-11-05', subject);
    keeper.ledger = await ledgerOf(repository.root, []);
    desk.dispose();
    desk = open(real);
    assert.deepEqual((await subjects()).slice(0, made.length), made.toReversed());
  });

  it('filters by period, key result, objective, tag and release', async () => {
    const found: Record<string, unknown> = {};
    const filters: Record<string, Partial<PanelFilter>> = {
      all: { period: 'all' },
      before: { period: 'before' },
      keyResult: { serves: 'k:shop.orders' },
      objective: { serves: 'o:shop', period: 'all' },
      ended: { serves: 'k:calm.pages' },
      tagged: { tagged: 'yes' },
      untagged: { tagged: 'no' },
      released: { release: 'r:v1' },
      open: { release: 'none' },
      gone: { release: 'r:v9' },
    };
    for (const [name, change] of Object.entries(filters)) found[name] = (await filtered(change)).list.count;
    assert.deepEqual(found, {
      all: 5,
      before: 1,
      keyResult: 2,
      objective: 3,
      ended: 1,
      tagged: 3,
      untagged: 1,
      released: 1,
      open: 3,
      gone: 0,
    });
  });

  it('searches messages as they are written, paths, ids, and all of it together', async () => {
    const search = async (change: Partial<PanelFilter>): Promise<(string | undefined)[]> => {
      await filtered(change);
      return subjects();
    };
    assert.deepEqual(await search({ text: 'COUNT' }), ['Count them right', 'Count orders']);
    assert.deepEqual(await search({ text: 'C.unt' }), []);
    assert.deepEqual(await search({ path: 'a.txt' }), ['Count them right', 'Count orders']);
    assert.deepEqual(await search({ path: 'a.txt', text: 'right' }), ['Count them right']);
    assert.deepEqual(await search({ path: 'a.txt', release: 'r:v1' }), ['Count orders']);
    assert.deepEqual(await search({ text: repository.git('rev-parse', 'HEAD~2').slice(0, 9) }), ['Tidy up']);
    assert.deepEqual(await search({ text: '--output=stolen' }), []);
    assert.equal(repository.git('status', '--porcelain'), '');
  });

  it('says what git has against a search', async () => {
    const { list } = await filtered({ path: ':(nonsense)x' });
    assert.equal(list.empty?.title, 'Git could not search');
    assert.match(list.empty?.text ?? '', /nonsense/);
  });

  it('finds what is committed later, too', async () => {
    await filtered({ text: 'count' });
    commitAt('2026-11-10', 'Count again');
    const ledger = await ledgerOf(repository.root);
    keeper.tell(ledger, { read: ledger.count, done: true });
    await page(({ list }) => list.count === 3);
    assert.deepEqual(await subjects(), ['Count again', 'Count them right', 'Count orders']);
  });

  it('counts lines of commits with a purpose once, and keeps them', async () => {
    desk.startCounting();
    const counted = (one: LedgerReady): boolean => !JSON.stringify(one.aims).includes('counting');
    const [shop] = (await page(counted)).aims;
    assert.deepEqual(
      shop?.keyResults.map(({ figures }) => figures.lines),
      ['4', '1'],
    );
    desk.stopCounting();
    desk.dispose();
    const asked: string[] = [];
    const spy: GitStreamPort = {
      ...real,
      stream: (cwd, args, each, options) => {
        asked.push(args.join(' '));
        return real.stream(cwd, args, each, options);
      },
    };
    desk = open(spy);
    desk.startCounting();
    assert.equal((await page(counted)).aims[0]?.figures.lines, '4');
    assert.deepEqual(asked, []);
  });

  it('counts none where that would have to be fetched, and says so', async () => {
    desk.dispose();
    desk = open(real, false);
    desk.startCounting();
    const { aims, notes } = await page();
    assert.equal(aims[0]?.figures.lines, '');
    assert.match(notes.map(({ text }) => text).join(), /partial clone/);
  });

  it('draws the cycle week by week, and says each week in words', async () => {
    const { chart } = await page();
    assert.equal(chart?.label, 'Commits from Sep 28, 2026 to Jan 3, 2027: 3 with a purpose, 1 without');
    const week = chart?.buckets[0];
    assert.equal(week?.text, 'Week of Sep 28, 2026: 1 with a purpose, 0 without · released v1');
    assert.equal(chart?.buckets.at(-1)?.lines, undefined);
  });

  it('draws no sum of lines of which some are still to be counted', async () => {
    const now = await page();
    assert.equal(now.chart?.hasLines, false);
    assert.deepEqual(
      now.chart?.buckets.slice(0, 4).map((bucket) => bucket.lines),
      [undefined, 0, 0, undefined],
    );
    desk.startCounting();
    const { chart } = await page((one) => one.chart?.buckets[0]?.lines !== undefined);
    assert.deepEqual(
      chart?.buckets.slice(0, 4).map((bucket) => bucket.lines),
      [3, 0, 0, 1],
    );
  });

  it('exports what is shown, piece by piece', async () => {
    await filtered({ tagged: 'yes' });
    const { shown } = desk;
    assert.ok(shown);
    let text = '';
    const told: number[] = [];
    const of = { git: real, root: repository.root, lines, ...shown, turn: othersTurn };
    const signal = new AbortController().signal;
    const progress = (done: number): number => told.push(done);
    for await (const piece of exportPieces('csv', { title: 'x' }, { ...of, signal, progress })) text += piece;
    assert.deepEqual(
      text.split('\r\n').map((line) => line.split(',').slice(2, 5).join()),
      [
        'key_results,subject,release',
        'calm.pages,Sleep,',
        'shop.old; SHOP.CARTS,Count them right,',
        'shop.orders,Count orders,v1',
        '',
      ],
    );
    assert.deepEqual(told, [3]);
  });

  it('stops an export when told to', async () => {
    await page();
    const { shown } = desk;
    assert.ok(shown);
    const stop = new AbortController();
    const of = {
      git: real,
      root: repository.root,
      lines,
      ...shown,
      turn: othersTurn,
      progress: () => stop.abort(),
    };
    const all = async (): Promise<void> => {
      for await (const _ of exportPieces('json', { title: 'x' }, { ...of, signal: stop.signal }));
    };
    await assert.rejects(all);
  });

  it('answers nothing of a list that is not shown any more', async () => {
    const { list } = await page();
    await filtered({ period: 'all' });
    assert.equal(await desk.rows(list.id, 0, 10, () => assert.fail('rows of an old list')), false);
  });
});
