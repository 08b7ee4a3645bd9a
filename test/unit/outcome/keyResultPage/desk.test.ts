import assert from 'node:assert/strict';
import type { KeyResultReady } from '../../../../src/outcome/keyResultPage/view';
import { type MadeUpDesk, type MadeUpKeyResult, madeUpDesk } from '../../../support/keyResultDesk';
import { stories } from '../../../support/keyResultStories';
import { onBranch } from '../snapshots';

async function opened(story: MadeUpKeyResult): Promise<MadeUpDesk & { ready(): KeyResultReady }> {
  const made = await madeUpDesk(story);
  return {
    ...made,
    ready: () => {
      const page = made.desk.page();
      assert.ok(page.kind === 'keyResult', JSON.stringify(page));
      assert.deepEqual(made.failures, []);
      assert.doesNotMatch(JSON.stringify(page), /NaN|Infinity|undefined/);
      return page;
    },
  };
}

const pageOf = async (story: MadeUpKeyResult): Promise<KeyResultReady> => (await opened(story)).ready();
const figure = ({ workedOut }: KeyResultReady, label: string): string | undefined =>
  workedOut.flatMap(({ rows }) => rows).find((row) => row.label === label)?.value;

describe('the panel of a key result', () => {
  it('says in full what moved, with its windows, its noise and its days left out', async () => {
    const page = await pageOf(stories.moved);
    assert.equal(page.effect?.choice?.value, 'v1.42');
    assert.equal(page.effect?.answer?.tone, 'good');
    assert.match(page.effect?.answer?.verdict ?? '', /^Moved: \+4\.\d%$/);
    assert.match(
      page.effect?.answer?.sentence ?? '',
      /^signups: \+4\.\d% \(95% interval \+.*%\) in the 25 days since v1\.42, against the 52 days before/,
    );
    assert.match(page.forecast?.verdict ?? '', /^About \d0% likely$/);
    assert.match(
      page.forecast?.sentence ?? '',
      /^signups: about \d0% likely to be at least 13,200 on Dec 31\.$/,
    );
    assert.equal(figure(page, 'Before'), '52 days from Aug 19 on');
    // Three of Labor Day and those of v1.41 and v1.42.
    assert.equal(figure(page, 'Left out'), '5 days');
    assert.equal(figure(page, 'Other deployments'), 'v1.41');
    assert.match(figure(page, 'Noise: a steady drift') ?? '', /^\d+% of the weight$/);
    assert.match(figure(page, 'Ahead') ?? '', /^53 days, to Dec 31$/);
    const rows = page.workedOut.flatMap((group) => group.rows);
    assert.ok(
      rows.every(({ label, value, explanation }) => label !== '' && value !== '' && explanation !== ''),
    );
    // Only tens of a chance are shown.
    assert.ok(!rows.some(({ label }) => /chance/i.test(label)));
  });

  it('draws all days, the fan to the deadline, the windows and the releases by what they are', async () => {
    const [chart, ...others] = (await pageOf(stories.moved)).charts;
    assert.ok(chart);
    assert.deepEqual(others, []);
    const known = chart.rows.filter(({ value }) => value !== undefined);
    const foreseen = chart.rows.filter((row) => row.foreseen !== undefined);
    assert.equal(known.length, 132);
    assert.equal(foreseen.length, 53);
    assert.equal(foreseen.at(-1)?.day, 'Thu, Dec 31, 2026');
    assert.ok(chart.rows.every(({ at }, index) => at > (chart.rows[index - 1]?.at ?? 0)));
    const [mean = 0, lower80 = 0, upper80 = 0, lower95 = 0, upper95 = 0] = foreseen.at(-1)?.foreseen ?? [];
    assert.ok(lower95 < lower80 && lower80 < mean && mean < upper80 && upper80 < upper95);
    assert.deepEqual(
      chart.marks.map(({ name, kind }) => [name, kind]),
      [
        ['v1.38', 'own'],
        ['v1.40', 'other'],
        ['v1.41', 'own'],
        ['v1.42', 'asked'],
      ],
    );
    assert.deepEqual(
      chart.spans.map(({ kind, name }) => [kind, name]),
      [
        ['leftOut', 'Labor Day'],
        ['before', 'before: 52 days'],
        ['after', 'after: 25 days'],
      ],
    );
    const released = chart.rows.find(({ note }) => note === 'v1.41');
    assert.equal(released?.day, 'Tue, Sep 22, 2026');
    assert.equal(chart.rows.filter(({ note }) => note === 'left out: Labor Day').length, 3);
    assert.match(chart.label, /now .* of 13,200\..*Foreseen for Dec 31: .*Releases: v1\.38, v1\.40, v1\.41/);
  });

  it('says where nothing changed that matters, and where it can not be told yet', async () => {
    const same = await pageOf(stories.noChange);
    assert.equal(same.effect?.answer?.verdict, 'No change worth acting on');
    const open = await pageOf(stories.cantTell);
    assert.equal(open.effect?.answer?.verdict, "Can't tell yet");
    assert.ok(open.effect?.answer?.notes.some((note) => note.startsWith('Look again on ')));
    assert.match(figure(open, 'Smallest change that shows') ?? '', /^±\d+%$/);
  });

  it('says why there is no answer where the days are few', async () => {
    const page = await pageOf(stories.few);
    assert.equal(page.forecast?.verdict, 'No forecast yet');
    assert.match(page.effect?.answer?.verdict ?? '', /^Can't tell/);
    assert.equal(page.charts.length, 1);
    assert.equal(figure(page, 'Method'), undefined);
  });

  it('says what to do where there are no numbers', async () => {
    const none = await pageOf(stories.none);
    assert.equal(none.noChart, 'No numbers yet.');
    assert.deepEqual([none.effect, none.forecast, none.workedOut], [undefined, undefined, []]);
    const approval = await pageOf(stories.approval);
    assert.deepEqual(
      approval.problem?.actions.map(({ action }) => action),
      ['approve'],
    );
    const signIn = await pageOf(stories.signIn);
    assert.deepEqual(
      [signIn.problem?.actions[0]?.action, signIn.charts.length, signIn.effect?.answer !== undefined],
      ['signIn', 1, true],
    );
  });

  it('draws what adds up as its running total, and day by day', async () => {
    const page = await pageOf(stories.orders);
    const [total, daily] = page.charts;
    assert.deepEqual([total?.name, daily?.name], ['Running total', 'Day by day']);
    const values = total?.rows.flatMap(({ value }) => value ?? []) ?? [];
    assert.ok(values.every((value, index) => value >= (values[index - 1] ?? 0)));
    assert.equal(total?.targets[0]?.text, 'target $10M');
    assert.deepEqual(daily?.targets, []);
    assert.equal(daily?.rows.filter((row) => row.foreseen).length, 53);
    assert.match(figure(page, 'Pace needed') ?? '', /^\$.* a day$/);
  });

  it('shows the milestones of one that has no numbers', async () => {
    const page = await pageOf(stories.milestones);
    assert.deepEqual(
      page.milestones.map(({ title, state, due }) => [title, state, due]),
      [
        ['Norway', 'done', ''],
        ['Sweden', 'done', 'due Oct 1'],
        ['Denmark', 'open', 'due Dec 1'],
      ],
    );
    assert.deepEqual(
      [page.charts, page.noChart, page.effect, page.forecast],
      [[], undefined, undefined, undefined],
    );
    assert.ok(page.facts.some((fact) => fact.startsWith('pace ')));
  });

  it('lists each deployment that counts with all of its commits, and what is not released', async () => {
    const { releases } = await pageOf(stories.moved);
    assert.deepEqual(
      releases.list.map(({ name, count, asked, commits }) => [
        name,
        count,
        asked,
        commits.map((one) => one.subject),
      ]),
      [
        ['', '1 commit', false, ['Say which field is wrong']],
        [
          'v1.42',
          '2 commits',
          true,
          ['Let a password manager fill in the form', 'Shorten the form to two fields'],
        ],
        [
          'v1.41',
          '2 commits',
          false,
          ['Keep the cart when a session ends', 'Ask for the address only when something is shipped'],
        ],
        ['v1.38', '1 commit', false, ['Count a signup once']],
      ],
    );
    assert.deepEqual([releases.more?.action, releases.more?.arg], ['openLedger', 'engagement.signups']);
  });

  it('says that every release counts where no commit names the key result', async () => {
    const { releases, effect } = await pageOf({ ...stories.moved, commits: [], changes: {} });
    assert.match(
      releases.text,
      /^Every release that v\* names counts .*, as no commit of this cycle names it\.$/,
    );
    assert.deepEqual(
      releases.list.map(({ name, count }) => [name, count]),
      [
        ['v1.42', ''],
        ['v1.41', ''],
        ['v1.40', ''],
        ['v1.38', ''],
      ],
    );
    assert.equal(effect?.choice?.options.length, 4);
  });

  it('says why there is nothing to compare where nothing was released', async () => {
    const { effect } = await pageOf(stories.noReleases);
    assert.match(effect?.instead?.text ?? '', /none of its commits is released yet/);
    const okrs = stories.moved.okrs.replace('deployments: { tags: "v*" }\n', '');
    const untold = await pageOf({ ...stories.noReleases, okrs });
    assert.match(untold.effect?.instead?.text ?? '', /does not say which tags are releases/);
    assert.equal(untold.effect?.instead?.actions[0]?.action, 'reveal');
  });

  it('works out another deployment that is picked, and says how many were looked at', async () => {
    const { desk, ready, changes } = await opened(stories.moved);
    assert.equal(ready().effect?.looked, undefined);
    const before = changes();
    const work = desk.choose('v1.41');
    assert.equal(ready().effect?.instead?.busy, true);
    await work;
    assert.ok(changes() > before);
    const page = ready();
    assert.equal(page.effect?.choice?.value, 'v1.41');
    assert.match(page.effect?.answer?.sentence ?? '', /since v1\.41/);
    assert.match(page.effect?.looked ?? '', /^2 deployments were looked at here\./);
    assert.deepEqual(
      page.releases.list.filter(({ asked }) => asked).map(({ name }) => name),
      ['v1.41'],
    );
    assert.deepEqual(
      page.charts[0]?.marks.filter(({ kind }) => kind === 'asked').map(({ name }) => name),
      ['v1.41'],
    );
    await desk.choose('v1.42');
    // What the sidebar asks about stays its answer, however many were looked at beside it.
    assert.match(ready().effect?.answer?.verdict ?? '', /^Moved: \+4/);
    assert.match(ready().effect?.looked ?? '', /^2 deployments/);
  });

  it('asks about no release that does not count', async () => {
    const { desk, ready } = await opened(stories.moved);
    await desk.choose('v1.40');
    assert.equal(ready().effect?.choice?.value, 'v1.42');
    assert.equal(ready().effect?.looked, undefined);
  });

  it('goes back to the newest where the release that was picked is gone', async () => {
    const { desk, ready, look } = await opened(stories.moved);
    await desk.choose('v1.41');
    await look({
      branch: onBranch({ releases: (stories.moved.releases ?? []).filter(({ name }) => name !== 'v1.41') }),
    });
    assert.equal(ready().effect?.choice?.value, 'v1.42');
  });

  it('follows new numbers, and draws nothing anew where nothing changed', async () => {
    const { ready, look, changes } = await opened(stories.moved);
    const count = changes();
    await look({});
    assert.equal(changes(), count);
    const { charts } = ready();
    await look({ reading: () => ({ loading: false }) });
    assert.deepEqual(ready().charts, []);
    assert.notDeepEqual(charts, []);
  });

  it('says what became of a key result that the file has no more', async () => {
    const gone = await madeUpDesk(stories.gone);
    const page = gone.desk.page();
    assert.ok(page.kind === 'empty');
    assert.equal(page.title, 'engagement.old is not in okrs.yaml any more');
    assert.deepEqual(
      page.actions.map(({ action }) => action),
      ['openOkrFile', 'openLedger'],
    );
    const okrs = `${stories.gone.okrs}ended: [{ id: engagement.old, title: Old aim }]\n`;
    const ended = (await madeUpDesk({ ...stories.gone, okrs })).desk.page();
    assert.ok(ended.kind === 'empty');
    assert.equal(ended.title, 'Old aim has ended');
    const broken = stories.gone.okrs.replace('start: 12000', 'start: [');
    const unreadable = (await madeUpDesk({ ...stories.gone, okrs: broken })).desk.page();
    assert.ok(unreadable.kind === 'empty');
    assert.equal(unreadable.state, 'brokenOkrFile');
  });

  it('shows words of a hostile file as they are', async () => {
    const title = '<img src=x onerror=alert(1)> {0} $& [x](command:y)';
    const okrs = stories.moved.okrs.replace('Increase monthly new user signups by 10%', () => `'${title}'`);
    const page = await pageOf({ ...stories.moved, okrs });
    assert.equal(page.title, title);
  });
});
