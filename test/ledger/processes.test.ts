import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { keptHistory } from '../support/histories/keptHistory';
import { countingGit } from '../support/ledger/countingGit';
import { gitsLedger } from '../support/ledger/gitsLedger';
import { LedgerPlace } from '../support/ledger/ledgerPlace';

const SCRIPT = join(__dirname, '../support/ledger/ledgerProcess.ts');
const COMMITS = 10_000;

interface Said {
  readonly lines: readonly string[];
  readonly warnings: readonly string[];
}

describe('the ledger among several processes', () => {
  let place: LedgerPlace;
  let root: string;
  let expected: readonly string[];
  const children: ChildProcess[] = [];

  before(async () => {
    root = await keptHistory(COMMITS);
    expected = gitsLedger(root);
  });

  beforeEach(() => {
    place = new LedgerPlace();
  });

  afterEach(async () => {
    const running = children
      .splice(0)
      .filter(({ exitCode, signalCode }) => (exitCode ?? signalCode) === null);
    const ended = running.map((child) => once(child, 'close'));
    for (const child of running) child.kill('SIGKILL');
    await Promise.all(ended);
    place.dispose();
  });

  function start(what: string, path = process.env.PATH, repository = root): ChildProcess {
    const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, what, repository, place.store], {
      env: { ...process.env, PATH: path },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    return child;
  }

  async function says(child: ChildProcess, word: string): Promise<void> {
    assert.ok(child.stdout);
    for await (const chunk of child.stdout) if (String(chunk).includes(word)) return;
    assert.fail(`it ended and never said ${word}`);
  }

  async function said(child: ChildProcess): Promise<Said> {
    assert.ok(child.stdout);
    return JSON.parse(await text(child.stdout)) as Said;
  }

  it('reads the whole history once for three that open it at once', async () => {
    const git = countingGit(place.folder);
    const path = `${git.bin}${delimiter}${process.env.PATH}`;
    const answers = await Promise.all([1, 2, 3].map(() => said(start('read', path))));
    for (const { lines, warnings } of answers) {
      assert.deepEqual(lines, expected);
      assert.deepEqual(warnings, []);
    }
    // Who waits may have had a first screen.
    const whole = git.asked().filter((line) => / log /.test(line) && !line.includes('--max-count='));
    assert.equal(whole.length, 1, whole.join('\n'));
  });

  for (const [how, signal] of [
    ['was killed', 'SIGKILL'],
    ['hangs', undefined],
  ] as const) {
    it(`is read by the next one where the first ${how} in the middle`, async () => {
      const first = start('hang');
      await says(first, 'reading');
      assert.ok(
        readdirSync(place.store).some((name) => name.endsWith('.lock')),
        'it is the one who reads',
      );
      if (signal !== undefined) {
        first.kill(signal);
        await once(first, 'close');
      }
      const next = place.open(root);
      assert.deepEqual(await next.lines(), expected);
      assert.deepEqual(next.warnings, []);
      const kept = place.open(root);
      assert.deepEqual(await kept.lines(), expected);
      const left = readdirSync(place.store).filter((name) => !name.endsWith('.index'));
      assert.deepEqual(left, [], 'nothing is left behind');
    });
  }

  it('never reads half of what another one writes', async () => {
    const writer = start('rebuild');
    await says(writer, 'writing');
    for (let round = 0; round < 25; round += 1) {
      const ledger = place.open(root);
      const { count, complete } = await ledger.ledger();
      assert.deepEqual([count, complete, ledger.warnings], [COMMITS, true, []]);
      ledger.keeper.dispose();
    }
    assert.deepEqual(await place.open(root).lines(), expected);
    assert.equal(writer.exitCode, null, 'it was at it all the time');
  });

  it('keeps what several add at once', async () => {
    const copy = join(place.folder, 'copy');
    cpSync(root, copy, { recursive: true });
    const tree = place.run(copy, 'rev-parse', 'HEAD^{tree}');
    const windows = [place.open(copy), place.open(copy), place.open(copy)];
    await Promise.all(windows.map(({ lines }) => lines()));
    for (let round = 0; round < 8; round += 1) {
      const message = `Change ${round}\n\nOKR: round.${round}`;
      place.run(
        copy,
        'update-ref',
        'HEAD',
        place.run(copy, 'commit-tree', '-p', 'HEAD', '-m', message, tree),
      );
      const counts = await Promise.all(windows.map(async ({ ledger }) => (await ledger()).count));
      assert.deepEqual(
        counts,
        [1, 1, 1].map((one) => COMMITS + round + one),
      );
    }
    const { lines, warnings } = await said(start('read', process.env.PATH, copy));
    assert.deepEqual(lines, gitsLedger(copy));
    assert.deepEqual(warnings, []);
  });
});
