import assert from 'node:assert/strict';
import { charted, uncharted } from './chartPages';
import { emptyPages } from './emptyPages';
import { type OpenSidebar, SidebarHarness } from './harness';
import { signups } from './keyResults';
import { withKeyResults } from './pages';

describe('sidebar pictures', () => {
  let harness: SidebarHarness;
  let sidebar: OpenSidebar;

  before(async () => {
    harness = await SidebarHarness.start();
  });
  after(() => harness?.stop());

  beforeEach(async () => {
    sidebar = await harness.open();
  });
  afterEach(async () => {
    const complaints = await sidebar.complaints();
    await sidebar.close();
    assert.deepEqual(complaints, []);
  });

  it('leaves a gap where there is no value, and a dot between two gaps', async () => {
    const { chart } = signups;
    assert.ok(chart);
    const lines = [
      [0, 0, 2000, 10_000],
      [5000, 5000],
      [8000, 0, 10_000, 2500],
    ];
    await sidebar.show(withKeyResults({ ...signups, chart: { ...chart, lines } }));
    const paths = await sidebar.page
      .locator('path.line')
      .evaluateAll((found) => found.map((path) => path.getAttribute('d')));
    assert.deepEqual(paths, ['M0,1L0.2,0', 'M0.5,0.5h0', 'M0.8,1L1,0.75']);
  });

  it('draws what is foreseen from where the line ends, in bands with edges of their own', async () => {
    const { chart } = signups;
    assert.ok(chart);
    const fan = {
      places: [6000, 5000, 5000, 5000, 5000, 5000, 10_000, 1000, 2000, 6000, 8000, 10_000],
      label: 'how to read it',
    };
    await sidebar.show(withKeyResults({ ...signups, chart: { ...chart, lines: [[0, 0, 6000, 5000]], fan } }));
    const courses = (which: string): Promise<(string | null)[]> =>
      sidebar.page.locator(which).evaluateAll((found) => found.map((path) => path.getAttribute('d')));
    assert.deepEqual(await courses('.inner'), ['M0.6,0.5L1,0.2L1,0.8L0.6,0.5Z']);
    assert.deepEqual(await courses('.outer'), ['M0.6,0.5L1,0L1,0.9L0.6,0.5Z']);
    assert.deepEqual(await courses('.edge.far'), ['M0.6,0.5L1,0.9', 'M0.6,0.5L1,0']);
    assert.deepEqual(await courses('.edge:not(.far)'), ['M0.6,0.5L1,0.8', 'M0.6,0.5L1,0.2']);
    assert.deepEqual(await courses('.expected'), ['M0.6,0.5L1,0.4']);
    const dashes = (which: string): Promise<string[]> =>
      sidebar.page
        .locator(which)
        .evaluateAll((found) => found.map((line) => getComputedStyle(line).strokeDasharray));
    const all = [
      await dashes('.expected'),
      await dashes('.edge.far'),
      await dashes('.edge:not(.far)'),
    ].flat();
    assert.equal(new Set(all).size, 3);
    assert.equal(await sidebar.page.locator('g title').textContent(), 'how to read it');
  });

  it('tells the days before from the days after by more than a tint', async () => {
    const { chart } = signups;
    assert.ok(chart);
    const windows = [
      { side: 'before', from: 0.1, to: 0.5, label: 'before v1.42' },
      { side: 'after', from: 0.5, to: 0.7, label: 'since v1.42' },
    ] as const;
    await sidebar.show(withKeyResults({ ...signups, chart: { ...chart, windows } }));
    const bars = sidebar.page.locator('.bar');
    const fills = await bars.evaluateAll((found) => found.map((bar) => getComputedStyle(bar).fill));
    assert.deepEqual([fills[0], fills[1] === 'none'], ['none', false]);
    const [picture, before, after] = await Promise.all([
      sidebar.page.locator('svg.chart').boundingBox(),
      bars.nth(0).boundingBox(),
      bars.nth(1).boundingBox(),
    ]);
    assert.ok(picture && before && after);
    assert.ok(Math.abs((after.x - picture.x) / picture.width - 0.5) < 0.01);
    assert.ok(Math.abs(after.width / picture.width - 0.2) < 0.01);
    assert.ok(before.x + before.width <= after.x + 1);
    assert.deepEqual(await sidebar.page.locator('g title').allTextContents(), [
      'before v1.42',
      'since v1.42',
    ]);
  });

  it('stays as high when something was worked out', async () => {
    const heights = async (): Promise<number[]> =>
      await sidebar.page.locator('svg.chart').evaluateAll((found) => found.map((one) => one.clientHeight));
    await sidebar.show(uncharted);
    const before = await heights();
    assert.equal(await sidebar.page.locator('.expected, .bar').count(), 0);
    await sidebar.show(charted);
    assert.deepEqual(await heights(), before);
    assert.deepEqual([before.length, new Set(before).size], [4, 1]);
    assert.equal(await sidebar.page.locator('.expected').count(), 4);
    assert.equal(await sidebar.page.locator('.bar').count(), 8);
  });

  it('names each release mark, and keeps its form at any width', async () => {
    await sidebar.show(withKeyResults(signups));
    assert.deepEqual(await sidebar.page.locator('.mark title').allTextContents(), [
      'v1.40',
      'v1.41',
      'v1.42',
    ]);
    for (const width of [170, 600]) {
      await sidebar.page.setViewportSize({ width, height: 900 });
      const flag = await sidebar.page.locator('.mark.mine .flag').boundingBox();
      assert.equal(Math.round(flag?.width ?? 0), 7);
    }
  });

  it('draws the bar and the pace to scale, and says them', async () => {
    await sidebar.show(withKeyResults(signups));
    const bar = sidebar.page.getByRole('progressbar');
    const [track, fill, pace] = await Promise.all([
      bar.boundingBox(),
      bar.locator('.fill').boundingBox(),
      bar.locator('.pace').boundingBox(),
    ]);
    assert.ok(track && fill && pace);
    assert.ok(Math.abs(fill.width / track.width - 0.7) < 0.01);
    assert.ok(Math.abs((pace.x + 1 - track.x) / track.width - 0.6) < 0.01);
    const attributes = ['aria-valuemin', 'aria-valuenow', 'aria-valuemax', 'aria-valuetext', 'aria-label'];
    assert.deepEqual(await Promise.all(attributes.map((name) => bar.getAttribute(name))), [
      '0',
      '70',
      '100',
      signups.bar?.label,
      signups.title,
    ]);
  });

  it('moves nothing for who asked for less motion', async () => {
    const [loading] = emptyPages;
    assert.ok(loading);
    const running = (open: OpenSidebar) => open.page.evaluate<number>('harness.animations()');
    await sidebar.show(loading);
    assert.ok((await running(sidebar)) > 0);
    const still = await harness.open({ reducedMotion: true });
    await still.show(loading);
    assert.equal(await running(still), 0);
    await still.close();
  });
});
