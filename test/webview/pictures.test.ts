import assert from 'node:assert/strict';
import { emptyPages } from './emptyPages';
import { type OpenSidebar, SidebarHarness } from './harness';
import { signups } from './keyResults';
import { withKeyResults } from './pages';

describe('sidebar pictures', function () {
  this.timeout(30_000);
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
