import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFiles } from '../../../src/io/files';
import { skipBecause } from '../../steps/skipBecause';

describe('files of a repository', () => {
  let folder: string;
  let root: string;
  const files = createFiles();

  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'throughline-files-')));
    root = join(folder, 'repository');
    mkdirSync(join(root, 'metrics'), { recursive: true });
    mkdirSync(join(folder, 'repository-of-others'));
    writeFileSync(join(root, 'metrics', 'signups.csv'), '\uFEFFdate,value\n2026-11-01,42\n');
    writeFileSync(join(root, '..a'), 'a name that only looks like a way out');
    writeFileSync(join(folder, 'secret'), 'outside');
    writeFileSync(join(folder, 'repository-of-others', 'secret'), 'outside');
    symlinkSync(join(folder, 'secret'), join(root, 'link-out'));
    symlinkSync(folder, join(root, 'folder-out'));
    symlinkSync(join('metrics', 'signups.csv'), join(root, 'link-in'));
    symlinkSync('circle', join(root, 'circle'));
  });

  after(() => rmSync(folder, { recursive: true }));

  it('are read as UTF-8 without the mark of its byte order', async () => {
    assert.deepEqual(await files.read(root, 'metrics/signups.csv'), {
      ok: true,
      value: 'date,value\n2026-11-01,42\n',
    });
  });

  it('may be links, and may have odd names, while they stay inside', async () => {
    assert.ok((await files.read(root, 'link-in')).ok);
    assert.ok((await files.read(root, './metrics/../..a')).ok);
  });

  it('may belong to a root that is reached by a link', async () => {
    const link = join(folder, 'link-to-root');
    symlinkSync(root, link);
    assert.ok((await files.read(link, 'metrics/signups.csv')).ok);
  });

  for (const path of [
    '../secret',
    '../repository-of-others/secret',
    'metrics/../../secret',
    '/etc/passwd',
    'link-out',
    'folder-out/secret',
    '.',
    '..',
    '',
  ]) {
    it(`are not outside, as ${JSON.stringify(path)} is`, async () => {
      assert.deepEqual(await files.read(root, path), { ok: false, error: { kind: 'outside', path } });
    });
  }

  for (const path of ['metrics/none.csv', 'metrics/signups.csv/none']) {
    it(`can be missing, as ${path}`, async () => {
      assert.deepEqual(await files.read(root, path), { ok: false, error: { kind: 'missing', path } });
    });
  }

  for (const path of ['metrics', 'circle', 'a\0b']) {
    it(`must be regular, which ${JSON.stringify(path)} is not`, async () => {
      const result = await files.read(root, path);
      assert.ok(!result.ok && result.error.kind === 'unreadable', JSON.stringify(result));
    });
  }

  it('are never waited for, as a pipe would have to be', async function () {
    if (process.platform === 'win32') skipBecause(this, 'Windows has no pipes in folders');
    execFileSync('sh', ['-c', 'mkfifo pipe'], { cwd: root });
    const result = await files.read(root, 'pipe');
    assert.ok(!result.ok && result.error.kind === 'unreadable');
  });

  it('are read up to the cap and not above it', async () => {
    const path = 'sized';
    writeFileSync(join(root, path), 'x'.repeat(1000));
    assert.ok((await files.read(root, path, 1000)).ok);
    const error = { kind: 'too-large', path, limitBytes: 999 };
    assert.deepEqual(await files.read(root, path, 999), { ok: false, error });
  });

  it('say whether anything is there', async () => {
    assert.equal(await files.exists(join(root, 'metrics')), true);
    assert.equal(await files.exists(join(root, 'circle')), true);
    assert.equal(await files.exists(join(root, 'none')), false);
  });
});
