import assert from 'node:assert/strict';
import { buildWhereStale, throughline } from '../../support/cliProgram';
import { makeWatchedRepository } from '../../support/watchedRepository';
import { type TempFolder, tempFolder } from '../../vscode/cleanup';

describe('throughline status on a release that made a number worse', () => {
  let folder: TempFolder;

  before(() => {
    buildWhereStale();
    folder = tempFolder('throughline-watched');
    makeWatchedRepository(folder.path, Date.now());
  });
  after(() => folder?.dispose());

  it('shows the alarm first, with its promise, and the effect since the release of its commits', async () => {
    const { code, out, err } = await throughline(['status'], { cwd: folder.path });
    assert.deepEqual([code, err], [0, '']);
    assert.match(
      out,
      /\[signups\]\n.*\n {4}! Alarm: lower since v1 \(evidence .*; threshold 10:1\)\. In simulations fewer than 1 in 20 quiet deployments raise this in 60 days\.\n/,
    );
    assert.match(out, /\n {4}Since v1: −\d(\.\d)?%, 95% likely between/);
    assert.match(out, /\n {4}✓ Errors \d+, guardrail ≤ 300\n/);
  });

  it('gives it to scripts, too', async () => {
    const { out } = await throughline(['status', '--json'], { cwd: folder.path });
    const { alarms } = JSON.parse(out) as { alarms: { key: string; keyResultId: string; text: string }[] };
    assert.equal(alarms.length, 1);
    assert.deepEqual(JSON.parse(alarms[0]?.key ?? ''), ['signups', 'repo', 'signups.csv', 'drop', 'v1']);
    assert.match(alarms[0]?.text ?? '', /^Alarm for More signups: lower since v1 /);
  });
});
