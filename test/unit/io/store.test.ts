import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStore } from '../../../src/io/store';

const SCRIPT = join(__dirname, '../../support/storeProcess.ts');

describe('the store', () => {
  let folder: string;
  const children: ChildProcess[] = [];

  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'throughline-store-')), 'feed');
  });

  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    rmSync(join(folder, '..'), { recursive: true, force: true });
  });

  function start(...args: string[]): ChildProcess {
    const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    return child;
  }

  async function says(child: ChildProcess, word: string): Promise<void> {
    assert.ok(child.stdout);
    for await (const chunk of child.stdout) if (String(chunk).includes(word)) return;
    throw new Error(`it ended without saying ${word}`);
  }

  it('keeps texts by key, for another one on the same folder too', async () => {
    const store = createStore(folder);
    assert.equal(await store.read('a'), undefined);
    await store.write('a', 'one');
    await store.write('b', 'two');
    await store.write('a', 'three');
    const other = createStore(folder);
    assert.deepEqual([await other.read('a'), await other.read('b')], ['three', 'two']);
  });

  it('is readable by its user only, and leaves nothing beside the texts', async () => {
    const store = createStore(folder);
    await store.write('a', 'one');
    await store.update('a', () => ({ value: 1, text: 'two' }));
    const names = readdirSync(folder);
    assert.equal(names.length, 1);
    assert.equal(statSync(folder).mode & 0o077, 0);
    assert.equal(statSync(join(folder, names[0] ?? '')).mode & 0o077, 0);
  });

  it('sets a text aside, and keeps it there', async () => {
    const store = createStore(folder);
    await store.write('a', 'nonsense');
    await store.setAside('a');
    assert.equal(await store.read('a'), undefined);
    assert.equal(readdirSync(folder).filter((name) => name.endsWith('.damaged')).length, 1);
    await store.setAside('never there');
  });

  it('changes nothing where the change gives no text', async () => {
    const store = createStore(folder);
    await store.write('a', 'one');
    assert.equal(await store.update('a', (text) => ({ value: text })), 'one');
    assert.equal(await store.read('a'), 'one');
  });

  it('loses no change of several processes at once', async () => {
    const processes = [1, 2, 3].map(() => start('count', folder, '60'));
    await Promise.all(processes.map((child) => once(child, 'exit')));
    assert.equal(await createStore(folder).read('counter'), '180');
  });

  it('goes on at once after a process was killed with the lock in its hand', async () => {
    const child = start('hold', folder);
    await says(child, 'held');
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    const store = createStore(folder);
    assert.equal(await store.update('counter', () => ({ value: 'done', text: '1' })), 'done');
    assert.equal(await store.read('counter'), '1');
    assert.equal(readdirSync(folder).length, 1);
  });

  it('takes over from a process that lives but hangs', async () => {
    const child = start('hold', folder);
    await says(child, 'held');
    const lock = join(folder, readdirSync(folder).find((name) => name.endsWith('.lock')) ?? '');
    const old = new Date(Date.now() - 60_000);
    utimesSync(lock, old, old);
    assert.equal(await createStore(folder).update('counter', () => ({ value: 1 })), 1);
  });

  it('shows the old text or the new one, never a part, also where the writer is killed', async () => {
    const store = createStore(folder);
    await store.write('long', 'a'.repeat(200_000));
    const child = start('write', folder, 'b');
    await says(child, 'writing');
    for (let look = 0; look < 50; look += 1) {
      const text = (await store.read('long')) ?? '';
      assert.equal(text.length, 200_000);
      assert.equal(new Set(text).size, 1);
    }
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    assert.equal((await store.read('long'))?.length, 200_000);
  });

  it('sets a text aside while it is changed, where the change says that it makes no sense', async () => {
    const store = createStore(folder);
    await store.write('a', 'nonsense');
    assert.equal(await store.update('a', () => ({ value: 1, text: 'sense', damaged: true })), 1);
    assert.equal(await store.read('a'), 'sense');
    const aside = readdirSync(folder).filter((name) => name.endsWith('.damaged'));
    assert.equal(aside.length, 1);
    assert.equal(readFileSync(join(folder, aside[0] ?? ''), 'utf8'), 'nonsense');
  });

  describe('in a folder that somebody else was in', () => {
    let path: string;

    beforeEach(async () => {
      await createStore(folder).write('a', 'one');
      path = join(folder, readdirSync(folder)[0] ?? '');
      rmSync(path);
    });

    it('follows no link, neither to read nor to write', async () => {
      const other = join(folder, '..', 'other');
      writeFileSync(other, 'of somebody else');
      symlinkSync(other, path);
      const store = createStore(folder);
      assert.equal(await store.read('a'), undefined);
      await store.write('a', 'mine');
      assert.equal(readFileSync(other, 'utf8'), 'of somebody else');
      assert.ok(lstatSync(path).isFile());
      assert.equal(await store.read('a'), 'mine');
    });

    it('waits for no pipe', async () => {
      execFileSync('mkfifo', [path]);
      assert.equal(await createStore(folder).read('a'), undefined);
    });

    it('reads nothing that is too large to be its own', async () => {
      writeFileSync(path, '');
      truncateSync(path, 2_000_000_000);
      const before = process.memoryUsage().rss;
      assert.equal(await createStore(folder).read('a'), undefined);
      assert.ok(process.memoryUsage().rss - before < 100_000_000);
    });

    for (const [what, make] of [
      ['a link to nowhere', (lock: string) => symlinkSync(join(folder, 'nowhere'), lock)],
      ['a folder', (lock: string) => mkdirSync(lock)],
      ['empty, from a clock that was a day ahead', makeLater],
    ] as const) {
      it(`takes a lock that is ${what} for one that nobody holds`, async () => {
        make(`${path}.lock`);
        const store = createStore(folder);
        assert.equal(await store.update('a', () => ({ value: 'done', text: '1' })), 'done');
        assert.deepEqual(readdirSync(folder), [path.slice(folder.length + 1)]);
      });
    }

    function makeLater(lock: string): void {
      writeFileSync(lock, '');
      const tomorrow = new Date(Date.now() + 86_400_000);
      utimesSync(lock, tomorrow, tomorrow);
    }
  });

  it('makes its folder again where somebody removed it', async () => {
    const store = createStore(folder);
    await store.write('a', 'one');
    rmSync(folder, { recursive: true });
    await store.write('a', 'two');
    await store.write('a', 'three');
    assert.equal(await createStore(folder).read('a'), 'three');
  });

  it('removes what was left behind and what nobody used for a month', async () => {
    await createStore(folder).write('a', 'one');
    const [name = ''] = readdirSync(folder);
    const old = (path: string, days: number): void => {
      const time = new Date(Date.now() - days * 86_400_000);
      utimesSync(join(folder, path), time, time);
    };
    writeFileSync(join(folder, 'x.tmp'), 'half');
    old('x.tmp', 1);
    old(name, 31);
    await createStore(folder).write('b', 'two');
    const left = readdirSync(folder);
    assert.equal(left.length, 1);
    assert.ok(!left.includes(name));
  });

  it('keeps texts in memory where the folder can not be used', async () => {
    writeFileSync(join(folder, '..', 'file'), '');
    const store = createStore(join(folder, '..', 'file', 'feed'));
    assert.equal(await store.read('a'), undefined);
    await store.write('a', 'one');
    assert.equal(await store.update('a', (text) => ({ value: text, text: 'two' })), 'one');
    assert.equal(await store.read('a'), 'two');
    await store.setAside('a');
    assert.equal(await store.read('a'), undefined);
  });
});
